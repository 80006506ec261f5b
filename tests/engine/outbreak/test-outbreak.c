/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The equations agree with closed forms and with the compartment models; chance events agree with the equations in the mean. */

#include "prognosis-error.h"
#include "prognosis-model-list.h"
#include "prognosis-outbreak.h"
#include "prognosis-parallel.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static PrognosisOutbreakCourse *
solve (const PrognosisOutbreak *outbreak, gsize n_days)
{
  g_autoptr (GError) error = NULL;
  PrognosisOutbreakCourse *course = prognosis_outbreak_solve (outbreak, n_days, &error);

  g_assert_no_error (error);
  return course;
}

static PrognosisOutbreakCourse *
run (const PrognosisOutbreak *outbreak, gsize n_days, gsize n_runs, gsize n_threads)
{
  g_autoptr (GError) error = NULL;
  PrognosisOutbreakCourse *course = prognosis_outbreak_run (outbreak, n_days, n_runs, 1, n_threads, NULL, &error);

  g_assert_no_error (error);
  return course;
}

static PrognosisOutbreak *
new_sir (double reproduction, double population, double imported)
{
  PrognosisOutbreak *outbreak = prognosis_outbreak_new ();

  outbreak->latent_days = 0;
  outbreak->infectious_days = 4;
  outbreak->fatality = 0;
  outbreak->reproduction = reproduction;
  outbreak->population = population;
  outbreak->imported = imported;
  return outbreak;
}

/* ln (s / s0) = -R0 (1 - s) when everybody has recovered. */
static void
test_final_size (void)
{
  for (double r0 = 1.2; r0 < 6; r0 *= 1.4)
    {
      g_autoptr (PrognosisOutbreak) outbreak = new_sir (r0, 1e6, 1000);
      g_autoptr (PrognosisOutbreakCourse) course = solve (outbreak, 1500);
      PrognosisOutbreakAnswer answer;
      double s;

      prognosis_outbreak_answer_read (outbreak, course, 0, &answer);
      g_assert_true (answer.is_over);
      s = 1 - answer.infected / outbreak->population;
      g_assert_cmpfloat_with_epsilon (log (s / (1 - 1e-3)), -r0 * (1 - s), 1e-6);
    }
}

/* The highest prevalence of SIR is i0 + s0 - (1 + ln (R0 s0)) / R0, at s = 1 / R0. */
static void
test_peak (void)
{
  const double r0 = 2.5, s0 = 1 - 1e-4;
  g_autoptr (PrognosisOutbreak) outbreak = new_sir (r0, 1e6, 100);
  g_autoptr (PrognosisOutbreakCourse) course = NULL;
  PrognosisOutbreakAnswer answer;
  double s;

  outbreak->infectious_days = 40; /* slow, because values are those of the ends of days */
  course = solve (outbreak, 1000);
  prognosis_outbreak_answer_read (outbreak, course, 0, &answer);
  g_assert_cmpfloat_with_epsilon (answer.peak_infectious / 1e6, 1 - (1 + log (r0 * s0)) / r0, 2e-5);
  s = prognosis_outbreak_course_get (course, 0, answer.peak_infectious_day, PROGNOSIS_OUTBREAK_S) / 1e6;
  g_assert_cmpfloat_with_epsilon (s, 1 / r0, 0.01);
}

/* Early on, infected persons grow at the rate of the closed form, with and without a latent period. */
static void
test_growth (void)
{
  for (int latent = 0; latent < 8; latent += 3)
    {
      g_autoptr (PrognosisOutbreak) outbreak = new_sir (2.2, 4e9, 1);
      g_autoptr (PrognosisOutbreakCourse) course = NULL;
      double ratio;

      outbreak->latent_days = latent;
      course = solve (outbreak, 61);
      ratio = prognosis_outbreak_course_get (course, 0, 51, PROGNOSIS_OUTBREAK_I)
              / prognosis_outbreak_course_get (course, 0, 50, PROGNOSIS_OUTBREAK_I);
      g_assert_cmpfloat_with_epsilon (log (ratio), prognosis_outbreak_get_growth (outbreak), 1e-3);
    }
}

/* Two solvers of the same equations: the adaptive one of an outbreak, and the fixed-step kernel of the models. */
static void
test_agrees_with_seird (void)
{
  const PrognosisModel *model = prognosis_model_find ("seird");
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) course = solve (outbreak, 200);
  const double rates[] = { 1 / outbreak->latent_days, 1 / outbreak->infectious_days, outbreak->fatality };
  g_autofree double *beta = g_new (double, 201);
  g_autofree double *y = g_new0 (double, 201 * model->n_states);

  for (gsize t = 0; t <= 200; t++)
    beta[t] = outbreak->reproduction / outbreak->infectious_days;
  y[0] = 1 - outbreak->imported / outbreak->population;
  y[2] = outbreak->imported / outbreak->population;
  prognosis_model_simulate (model, rates, beta, 200, y);
  for (gsize t = 0; t <= 200; t++)
    for (gsize i = 0; i < model->n_states; i++)
      g_assert_cmpfloat_with_epsilon (prognosis_outbreak_course_get (course, 0, t, (PrognosisOutbreakColumn) i)
                                          / outbreak->population,
                                      y[t * model->n_states + i], 2e-5);
}

