/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-error.h"
#include "test-reading.h"

/* Tables as text and what they are read as, one test each. */

typedef struct
{
  const char *name;
  const char *content;
  const char *expected; /* see test_print_dataset(); of a table that is refused, how the message begins after the path */
  const char *code;     /* of a warning that is given; or NULL */
} TestReadingCase;

static inline void
test_reading_good (gconstpointer data)
{
  const TestReadingCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree char *printed = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", c->content, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_cmpstr (printed, ==, c->expected);
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    g_test_message ("%s", prognosis_dataset_get_warning (dataset, i)->message);
  if (c->code != NULL)
    g_assert_true (test_has_warning (dataset, c->code, 0));
}

/* Fails unless the file at @path is refused with a message that begins with its path and @expected. */
static inline void
test_assert_refused (const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = g_strconcat (path, expected, NULL);

  g_assert_null (test_read_one (path, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  if (!g_str_has_prefix (error->message, start))
    g_assert_cmpstr (error->message, ==, start);
}

static inline void
test_reading_bad (gconstpointer data)
{
  const TestReadingCase *c = data;
  TestFiles files;

  test_files_init (&files);
  test_assert_refused (test_files_write (&files, "a.csv", c->content, -1), c->expected);
  test_files_clear (&files);
}

/* @prefix: of the tests' paths, with a slash at its end */
static inline void
test_add_readings (const char *prefix, const TestReadingCase *cases, gsize n, GTestDataFunc test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test);
    }
}
