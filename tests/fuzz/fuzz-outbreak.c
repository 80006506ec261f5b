/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A simulated outbreak as a session stores it: persons are neither lost nor negative, and it is stored again as the same. */

#include "fuzz.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-outbreak.h"

#define MAX_DAYS 60
/* Runs of chance take time by infected persons. */
#define MAX_POPULATION 1e5

static void
check_course (const PrognosisOutbreak *outbreak, const PrognosisOutbreakCourse *course)
{
  for (gsize run = 0; run < course->n_runs; run++)
    {
      PrognosisOutbreakAnswer answer;

      for (gsize day = 0; day <= course->n_days; day++)
        for (int column = 0; column < PROGNOSIS_OUTBREAK_N_COLUMNS; column++)
          {
            const double persons = prognosis_outbreak_course_get (course, run, day, (PrognosisOutbreakColumn) column);

            g_assert_true (isfinite (persons) && persons >= -1e-6 * outbreak->population);
            /* Runs of chance are among whole persons. */
            g_assert_cmpfloat (persons, <=, ceil (outbreak->population) * (1.0 + 1e-6));
          }
      prognosis_outbreak_answer_read (outbreak, course, run, &answer);
      g_assert_true (isfinite (answer.infected) && isfinite (answer.deaths));
    }
}

static char *
to_text (const PrognosisOutbreak *outbreak)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (json);
  prognosis_outbreak_write_json (outbreak, json);
  json_builder_end_object (json);
  node = json_builder_get_root (json);
  return json_to_string (node, FALSE);
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  g_autoptr (JsonNode) node = prognosis_json_parse ((const char *) data, n, NULL);
  g_autoptr (PrognosisOutbreak) outbreak = NULL;
  g_autoptr (PrognosisOutbreakCourse) equations = NULL, runs = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *once = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  gsl_set_error_handler_off ();
  outbreak = prognosis_outbreak_read_json (json_node_get_object (node));
  once = to_text (outbreak);
  {
    g_autoptr (JsonNode) again = prognosis_json_parse (once, strlen (once), &error);
    g_autoptr (PrognosisOutbreak) second = NULL;
    g_autofree char *twice = NULL;

    g_assert_no_error (error);
    second = prognosis_outbreak_read_json (json_node_get_object (again));
    twice = to_text (second);
    g_assert_cmpstr (once, ==, twice);
  }
  if (!prognosis_outbreak_check (outbreak, &error))
    {
      fuzz_check_error (error);
      return 0;
    }
  prognosis_outbreak_get_growth (outbreak);
  equations = prognosis_outbreak_solve (outbreak, MAX_DAYS, &error);
  if (equations != NULL)
    check_course (outbreak, equations);
  else
    fuzz_check_error (error);
  if (outbreak->population > MAX_POPULATION)
    return 0;
  runs = prognosis_outbreak_run (outbreak, MAX_DAYS, 2, 7, 1, NULL, NULL);
  check_course (outbreak, runs);
  return 0;
}