static double
sum_persons (const PrognosisOutbreakCourse *course, gsize i, gsize day)
{
  double sum = 0;

  for (int column = PROGNOSIS_OUTBREAK_S; column <= PROGNOSIS_OUTBREAK_V; column++)
    {
      const double persons = prognosis_outbreak_course_get (course, i, day, column);

      g_assert_cmpfloat (persons, >=, -1e-6);
      sum += persons;
    }
  return sum;
}

static void
test_nobody_is_lost (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) equations = NULL;
  g_autoptr (PrognosisOutbreakCourse) events = NULL;

  outbreak->doses = 1000;
  outbreak->vaccination_day = 20;
  outbreak->isolated = 0.3;
  equations = solve (outbreak, 250);
  events = run (outbreak, 250, 8, 2);
  for (gsize day = 0; day <= 250; day++)
    {
      g_assert_cmpfloat_with_epsilon (sum_persons (equations, 0, day), outbreak->population, 1e-4);
      for (gsize i = 0; i < 8; i++)
        g_assert_cmpfloat (sum_persons (events, i, day), ==, outbreak->population);
    }
}

/* Without transmission the campaign protects as many as its doses and efficacy say, until all are vaccinated. */
static void
test_vaccination (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = new_sir (0, 10000, 1);
  g_autoptr (PrognosisOutbreakCourse) course = NULL;

  outbreak->doses = 100;
  outbreak->vaccination_day = 10;
  outbreak->efficacy = 0.75;
  outbreak->only_susceptible = 1;
  course = solve (outbreak, 200);
  g_assert_cmpfloat (prognosis_outbreak_course_get (course, 0, 10, PROGNOSIS_OUTBREAK_V), ==, 0);
  g_assert_cmpfloat_with_epsilon (prognosis_outbreak_course_get (course, 0, 30, PROGNOSIS_OUTBREAK_V), 0.75 * 2000, 1e-3);
  g_assert_cmpfloat_with_epsilon (prognosis_outbreak_course_get (course, 0, 200, PROGNOSIS_OUTBREAK_V), 0.75 * 9999, 0.1);
}

/* Doses that also go to those who were infected protect fewer. */
static void
test_vaccination_of_all (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = new_sir (2, 10000, 2000);
  g_autoptr (PrognosisOutbreakCourse) some = NULL;
  g_autoptr (PrognosisOutbreakCourse) all = NULL;

  outbreak->doses = 100;
  outbreak->only_susceptible = 1;
  some = solve (outbreak, 30);
  outbreak->only_susceptible = 0;
  all = solve (outbreak, 30);
  g_assert_cmpfloat (prognosis_outbreak_course_get (all, 0, 30, PROGNOSIS_OUTBREAK_V), <,
                     0.9 * prognosis_outbreak_course_get (some, 0, 30, PROGNOSIS_OUTBREAK_V));
  /* On the first day, four in five doses reach someone susceptible. */
  g_assert_cmpfloat_with_epsilon (prognosis_outbreak_course_get (all, 0, 1, PROGNOSIS_OUTBREAK_V), outbreak->efficacy * 80, 12);
}

/* A step of transmission and an isolated share of the same strength change the same. */
static void
test_measures_are_alike (void)
{
  g_autoptr (PrognosisOutbreak) isolated = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreak) changed = prognosis_outbreak_new ();
  const PrognosisChange change = { 40, 0.4, 0 };
  g_autoptr (PrognosisOutbreakCourse) a = NULL;
  g_autoptr (PrognosisOutbreakCourse) b = NULL;

  isolated->isolated = 0.6;
  isolated->isolation_day = 40;
  changed->scenario = prognosis_scenario_new ("measure");
  g_array_append_val (changed->scenario->changes, change);
  a = solve (isolated, 120);
  b = solve (changed, 120);
  for (gsize day = 0; day <= 120; day++)
    g_assert_cmpfloat_with_epsilon (prognosis_outbreak_course_get (a, 0, day, PROGNOSIS_OUTBREAK_I),
                                    prognosis_outbreak_course_get (b, 0, day, PROGNOSIS_OUTBREAK_I), 1e-6);
}

