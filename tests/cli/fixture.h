/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A folder of its own for a test, in which the command runs. */
typedef struct
{
  char *folder;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
#define ADD_DATA(path, data, function) g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

typedef struct
{
  int status; /* exit status; -1 where a signal ended it */
  char *out;
  char *err;
} Result;

void result_free (Result *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Result, result_free)

/* Runs the command with @arguments, parted by blanks ("a b" is not possible). (transfer full) */
Result *run (Fixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* With variables: name, value, name, value, NULL. */
Result *run_with (Fixture *fixture, const char *const *environment, const char *arguments);
GSubprocess *start (Fixture *fixture, const char *arguments);

/* Writes a file in the folder. @size -1: text. */
void fixture_write (Fixture *fixture, const char *name, const char *bytes, gssize size);
/* NULL where there is none. (transfer full) */
char *fixture_read (Fixture *fixture, const char *name);
/* The number of files in the folder, hidden ones too. */
guint fixture_count (Fixture *fixture);
/* `DAY,cases` of an outbreak that rises and falls; the last @n_rubbish numbers make no sense. */
char *fixture_outbreak (int n_days, int n_rubbish);

/* A sample's path, or NULL after saying that the test is skipped. (transfer full) */
char *sample (const char *name);
/* The same in the data that developers share. */
char *shared (const char *name);

void assert_status (const Result *result, int status);
void assert_contains (const char *text, const char *part);
JsonNode *parse_json (const char *text);
double get_number (JsonNode *object, const char *member);

/* The rows of a CSV without quotes, as arrays of cells; the first is the header. (transfer full) */
GPtrArray *parse_csv (const char *text);
const char *get_cell (GPtrArray *rows, guint row, const char *column);

G_END_DECLS
