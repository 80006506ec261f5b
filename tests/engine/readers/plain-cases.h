/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "test-reading.h"

/* Tables without a format of their own, each with the data set or the error that reading it must give. */

typedef struct
{
  const char *name;
  const char *content;
  const char *expected; /* see test_print_dataset(), its first lines; or a part of the error */
  const char *code;     /* of a warning, or NULL */
  const char *message;  /* a part of that warning, or NULL */
  const char *where;    /* a condition on rows, or NULL */
} Case;

#define DAYS "plain daily 2020-03-01..2020-03-03\n"

static inline gboolean
plain_case_has_message (const PrognosisDataset *dataset, const char *code, const char *part)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (g_str_equal (warning->code, code) && (part == NULL || strstr (warning->message, part) != NULL))
        return TRUE;
    }
  return FALSE;
}

static inline char *
plain_case_list_warnings (const PrognosisDataset *dataset)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      g_string_append_printf (text, "%s: %s\n", warning->code, warning->message);
    }
  return g_string_free (text, FALSE);
}

static inline void
plain_case_test (gconstpointer data)
{
  const Case *c = data;
  const char *paths[] = { NULL, NULL };
  char *where[] = { (char *) c->where, NULL };
  const PrognosisColumns columns = { .kind = -1, .where = where };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL, *warnings = NULL;
  TestFiles files;

  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", c->content, -1);
  options.columns = c->where != NULL ? &columns : NULL;
  dataset = prognosis_read (paths, &options, NULL, &error);
  test_files_clear (&files);
  if (strncmp (c->expected, "plain ", strlen ("plain ")) != 0)
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      if (strstr (error->message, c->expected) == NULL)
        g_assert_cmpstr (error->message, ==, c->expected);
      return;
    }
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  if (!g_str_has_prefix (printed, c->expected))
    g_assert_cmpstr (printed, ==, c->expected);
  warnings = plain_case_list_warnings (dataset);
  if (c->code != NULL && !plain_case_has_message (dataset, c->code, c->message))
    g_error ("no warning %s “%s” among:\n%s", c->code, c->message != NULL ? c->message : "", warnings);
}

/* Adds a test for each case. */
static inline void
plain_cases_add (const char *program, const char *folder, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/plain-%s/%s/%s", program, folder, cases[i].name);

      g_test_add_data_func (path, &cases[i], plain_case_test);
    }
}

/* @program: the name of the test program after “plain-” */
#define PLAIN_CASES(program, cases) plain_cases_add (program, #cases, cases, G_N_ELEMENTS (cases))