/* In a large population with many cases the mean over runs follows the equations, with every measure. */
static void
test_mean_of_runs (void)
{
  const gsize n_runs = 200, n_days = 150;
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) equations = NULL;
  g_autoptr (PrognosisOutbreakCourse) events = NULL;

  outbreak->population = 1e6;
  outbreak->imported = 2000;
  outbreak->doses = 3000;
  outbreak->vaccination_day = 10;
  outbreak->isolated = 0.2;
  outbreak->isolation_day = 20;
  equations = solve (outbreak, n_days);
  events = run (outbreak, n_days, n_runs, prognosis_parallel_get_n_threads (0));
  for (gsize day = 0; day <= n_days; day += 10)
    for (int column = 0; column < PROGNOSIS_OUTBREAK_N_COLUMNS; column++)
      {
        const double expected = prognosis_outbreak_course_get (equations, 0, day, column);
        double sum = 0;

        for (gsize i = 0; i < n_runs; i++)
          sum += prognosis_outbreak_course_get (events, i, day, column);
        g_assert_cmpfloat_with_epsilon (sum / n_runs, expected, 0.01 * expected + 10);
      }
}

/* From one case of SIR the outbreak dies out early with chance 1 / R0. */
static void
test_extinction (void)
{
  const gsize n_runs = 10000;
  const double r0s[] = { 1.5, 2.5, 4 };

  for (gsize k = 0; k < G_N_ELEMENTS (r0s); k++)
    {
      g_autoptr (PrognosisOutbreak) outbreak = new_sir (r0s[k], 10000, 1);
      g_autoptr (PrognosisOutbreakCourse) course = NULL;
      gsize n_minor = 0;

      outbreak->hospitalised = 0;
      course = run (outbreak, r0s[k] < 2 ? 300 : 150, n_runs, prognosis_parallel_get_n_threads (0));
      for (gsize i = 0; i < n_runs; i++)
        {
          PrognosisOutbreakAnswer answer;

          prognosis_outbreak_answer_read (outbreak, course, i, &answer);
          n_minor += answer.is_minor;
        }
      g_test_message ("R0 %g: %g die out, expected %g", r0s[k], (double) n_minor / n_runs, 1 / r0s[k]);
      g_assert_cmpfloat_with_epsilon ((double) n_minor / n_runs, 1 / r0s[k], 0.015);
    }
}

static void
test_threads (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) one = run (outbreak, 100, 20, 1);
  g_autoptr (PrognosisOutbreakCourse) four = run (outbreak, 100, 20, 4);
  const gsize size = sizeof (double) * 20 * 101 * PROGNOSIS_OUTBREAK_N_COLUMNS;

  g_assert_cmpmem (one->persons, size, four->persons, size);
}

static void
test_quantiles (void)
{
  const double levels[] = { 0.1, 0.5, 0.9 };
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) course = run (outbreak, 60, 101, 2);
  double values[61 * 3];

  prognosis_outbreak_course_get_quantiles (course, PROGNOSIS_OUTBREAK_I, levels, 3, values);
  for (gsize day = 0; day <= 60; day++)
    {
      gsize n_below = 0;

      for (gsize i = 0; i < 101; i++)
        n_below += prognosis_outbreak_course_get (course, i, day, PROGNOSIS_OUTBREAK_I) < values[3 * day + 1];
      g_assert_cmpfloat (values[3 * day], <=, values[3 * day + 1]);
      g_assert_cmpfloat (values[3 * day + 1], <=, values[3 * day + 2]);
      g_assert_cmpuint (n_below, <=, 50);
    }
}

static void
test_capacity (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) course = NULL;
  PrognosisOutbreakAnswer answer;

  outbreak->capacity = 300;
  course = solve (outbreak, 300);
  prognosis_outbreak_answer_read (outbreak, course, 0, &answer);
  g_assert_cmpint (answer.over_first, >, 0);
  g_assert_cmpint (answer.over_last, >, answer.over_first);
  for (int day = 0; day <= 300; day++)
    g_assert_true ((prognosis_outbreak_course_get (course, 0, day, PROGNOSIS_OUTBREAK_BEDS_USED) > 300)
                   == (day >= answer.over_first && day <= answer.over_last));
  g_assert_cmpfloat (prognosis_outbreak_course_get (course, 0, answer.peak_beds_day, PROGNOSIS_OUTBREAK_BEDS_USED), ==,
                     answer.peak_beds);
}

/* Every field of the list at both its ends: nothing is lost, infinite or negative. */
static void
test_bounds (void)
{
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    for (int side = 0; side < 2; side++)
      {
        g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
        g_autoptr (PrognosisOutbreakCourse) equations = NULL;
        g_autoptr (PrognosisOutbreakCourse) events = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_true (prognosis_outbreak_set (outbreak, &fields[i], side == 0 ? fields[i].lower : fields[i].upper, &error));
        g_assert_no_error (error);
        if (!prognosis_outbreak_check (outbreak, NULL))
          outbreak->population = outbreak->imported = MIN (outbreak->population, outbreak->imported);
        equations = solve (outbreak, 60);
        events = run (outbreak, 60, 2, 1);
        g_test_message ("%s", fields[i].id);
        for (gsize day = 0; day <= 60; day++)
          {
            g_assert_cmpfloat_with_epsilon (sum_persons (equations, 0, day) / outbreak->population, 1, 1e-6);
            g_assert_cmpfloat (sum_persons (events, 0, day), ==, round (outbreak->population));
          }
      }
}

