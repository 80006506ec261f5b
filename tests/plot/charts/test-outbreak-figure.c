/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the figure of a simulated outbreak says, read from its tables. */

#include "prognosis-outbreak-figure.h"
#include "test-outbreak.h"

#include <gsl/gsl_errno.h>
#include <math.h>

typedef struct
{
  PrognosisOutbreak *outbreak;
  PrognosisOutbreakCourse *course;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->outbreak = prognosis_outbreak_new ();
  fixture->course = prognosis_outbreak_solve (fixture->outbreak, 100, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  prognosis_outbreak_free (fixture->outbreak);
  prognosis_outbreak_course_free (fixture->course);
}

/* The column of @panel's table whose name begins with @prefix, or -1. */
static int
find_column (GStrv table, const char *prefix)
{
  g_auto (GStrv) names = g_strsplit (table[0], "\t", -1);

  for (int i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], prefix))
      return i;
  return -1;
}

static double
get_cell (GStrv table, gsize row, int column)
{
  g_auto (GStrv) cells = g_strsplit (table[row + 1], "\t", -1);
  g_autoptr (GString) digits = g_string_new (NULL);

  /* Thousands are set apart. */
  for (const char *c = cells[column]; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || *c == '.')
      g_string_append_c (digits, *c);
  return g_ascii_strtod (digits->str, NULL);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  const PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course };
  g_autoptr (PrognosisFigure) figure = prognosis_outbreak_new_figure (&picture);
  g_auto (GStrv) table = NULL;
  int infectious;

  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 3);
  table = prognosis_figure_dup_table (figure, 0);
  infectious = find_column (table, "I");
  g_assert_cmpint (infectious, >, 0);
  g_assert_cmpuint (g_strv_length (table), ==, 102);
  for (gsize day = 0; day <= 100; day++)
    {
      const double persons = prognosis_outbreak_course_get (fixture->course, 0, day, PROGNOSIS_OUTBREAK_I);

      /* Tables round. */
      g_assert_cmpfloat_with_epsilon (get_cell (table, day, infectious), persons, 0.5 + 1e-3 * persons);
    }
}

/* What cannot happen takes no room. */
static void
test_panels (Fixture *fixture, gconstpointer data)
{
  const PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course };
  g_autoptr (PrognosisFigure) figure = NULL;
  g_auto (GStrv) table = NULL;

  fixture->outbreak->hospitalised = fixture->outbreak->latent_days = fixture->outbreak->fatality = 0;
  figure = prognosis_outbreak_new_figure (&picture);
  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 2);
  table = prognosis_figure_dup_table (figure, 0);
  g_assert_cmpint (find_column (table, "E"), <, 0);
  g_assert_cmpint (find_column (table, "D  "), <, 0);
  g_assert_cmpint (find_column (table, "V"), <, 0);
  g_assert_cmpint (find_column (table, "S"), >, 0);
}

static void
test_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisOutbreak) other = prognosis_outbreak_copy (fixture->outbreak);
  g_autoptr (PrognosisOutbreakCourse) before = NULL;
  PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course };
  g_autoptr (PrognosisFigure) without = prognosis_outbreak_new_figure (&picture);
  g_autoptr (PrognosisFigure) with = NULL;

  other->reproduction = 1.5;
  before = prognosis_outbreak_solve (other, 100, NULL);
  picture.before = before;
  with = prognosis_outbreak_new_figure (&picture);
  for (gsize panel = 0; panel < 3; panel++)
    {
      g_auto (GStrv) old = prognosis_figure_dup_table (without, panel);
      g_auto (GStrv) table = prognosis_figure_dup_table (with, panel);

      g_assert_cmpint (find_column (old, "Before"), <, 0);
      g_assert_cmpint (find_column (table, "Before"), >, 0);
    }
}

static void
test_fan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisOutbreakCourse) runs = prognosis_outbreak_run (fixture->outbreak, 100, 50, 1, 1, NULL, NULL);
  const PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course, .runs = runs };
  g_autoptr (PrognosisFigure) figure = prognosis_outbreak_new_figure (&picture);
  g_auto (GStrv) table = prognosis_figure_dup_table (figure, 1);

  g_assert_cmpint (find_column (table, "95 %"), >, 0);
  g_assert_cmpint (find_column (table, "80 %"), >, 0);
  g_assert_cmpint (find_column (table, "50 %"), >, 0);
}

static void
test_capacity (Fixture *fixture, gconstpointer data)
{
  const PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course };
  g_autoptr (PrognosisFigure) figure = NULL;
  double from, to;

  fixture->outbreak->capacity = 5000;
  figure = prognosis_outbreak_new_figure (&picture);
  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, 2), &from, &to);
  g_assert_cmpfloat (to, >=, 5000);
}

/* Few observations beside a large outbreak do not cut off its peak. */
static void
test_observed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 20, 3, 0.01, NULL, FALSE);
  const PrognosisOutbreakPicture picture = { .outbreak = fixture->outbreak, .course = fixture->course, .dataset = dataset };
  g_autoptr (PrognosisFigure) figure = prognosis_outbreak_new_figure (&picture);
  PrognosisOutbreakAnswer answer;
  double from, to;

  prognosis_outbreak_answer_read (fixture->outbreak, fixture->course, 0, &answer);
  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, 1), &from, &to);
  g_assert_cmpfloat (to, >=, answer.peak_infections);
  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, 0), &from, &to);
  g_assert_cmpfloat (to, >=, 99000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
#define ADD(name, run) g_test_add (name, Fixture, NULL, set_up, run, tear_down)
  ADD ("/outbreak-figure/values", test_values);
  ADD ("/outbreak-figure/panels", test_panels);
  ADD ("/outbreak-figure/before", test_before);
  ADD ("/outbreak-figure/fan", test_fan);
  ADD ("/outbreak-figure/capacity", test_capacity);
  ADD ("/outbreak-figure/observed", test_observed);
  return g_test_run ();
}
