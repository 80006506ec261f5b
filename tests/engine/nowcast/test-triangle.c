/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reporting triangles from wide and long tables, cut at an origin; what cannot be read is named with its line. */

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-triangle.h"
#include "test-files.h"

#include <math.h>

#define LONG "location,date,delay_weeks,value\n"

/* @text: a file; NULL with an error that has the file's path taken off. */
static PrognosisTriangle *
read_text (const char *text, const char *origin, GError **error)
{
  TestFiles files;
  PrognosisTriangle *triangle;
  const char *path;
  int day = PROGNOSIS_TRIANGLE_LAST_DATE;

  g_assert_true (origin == NULL || prognosis_day_parse (origin, &day));
  test_files_init (&files);
  path = test_files_write (&files, "t.csv", text, -1);
  triangle = prognosis_triangle_read (path, day, NULL, error);
  if (triangle == NULL && error != NULL)
    {
      g_assert_true (g_str_has_prefix ((*error)->message, path));
      memmove ((*error)->message, (*error)->message + strlen (path), strlen ((*error)->message + strlen (path)) + 1);
    }
  test_files_clear (&files);
  return triangle;
}

static void
assert_same (const PrognosisTriangle *a, const PrognosisTriangle *b)
{
  g_assert_cmpint (a->origin_day, ==, b->origin_day);
  g_assert_cmpint (a->first_day, ==, b->first_day);
  g_assert_cmpuint (a->n_places, ==, b->n_places);
  g_assert_cmpuint (a->n_weeks, ==, b->n_weeks);
  g_assert_cmpuint (a->n_delays, ==, b->n_delays);
  for (gsize i = 0; i < a->n_places; i++)
    {
      g_assert_cmpstr (a->places[i].location, ==, b->places[i].location);
      g_assert_cmpstr (a->places[i].age_group, ==, b->places[i].age_group);
    }
  for (gsize i = 0; i < a->n_places * a->n_weeks * a->n_delays; i++)
    if (!isnan (a->increments[i]) || !isnan (b->increments[i]))
      g_assert_cmpfloat (a->increments[i], ==, b->increments[i]);
}

static void
test_wide_is_long (void)
{
  const char *wide = "age_group,location,date,value_1w,value_0w,value_2w\n"
                     "00+,A,2024-01-07,3,10,-1\n00+,B,2024-01-07,0,1,NA\n00+,A,2024-01-21,,7,\n";
  const char *other = "location,age_group,date,delay_weeks,value\n"
                      "A,00+,2024-01-07,0,10\nA,00+,2024-01-07,1,3\nA,00+,2024-01-07,2,-1\nB,00+,2024-01-07,1,0\n"
                      "B,00+,2024-01-07,0,1\nA,00+,2024-01-21,0,7\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTriangle) a = read_text (wide, NULL, &error), b = read_text (other, NULL, &error);
  int age;

  g_assert_no_error (error);
  assert_same (a, b);
  g_assert_cmpuint (a->n_weeks, ==, 3);
  g_assert_cmpuint (a->n_delays, ==, 3);
  g_assert_cmpstr (a->places[1].location, ==, "B");
  g_assert_cmpstr (a->places[1].age_group, ==, "00+");
  g_assert_cmpfloat (prognosis_triangle_get (a, 0, 0, 2), ==, -1);
  g_assert_true (isnan (prognosis_triangle_get (a, 1, 0, 2)));
  g_assert_cmpfloat (prognosis_triangle_get_known (a, 0, 0, 1, &age), ==, 13);
  g_assert_cmpint (age, ==, 1);
  g_assert_cmpfloat (prognosis_triangle_get_known (a, 1, 0, 2, &age), ==, 1);
  g_assert_cmpint (age, ==, 1);
  g_assert_true (isnan (prognosis_triangle_get_known (a, 0, 1, 2, &age)));
  g_assert_cmpint (age, ==, -1);
}

/* What was reported after the origin leaves no trace: neither its values, nor its places, weeks and delays. */
static void
test_cut (void)
{
  const char *known = LONG "A,2024-01-07,0,10\nA,2024-01-14,0,12\nA,2024-01-07,1,3\n";
  const char *later = LONG "A,2024-01-07,0,10\nB,2024-01-14,1,8\nA,2024-01-07,2,rubbish\nA,2024-01-14,0,12\nA,2024-01-07,1,3\n"
                           "A,2024-01-14,1,1e300\nA,2024-01-14,1,-5\nA,2024-01-21,0,5\nA,2024-01-20,0,x\nC,2030-01-06,90,\"\"\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTriangle) a = read_text (known, "2024-01-14", &error), b = read_text (later, "2024-01-14", &error);

  g_assert_no_error (error);
  assert_same (a, b);
}

static void
test_origin_between_dates (void)
{
  g_autoptr (PrognosisTriangle) triangle = read_text (LONG "A,2024-01-07,0,10\nA,2024-01-14,0,12\n", "2024-01-13", NULL);

  g_assert_cmpuint (triangle->n_weeks, ==, 1);
  g_assert_cmpint (triangle->origin_day - triangle->first_day, ==, 6);
}

static void
test_refusals (void)
{
  const struct
  {
    const char *text, *message;
  } cases[] = {
    { "location,date,value\nA,2024-01-07,1\n", ": this is not a reporting triangle; expected the columns location, date and either "
                                               "value_0w, value_1w, ... or delay_weeks and "
                                               "value" },
    { LONG "A,2024-01-07,0,10\nA,2024-01-14,0,many\n", ":3: “many” in the column “value” is not a number" },
    { LONG "A,2024-01-07,0,10\nA,2024-01-14,0,-1e16\n", ":3: “-1e16” in the column “value” is not a number" },
    { LONG "A,2024-01-07,-1,10\n", ":2: “-1” is not a delay; expected whole weeks from 0 to 104" },
    { LONG "A,2024-01-07,0,10\nA,2024-01-16,0,10\n",
      ":3: this date is not a whole number of weeks after the first one; expected a date every 7 days" },
    { LONG "A,2024-01-07,0,10\nA,2024-01-14,0,7\nA,2024-01-07,0,11\n", ":4: line 2 has the same place, date and delay" },
    { LONG "A,2024-01-07,1,10\n", ": nothing was reported by 2024-01-07" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (cases[i].text, NULL, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/triangle/wide-is-long", test_wide_is_long);
  g_test_add_func ("/triangle/cut", test_cut);
  g_test_add_func ("/triangle/origin-between-dates", test_origin_between_dates);
  g_test_add_func ("/triangle/refusals", test_refusals);
  return g_test_run ();
}