static void
test_refusals (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (prognosis_outbreak_set (outbreak, prognosis_outbreak_find_field ("efficacy"), 1.5, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_cmpstr (error->message, ==, "efficacy is 1.5, expected 0 to 1");
  g_assert_cmpfloat (outbreak->efficacy, ==, 0.8);
  g_clear_error (&error);
  g_assert_false (prognosis_outbreak_set (outbreak, prognosis_outbreak_find_field ("efficacy"), NAN, &error));
  g_clear_error (&error);
  outbreak->imported = 2 * outbreak->population;
  g_assert_false (prognosis_outbreak_check (outbreak, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_null (prognosis_outbreak_find_field ("nothing"));
}

static void
test_copies (void)
{
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreak) copy = NULL;

  prognosis_outbreak_apply_preset (outbreak, prognosis_preset_find ("sars"));
  g_assert_cmpfloat (outbreak->latent_days, ==, 6.4);
  g_assert_cmpfloat (outbreak->fatality, ==, 0.17);
  g_assert_cmpfloat (outbreak->reproduction, ==, 2.7);
  outbreak->scenario = prognosis_scenario_new_weeks ("closure", 20, 4, 0.5);
  copy = prognosis_outbreak_copy (outbreak);
  g_assert_true (prognosis_outbreak_equal (outbreak, copy));
  g_array_index (copy->scenario->changes, PrognosisChange, 0).factor = 0.4;
  g_assert_false (prognosis_outbreak_equal (outbreak, copy));
}

static JsonNode *
to_json (const PrognosisOutbreak *outbreak)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  prognosis_outbreak_write_json (outbreak, json);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}

/* What is written is read again; what is out of bounds or no number is left as it was. */
static void
test_json (void)
{
  const char *bad = "{\"efficacy\": 7, \"doses\": \"many\", \"population\": 50, \"imported\": 80, "
                    "\"changes\": [{\"day\": -3, \"days\": 0, \"factor\": 1}, 5, {\"day\": 3, \"days\": 0, \"factor\": 0.5}]}";
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreak) again = NULL;
  g_autoptr (PrognosisOutbreak) mended = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) other = json_from_string (bad, NULL);
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    g_assert_true (prognosis_outbreak_set (outbreak, &fields[i], 0.4 * fields[i].lower + 0.6 * MIN (fields[i].upper, 1e6), NULL));
  outbreak->scenario = prognosis_scenario_new_weeks ("", 20, 4, 0.55);
  node = to_json (outbreak);
  again = prognosis_outbreak_read_json (json_node_get_object (node));
  g_assert_true (prognosis_outbreak_equal (outbreak, again));
  mended = prognosis_outbreak_read_json (json_node_get_object (other));
  g_assert_cmpfloat (mended->efficacy, ==, 0.8);
  g_assert_cmpfloat (mended->doses, ==, 0);
  g_assert_cmpfloat (mended->imported, ==, 50);
  g_assert_cmpuint (mended->scenario->changes->len, ==, 1);
  g_assert_null (prognosis_outbreak_read_json (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/outbreak/final-size", test_final_size);
  g_test_add_func ("/outbreak/peak", test_peak);
  g_test_add_func ("/outbreak/growth", test_growth);
  g_test_add_func ("/outbreak/agrees-with-seird", test_agrees_with_seird);
  g_test_add_func ("/outbreak/nobody-is-lost", test_nobody_is_lost);
  g_test_add_func ("/outbreak/vaccination", test_vaccination);
  g_test_add_func ("/outbreak/vaccination-of-all", test_vaccination_of_all);
  g_test_add_func ("/outbreak/measures-are-alike", test_measures_are_alike);
  g_test_add_func ("/outbreak/mean-of-runs", test_mean_of_runs);
  g_test_add_func ("/outbreak/extinction", test_extinction);
  g_test_add_func ("/outbreak/threads", test_threads);
  g_test_add_func ("/outbreak/quantiles", test_quantiles);
  g_test_add_func ("/outbreak/capacity", test_capacity);
  g_test_add_func ("/outbreak/bounds", test_bounds);
  g_test_add_func ("/outbreak/refusals", test_refusals);
  g_test_add_func ("/outbreak/json", test_json);
  g_test_add_func ("/outbreak/copies", test_copies);
  return g_test_run ();
}
