/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "cli.h"
#include "json.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-model-list.h"
#include "prognosis-number.h"

/* The solver takes at most 64 steps a day and is accurate up to this rate [1/day]; no disease is faster. */
#define MAX_RATE 32.0
#define MAX_KNOTS 64

typedef struct
{
  const PrognosisModel *model;
  gsize n_days;
  double population;                      /* NAN until it is given */
  double persons[PROGNOSIS_MAX_STATES];   /* at the start; NAN: not given */
  gboolean is_part[PROGNOSIS_MAX_STATES]; /* counted in the population: not what lies inside another compartment */
  double rates[PROGNOSIS_MAX_RATES];
  double beta;             /* NAN: not given */
  double knots[MAX_KNOTS]; /* NAN: not given */
} Setup;

static gboolean
set_within (double *target, const char *name, double value, double lower, double upper, const char *unit, GError **error)
{
  if (value < lower || value > upper)
    return cli_options_refuse (error, "Option --set: %s is %g, expected %g to %g [%s]", name, value, lower, upper, unit);
  *target = value;
  return TRUE;
}

/* Wider than what a fit allows: nothing is searched here. What may be negative keeps its bounds. */
static gboolean
set_parameter (double *target, const PrognosisParameter *parameter, const char *name, double value, GError **error)
{
  gboolean is_share = parameter->unit == PROGNOSIS_UNIT_SHARE;
  double lower = MIN (parameter->lower, 0), upper = is_share ? 1 : MAX_RATE;

  if (parameter->lower < 0)
    upper = parameter->upper;
  return set_within (target, name, value, lower, upper, prognosis_unit_to_string (parameter->unit), error);
}

static int
find_state (const PrognosisModel *model, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < model->n_states; i++)
    if (length == strlen (model->states[i].id) + 1 && name[length - 1] == '0' && g_str_has_prefix (name, model->states[i].id))
      return (int) i;
  return -1;
}

/* "beta3" is the third knot; -1 for what is none. */
static int
find_knot (const char *name)
{
  gint64 number;

  if (!g_str_has_prefix (name, "beta") || !g_ascii_string_to_signed (name + 4, 10, 1, MAX_KNOTS, &number, NULL))
    return -1;
  return (int) number - 1;
}

static char *
list_names (const PrognosisModel *model)
{
  GString *names = g_string_new ("N");

  for (gsize i = 0; i < model->n_states; i++)
    g_string_append_printf (names, ", %s0", model->states[i].id);
  for (gsize i = 0; i < model->n_rates; i++)
    g_string_append_printf (names, ", %s", model->parameters[i].id);
  g_string_append (names, ", beta, or beta1, beta2, ... spread over the days");
  return g_string_free (names, FALSE);
}

static gboolean
set_one (Setup *setup, const PrognosisFixed *fixed, GError **error)
{
  const PrognosisModel *model = setup->model;
  int state = find_state (model, fixed->parameter), knot = find_knot (fixed->parameter);
  int rate = prognosis_model_find_parameter (model, fixed->parameter);
  g_autofree char *names = NULL;

  if (fixed->region != NULL)
    return cli_options_refuse (error, "Option --set: “%s:%s” names a region, but simulate has none", fixed->region,
                               fixed->parameter);
  if (g_str_equal (fixed->parameter, "N"))
    return set_within (&setup->population, "N", fixed->value, 1e-3, 1e12, "persons", error);
  if (state >= 0)
    return set_within (&setup->persons[state], fixed->parameter, fixed->value, 0, 1e12, "persons", error);
  if (g_str_equal (fixed->parameter, "beta"))
    return set_parameter (&setup->beta, &model->beta, "beta", fixed->value, error);
  if (knot >= 0)
    return set_parameter (&setup->knots[knot], &model->beta, fixed->parameter, fixed->value, error);
  if (rate >= 0 && (gsize) rate < model->n_rates)
    return set_parameter (&setup->rates[rate], &model->parameters[rate], fixed->parameter, fixed->value, error);
  names = list_names (model);
  return cli_options_refuse (error, "Option --set: “%s” is not a parameter of %s; expected one of %s", fixed->parameter, model->id,
                             names);
}

/* A compartment lies inside another one if what stands in it at the start comes on top of the population. */
static void
find_parts (Setup *setup)
{
  const PrognosisModel *model = setup->model;
  double v[16] = { 0 }, given[PROGNOSIS_MAX_STATES] = { 0 }, y0[PROGNOSIS_MAX_STATES];
  gsize n = 0;

  for (gsize i = 0; i < model->n_parameters && n < G_N_ELEMENTS (v); i++)
    if (model->parameters[i].use == PROGNOSIS_USE_INITIAL)
      v[n++] = model->parameters[i].start;
  for (gsize i = 0; i < model->n_states; i++)
    {
      double sum = 0;

      given[i] = 0.01;
      model->initial (v, given, y0, NULL);
      given[i] = 0;
      for (gsize j = 0; j < model->n_states; j++)
        sum += y0[j];
      setup->is_part[i] = fabs (sum - 1) < 1e-9;
    }
}

static double
sum_others (const Setup *setup, int except)
{
  double sum = 0;

  for (gsize i = 0; i < setup->model->n_states; i++)
    if (setup->is_part[i] && (int) i != except && !isnan (setup->persons[i]))
      sum += setup->persons[i];
  return sum;
}

/* Without any infection given, the model's own start; else who is not named is not there. */
static void
preset_persons (Setup *setup, int susceptible)
{
  const PrognosisModel *model = setup->model;
  gboolean is_given = FALSE;

  for (gsize i = 0; i < model->n_states; i++)
    is_given = is_given || ((int) i != susceptible && !isnan (setup->persons[i]));
  for (gsize i = 0; i < model->n_parameters && !is_given; i++)
    {
      int state = find_state (model, model->parameters[i].id);

      if (model->parameters[i].use == PROGNOSIS_USE_INITIAL && state >= 0 && state != susceptible)
        setup->persons[state] = model->parameters[i].start * setup->population;
    }
  for (gsize i = 0; i < model->n_states; i++)
    if ((int) i != susceptible && isnan (setup->persons[i]))
      setup->persons[i] = 0;
}

static gboolean
complete_persons (Setup *setup, GError **error)
{
  int susceptible = find_state (setup->model, "S0");
  double *s0 = &setup->persons[susceptible], others;

  if (isnan (setup->population) && !isnan (*s0))
    setup->population = sum_others (setup, -1);
  if (!(setup->population > 0))
    return cli_options_refuse (error, "Option --set: the population is missing; expected --set N=PERSONS");
  preset_persons (setup, susceptible);
  others = sum_others (setup, susceptible);
  if (isnan (*s0))
    *s0 = setup->population - others;
  if (*s0 < 0)
    return cli_options_refuse (error, "Option --set: the compartments hold %g persons in total, more than N = %g", others,
                               setup->population);
  if (fabs (*s0 + others - setup->population) > 1e-9 * setup->population)
    return cli_options_refuse (error, "Option --set: the compartments hold %g persons in total, but N is %g", *s0 + others,
                               setup->population);
  return TRUE;
}

static gboolean
count_knots (const Setup *setup, gsize *n, GError **error)
{
  *n = 0;
  for (gsize i = 0; i < MAX_KNOTS; i++)
    if (!isnan (setup->knots[i]) && i != (*n)++)
      return cli_options_refuse (error, "Option --set: beta%" G_GSIZE_FORMAT " is given without beta%" G_GSIZE_FORMAT, i + 1, i);
  if (*n > 0 && !isnan (setup->beta))
    return cli_options_refuse (error, "Option --set: beta and beta1 exclude each other");
  return TRUE;
}

/* Constant, or linear between knots that are spread evenly from the first day to the last. (transfer full) */
static double *
make_beta (const Setup *setup, GError **error)
{
  gsize n_knots;
  double *beta;

  if (!count_knots (setup, &n_knots, error))
    return NULL;
  beta = g_new (double, setup->n_days + 1);
  for (gsize t = 0; t <= setup->n_days; t++)
    {
      double at = n_knots > 1 ? (double) t * (n_knots - 1) / setup->n_days : 0;
      gsize left = n_knots > 1 ? MIN ((gsize) at, n_knots - 2) : 0;

      if (n_knots > 1)
        beta[t] = setup->knots[left] + (at - left) * (setup->knots[left + 1] - setup->knots[left]);
      else if (n_knots == 1)
        beta[t] = setup->knots[0];
      else
        beta[t] = isnan (setup->beta) ? setup->model->beta.start : setup->beta;
    }
  return beta;
}

static gboolean
fill_setup (Setup *setup, const CliOptions *options, GError **error)
{
  setup->n_days = options->n_days;
  setup->population = setup->beta = NAN;
  for (gsize i = 0; i < PROGNOSIS_MAX_STATES; i++)
    setup->persons[i] = NAN;
  for (gsize i = 0; i < MAX_KNOTS; i++)
    setup->knots[i] = NAN;
  for (gsize i = 0; i < setup->model->n_rates; i++)
    setup->rates[i] = setup->model->parameters[i].start;
  find_parts (setup);
  for (guint i = 0; i < options->engine->fixed->len; i++)
    if (!set_one (setup, g_ptr_array_index (options->engine->fixed, i), error))
      return FALSE;
  return complete_persons (setup, error);
}

static gboolean
write_csv (const Setup *setup, const double *y, GString *csv, GError **error)
{
  gsize n_states = setup->model->n_states;

  g_string_append (csv, "day");
  for (gsize i = 0; i < n_states; i++)
    g_string_append_printf (csv, ",%s", setup->model->states[i].id);
  g_string_append_c (csv, '\n');
  for (gsize t = 0; t <= setup->n_days; t++)
    {
      g_string_append_printf (csv, "%" G_GSIZE_FORMAT, t);
      for (gsize i = 0; i < n_states; i++)
        {
          g_autofree char *number = prognosis_number_to_text (y[t * n_states + i] * setup->population);

          if (*number == '\0')
            {
              g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                           "The solution of %s is not finite on day %" G_GSIZE_FORMAT, setup->model->id, t);
              return FALSE;
            }
          g_string_append_printf (csv, ",%s", number);
        }
      g_string_append_c (csv, '\n');
    }
  return TRUE;
}

static const PrognosisModel *
get_model (const CliOptions *options, GError **error)
{
  const char *id = options->models[0];
  const PrognosisModel *model = prognosis_model_find (id);
  g_autoptr (GString) ids = g_string_new (NULL);
  const PrognosisModel *const *models;
  gsize n;

  if (model != NULL && options->models[1] == NULL)
    return model;
  models = prognosis_model_list (&n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", models[i]->id);
  if (model != NULL)
    cli_options_refuse (error, "Option --model: simulate takes one model");
  else
    cli_options_refuse (error, "Option --model: “%s” has no equations to solve; expected one of %s", id, ids->str);
  return NULL;
}

/* The equations of one model know neither chance nor beds. */
static gboolean
check_options (const CliOptions *options, GError **error)
{
  const char *lone = options->n_runs > 0        ? "--stochastic"
                     : options->disease != NULL ? "--disease"
                     : options->changes != NULL ? "--change"
                     : options->summary         ? "--summary"
                     : options->plot != NULL    ? "--plot"
                     : options->json            ? "--json"
                                                : NULL;

  if (lone != NULL)
    return cli_options_refuse (error, "Option %s: simulate has it for an outbreak only; leave out --model", lone);
  if (options->n_days == 0)
    return cli_options_refuse (error, "The command “simulate” needs --days N");
  return TRUE;
}

static gboolean
solve_model (CliRun *run, GError **error)
{
  Setup setup = { .model = get_model (run->options, error) };
  gint64 started_usec = g_get_monotonic_time ();
  g_autofree double *beta = NULL;
  g_autofree double *y = NULL;
  g_autoptr (GString) csv = g_string_new (NULL);

  if (setup.model == NULL || !check_options (run->options, error) || !fill_setup (&setup, run->options, error))
    return FALSE;
  beta = make_beta (&setup, error);
  if (beta == NULL)
    return FALSE;
  y = g_new (double, (setup.n_days + 1) * setup.model->n_states);
  for (gsize i = 0; i < setup.model->n_states; i++)
    y[i] = setup.persons[i] / setup.population;
  prognosis_model_simulate (setup.model, setup.rates, beta, setup.n_days, y);
  if (!write_csv (&setup, y, csv, error))
    return FALSE;
  run->stats.forecast_s = cli_stats_seconds_since (started_usec);
  run->stats.regions = 1;
  cli_output_take_csv (run->output, run->options->output, g_steal_pointer (&csv), run->options->for_spreadsheet);
  return TRUE;
}

static gboolean
run_simulate (CliRun *run, GError **error)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (run->options->models[0]);

  /* The default: no model was named. */
  if (forecaster != NULL && forecaster->selects_one)
    return cli_outbreak_simulate (run, error);
  return solve_model (run, error);
}

extern const CliCommand cli_command_simulate;

const CliCommand cli_command_simulate = {
  .name = "simulate",
  .bit = CLI_SIMULATE,
  .operands = "[--set NAME=VALUE]...",
  .summary = "Simulates an outbreak, or solves the equations of a model; needs no data.",
  .details
  = "An outbreak in one population: a CSV table of the persons who are susceptible (S), exposed (E), infectious (I), recovered "
    "(R), dead\n"
    "(D) and protected by a vaccine (V) at the end of each day, of the day's new infections and of the beds in use. --set gives:\n"
    "  population, imported, days        persons, infectious ones among them on day 0, and days for which they are followed\n"
    "  reproduction                      the basic reproduction number\n"
    "  latent-days, infectious-days      mean periods\n"
    "  fatality                          share of the infected who die\n"
    "  isolated, isolation-day           share of the infectious persons who infect nobody, from this day on\n"
    "  doses, vaccination-day, efficacy, only-susceptible\n"
    "                                    vaccine doses a day, from this day on, the share whom they protect, and 1 if they go only "
    "to\n"
    "                                    those not yet infected\n"
    "  hospitalised, stay-days, stay-shape, capacity\n"
    "                                    share of the infected who need a bed, how long (mean and shape of a gamma distribution), "
    "and\n"
    "                                    how many beds there are\n"
    "\n"
    "  prognosis-cli simulate --set population=1e6 --set reproduction=2.5 --change 40=0.6 --set capacity=900 --summary\n"
    "  prognosis-cli simulate --disease measles --set population=2000 --set imported=1 --stochastic 1000 --summary\n"
    "\n"
    "With --model the equations of that model, with its own parameters: the day and the persons in each compartment. --set gives:\n"
    "  N            the population\n"
    "  I0, E0, ...  persons in a compartment on day 0 (its id followed by 0); all others are\n"
    "               susceptible. R0 is the number of persons recovered on day 0, not the reproduction number\n"
    "  gamma, ...   the model's rates, per day\n"
    "  beta         the transmission rate; or beta1, beta2, ... at evenly spaced days, linear in between\n"
    "\n"
    "  prognosis-cli simulate --model sir --set N=763 --set I0=2 --set beta=1.8 --set gamma=0.45 --days 14\n",
  .run = run_simulate,
};
