/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Defines a fit for all regions: which steps, which signals and the model's quantities that they observe, which parameters
   are unknown, and the knots of transmission, whose logarithm is linear in between or the output of a network. Parameters
   are fitted on a transformed scale (log, logit, or units of the prior), on which bounds are far away and a step of one has
   the same meaning for all. The data of each region are in prognosis-fit-data.c. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-fit-private.h"
#include "prognosis-model-list.h"

/* Fewer steps do not show a trend. */
#define MIN_STEPS 4
/* The network is evaluated at knots only: 12 represent 60 days as well as one per day does (at a fifth of the
   cost). */
#define NETWORK_KNOTS 12

double
prognosis_parameter_transform (const PrognosisParameter *p, double value)
{
  const double v = CLAMP (value, p->lower, p->upper);

  switch (p->scale)
    {
    case PROGNOSIS_SCALE_LOG: return log (v);
    case PROGNOSIS_SCALE_LOGIT: return log (v / (1.0 - v));
    default: return v / p->prior_sd;
    }
}

double
prognosis_parameter_value (const PrognosisParameter *p, double theta)
{
  double v;

  switch (p->scale)
    {
    case PROGNOSIS_SCALE_LOG: v = exp (theta); break;
    case PROGNOSIS_SCALE_LOGIT: v = 1.0 / (1.0 + exp (-theta)); break;
    default: v = theta * p->prior_sd; break;
    }
  return CLAMP (v, p->lower, p->upper);
}

double
prognosis_parameter_slope (const PrognosisParameter *p, double value)
{
  switch (p->scale)
    {
    case PROGNOSIS_SCALE_LOG: return value;
    case PROGNOSIS_SCALE_LOGIT: return value * (1.0 - value);
    default: return p->prior_sd;
    }
}

/* Linear parameters are measured in units of their prior's standard deviation, so that a step of one has the same
   meaning for all. */
double
prognosis_parameter_prior_sd (const PrognosisParameter *p)
{
  return p->scale == PROGNOSIS_SCALE_LINEAR ? 1.0 : p->prior_sd;
}

/* Three weeks of a long daily series, because transmission does not stay the same for longer (chosen, like
   autoode-covid's, on JHU data); half a year of a weekly series; and all of a short series or one with a day
   index, which mostly contains whole waves. */
static gsize
longest_window (const PrognosisProblem *self)
{
  const gsize n = prognosis_dataset_get_n_steps (self->dataset);

  switch (prognosis_dataset_get_frequency (self->dataset))
    {
    case PROGNOSIS_FREQUENCY_INDEX: return 150;
    case PROGNOSIS_FREQUENCY_WEEKLY: return 26;
    default: return n <= 42 ? n : 21;
    }
}

static void
choose_window (PrognosisProblem *self)
{
  const gsize n = prognosis_dataset_get_n_steps (self->dataset);
  const gsize most = longest_window (self);
  gsize train = self->options->n_train;

  if (train == 0)
    train = self->model->default_train_days > 0 ? MAX (self->model->default_train_days / self->step_days, MIN_STEPS) : most;
  self->n_steps = MIN (train, n);
  self->first = n - self->n_steps;
}

static const char *
quantity_asked (const PrognosisOptions *options, const char *signal)
{
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *o = g_ptr_array_index (options->observe, i);

      if (g_ascii_strcasecmp (o->signal, signal) == 0)
        return o->quantity;
    }
  return NULL;
}

static gboolean
check_observe (const PrognosisProblem *self, GError **error)
{
  for (guint i = 0; i < self->options->observe->len; i++)
    {
      const PrognosisObserve *o = g_ptr_array_index (self->options->observe, i);

      if (prognosis_dataset_find_signal (self->dataset, o->signal) < 0)
        {
          prognosis_set_option_error (error, PROGNOSIS_OPTION_OBSERVE, _ ("the data contain no signal “%s”"), o->signal);
          return FALSE;
        }
      if (prognosis_model_find_quantity (self->model, o->quantity) < 0)
        {
          g_autoptr (GString) known = g_string_new (NULL);

          for (gsize q = 0; q < self->model->n_quantities; q++)
            g_string_append_printf (known, "%s%s", q ? ", " : "", self->model->quantities[q].id);
          prognosis_set_option_error (error, PROGNOSIS_OPTION_OBSERVE, _ ("%s has no quantity “%s”; its quantities are %s"),
                                      self->model->id, o->quantity, known->str);
          return FALSE;
        }
    }
  return TRUE;
}

/* Maps each fitted signal to a quantity; sets @uses to TRUE for parameters of the model that multiply one. */
static gboolean
choose_signals (PrognosisProblem *self, gboolean *uses, const char **share_ids, GError **error)
{
  PrognosisObservation *o = &self->observation;

  if (!check_observe (self, error))
    return FALSE;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (self->dataset, s);
      const char *asked = quantity_asked (self->options, signal->name);
      const PrognosisQuantity *quantity;
      int q;

      if (!signal->fitted && !asked)
        continue;
      q = asked ? prognosis_model_find_quantity (self->model, asked)
                : prognosis_model_find_tie (self->model, signal->kind, signal->role);
      if (q < 0 || o->n_signals == PROGNOSIS_MAX_SIGNALS)
        continue;
      quantity = &self->model->quantities[q];
      self->signals[o->n_signals] = s;
      memcpy (o->c[o->n_signals], quantity->c, sizeof quantity->c);
      if (!quantity->is_flow)
        o->lag[o->n_signals] = PROGNOSIS_LAG_NONE;
      else
        o->lag[o->n_signals] = signal->kind == PROGNOSIS_KIND_CUMULATIVE ? PROGNOSIS_LAG_START : PROGNOSIS_LAG_STEP;
      share_ids[o->n_signals] = quantity->share;
      if (quantity->share)
        uses[prognosis_model_find_parameter (self->model, quantity->share)] = TRUE;
      o->n_signals++;
    }
  if (o->n_signals == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("%s cannot be fitted to any signal in these data; choose another model or assign signals to its quantities"),
                   self->model->id);
      return FALSE;
    }
  return TRUE;
}

static void
add_betas (PrognosisProblem *self, GArray *parameters, GPtrArray *names)
{
  PrognosisTransmissionKind kind = self->options->transmission;
  gsize n = self->options->n_knots > 0 ? self->options->n_knots : self->model->default_knots;

  if (kind == PROGNOSIS_TRANSMISSION_DEFAULT)
    kind = n > 1 ? PROGNOSIS_TRANSMISSION_PIECEWISE : PROGNOSIS_TRANSMISSION_CONSTANT;
  if (kind == PROGNOSIS_TRANSMISSION_PIECEWISE && n < 2)
    n = 3;
  /* More knots than that would not be determined by the data. */
  n = MIN (n, MAX (self->n_steps / 2, 1));
  self->first_beta = parameters->len;
  if (kind == PROGNOSIS_TRANSMISSION_NEURAL && self->n_steps >= 4)
    self->n_shape = MIN (NETWORK_KNOTS, self->n_steps / 2);
  self->n_betas = kind == PROGNOSIS_TRANSMISSION_PIECEWISE ? MIN (n, PROGNOSIS_MAX_KNOTS) : 1;
  self->n_knots = self->n_shape ? self->n_shape : self->n_betas;
  for (gsize k = 0; k < self->n_betas; k++)
    {
      PrognosisParameter p = self->model->beta;

      if (self->n_betas > 1)
        {
          char *id = g_strdup_printf ("beta%" G_GSIZE_FORMAT, k + 1), *symbol = g_strdup_printf ("β%" G_GSIZE_FORMAT, k + 1);

          g_ptr_array_add (names, id);
          g_ptr_array_add (names, symbol);
          p.id = id;
          p.symbol = symbol;
          p.title = k == 0                   ? N_ ("Transmission rate at the start")
                    : k + 1 == self->n_betas ? N_ ("Transmission rate now")
                                             : N_ ("Transmission rate at a bend");
        }
      g_array_append_val (parameters, p);
    }
}

static void
choose_parameters (PrognosisProblem *self, const gboolean *uses, const char *const *share_ids)
{
  g_autoptr (GArray) parameters = g_array_new (FALSE, FALSE, sizeof (PrognosisParameter));
  GPtrArray *names = g_ptr_array_new ();
  double largest = self->model->beta.upper;

  self->first_initial = self->model->n_rates;
  for (gsize i = 0; i < self->model->n_parameters; i++)
    {
      const PrognosisParameter *p = &self->model->parameters[i];

      if (p->use == PROGNOSIS_USE_OBSERVATION && !uses[i])
        continue;
      if (p->use == PROGNOSIS_USE_INITIAL)
        self->n_initial++;
      if (p->use == PROGNOSIS_USE_RATE && p->unit == PROGNOSIS_UNIT_PER_DAY && p->scale == PROGNOSIS_SCALE_LOG)
        largest = MAX (largest, p->upper);
      g_array_append_val (parameters, *p);
    }
  add_betas (self, parameters, names);
  g_ptr_array_add (names, NULL);
  self->names = (char **) g_ptr_array_free (names, FALSE);
  self->n_parameters = parameters->len;
  self->parameters = (PrognosisParameter *) (void *) g_array_steal (parameters, NULL);
  self->substeps = prognosis_kernel_substeps (largest);

  for (int s = 0; s < self->observation.n_signals; s++)
    {
      self->shares[s] = -1;
      for (gsize i = 0; share_ids[s] && i < self->n_parameters; i++)
        if (g_str_equal (self->parameters[i].id, share_ids[s]))
          self->shares[s] = i;
    }
}

/* A rate that affects only an unobserved state has no effect on any signal. */
static void
find_unseen (PrognosisProblem *self)
{
  for (gsize i = 0; i < self->model->n_rates; i++)
    for (gsize k = 0; k < self->model->n_states && self->parameters[i].only; k++)
      if (g_str_equal (self->model->states[k].id, self->parameters[i].only))
        {
          self->unseen[i] = TRUE;
          for (int s = 0; s < self->observation.n_signals; s++)
            self->unseen[i] &= self->observation.c[s][k] == 0.0;
        }
}

/* Knots are evenly spaced over the window; log beta is linear in between. */
static void
place_knots (PrognosisProblem *self)
{
  const gsize n = self->n_knots;

  self->hat = g_new0 (double, (self->n_days + 1) * n);
  for (gsize k = 0; k < n; k++)
    self->knot_day[k] = n > 1 ? (int) round ((double) self->n_days * k / (n - 1)) : self->n_days;
  for (int t = 0; t <= self->n_days; t++)
    {
      gsize k = 0;

      if (n == 1)
        {
          self->hat[t] = 1.0;
          continue;
        }
      while (k + 2 < n && t > self->knot_day[k + 1])
        k++;
      self->hat[t * n + k + 1] = (double) (t - self->knot_day[k]) / (self->knot_day[k + 1] - self->knot_day[k]);
      self->hat[t * n + k] = 1.0 - self->hat[t * n + k + 1];
    }
}

static gboolean
is_of_any_model (const char *parameter)
{
  gsize n;
  const PrognosisModel *const *models = prognosis_model_list (&n);

  for (gsize i = 0; i < n; i++)
    if (prognosis_model_find_parameter (models[i], parameter) >= 0)
      return TRUE;
  return g_str_has_prefix (parameter, "beta");
}

static gboolean
check_fixed (const PrognosisProblem *self, GError **error)
{
  for (guint i = 0; i < self->options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (self->options->fixed, i);
      const PrognosisParameter *p = NULL;

      if (fixed->region && prognosis_dataset_find_region (self->dataset, fixed->region) < 0)
        {
          prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("the data contain no region “%s”"), fixed->region);
          return FALSE;
        }
      for (gsize k = 0; k < self->n_parameters && !p; k++)
        if (g_str_equal (self->parameters[k].id, fixed->parameter))
          p = &self->parameters[k];
      if (!p)
        {
          g_autoptr (GString) known = g_string_new (NULL);

          if ((self->options->skips_unknown && is_of_any_model (fixed->parameter))
              || prognosis_model_find_parameter (self->model, fixed->parameter) >= 0)
            continue; /* belongs to another model, or affects no signal */
          for (gsize k = 0; k < self->n_parameters; k++)
            g_string_append_printf (known, "%s%s", k ? ", " : "", self->parameters[k].id);
          prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s has no parameter “%s”; its parameters are %s"),
                                      self->model->id, fixed->parameter, known->str);
          return FALSE;
        }
      if (!isfinite (fixed->value) || (p->use != PROGNOSIS_USE_INITIAL && (fixed->value < p->lower || fixed->value > p->upper))
          || (p->use == PROGNOSIS_USE_INITIAL && fixed->value < 0.0))
        {
          prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s = %g is out of range; expected %g to %g"), p->id,
                                      fixed->value, p->lower, p->upper);
          return FALSE;
        }
    }
  return TRUE;
}

/* The only check of the size of fixed arrays. */
static gboolean
check_room (const PrognosisProblem *self, gsize n, GError **error)
{
  if (n <= PROGNOSIS_MAX_UNKNOWNS && self->n_initial <= PROGNOSIS_MAX_INITIAL)
    return TRUE;
  prognosis_set_option_error (error, "knots",
                              _ ("%s would have %zu unknown parameters, but at most %d can be fitted; use fewer knots"),
                              self->model->id, n, PROGNOSIS_MAX_UNKNOWNS);
  return FALSE;
}

gboolean
prognosis_problem_init (PrognosisProblem *self, PrognosisDataset *dataset, const PrognosisModel *model,
                        const PrognosisOptions *options, GError **error)
{
  gboolean uses[PROGNOSIS_MAX_UNKNOWNS] = { FALSE };
  const char *share_ids[PROGNOSIS_MAX_SIGNALS] = { NULL };
  gboolean has_flow = FALSE;

  memset (self, 0, sizeof *self);
  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("%s cannot be fitted to monthly counts, because infections spread within days; open daily or weekly counts"),
                   model->id);
      return FALSE;
    }
  self->dataset = prognosis_dataset_ref (dataset);
  self->model = model;
  self->kernel = prognosis_model_get_kernel (model);
  self->options = prognosis_options_copy (options);
  self->step_days = prognosis_dataset_get_step_days (dataset);
  choose_window (self);
  if (!check_room (self, model->n_parameters, error) || !choose_signals (self, uses, share_ids, error))
    return FALSE;
  if (self->n_steps < MIN_STEPS)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                   /* Translators: a model, the number that is needed, and the number that there is. */
                   g_dngettext (GETTEXT_PACKAGE, "%s needs at least %d observations, and there is only %zu",
                                "%s needs at least %d observations, and there are only %zu", self->n_steps),
                   model->id, MIN_STEPS, self->n_steps);
      return FALSE;
    }
  /* A flow is the change since the previous step, so the solution starts one step earlier. */
  for (int s = 0; s < self->observation.n_signals; s++)
    has_flow |= self->observation.lag[s] == PROGNOSIS_LAG_STEP;
  self->observation.step_days = self->step_days;
  self->observation.n_steps = self->n_steps;
  self->observation.first_day = has_flow ? self->step_days : 0;
  self->n_days = self->observation.first_day + (self->n_steps - 1) * self->step_days;
  choose_parameters (self, uses, share_ids);
  self->n_unknowns = self->n_parameters + self->n_shape;
  self->n_columns = (self->n_unknowns + self->kernel->lanes - 1) / self->kernel->lanes * self->kernel->lanes;
  if (!check_room (self, self->n_columns, error))
    return FALSE;
  find_unseen (self);
  place_knots (self);
  return check_fixed (self, error);
}

void
prognosis_problem_clear (PrognosisProblem *self)
{
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  g_clear_pointer (&self->parameters, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->hat, g_free);
}

void
prognosis_problem_get_beta (const PrognosisProblem *self, const double *values, const double *shape, gsize n_days, double *beta)
{
  double knots[PROGNOSIS_MAX_KNOTS], slope = 0.0, last;
  const gsize n = self->n_knots;

  for (gsize k = 0; k < n; k++)
    knots[k] = self->n_shape ? log (values[self->first_beta]) + shape[k] : log (values[self->first_beta + k]);
  /* Log beta is linear between knots, so beta is geometric: one exponential per knot instead of per day. */
  if (n == 1)
    for (gsize t = 0; t <= MIN (n_days, (gsize) self->n_days); t++)
      beta[t] = values[self->first_beta] * (self->n_shape ? exp (shape[0]) : 1.0);
  for (gsize k = 0; k + 1 < n; k++)
    {
      const gsize from = self->knot_day[k], to = self->knot_day[k + 1];
      const double ratio = exp ((knots[k + 1] - knots[k]) / (to - from));

      beta[from] = exp (knots[k]);
      for (gsize t = from + 1; t <= MIN (to, n_days); t++)
        beta[t] = beta[t - 1] * ratio;
    }
  for (gsize t = 0; t <= MIN (n_days, (gsize) self->n_days); t++)
    beta[t] = CLAMP (beta[t], self->model->beta.lower, self->model->beta.upper);
  /* Beyond the window learned functions are unreliable: beta is constant, or its last trend decays with the
     half-life in the options. */
  last = knots[n - 1];
  if (n > 1 && self->options->half_life_days > 0.0)
    slope = (last - knots[n - 2]) / (self->knot_day[n - 1] - self->knot_day[n - 2]);
  for (gsize t = self->n_days + 1; t <= n_days; t++)
    {
      const double tau = self->options->half_life_days / G_LN2, ahead = t - self->n_days;
      const double drift = slope != 0.0 ? slope * tau * -expm1 (-ahead / tau) : 0.0;

      beta[t] = CLAMP (exp (last + drift), self->model->beta.lower, self->model->beta.upper);
    }
}

void
prognosis_problem_get_initial (const PrognosisProblem *self, const PrognosisRegionFit *region, const double *values, double *y0,
                               double *dy0)
{
  self->model->initial (values + self->first_initial, region->given, y0, dy0);
}

void
prognosis_workspace_init (PrognosisWorkspace *self, const PrognosisProblem *problem, gsize n_days, gsize n_groups,
                          gboolean tangents)
{
  const gsize ns = problem->model->n_states, nc = problem->n_columns, lanes = problem->kernel->lanes;

  memset (self, 0, sizeof *self);
  self->n_days = n_days;
  self->rates = prognosis_kernel_alloc (n_groups * problem->model->n_rates * lanes);
  self->beta = prognosis_kernel_alloc (n_groups * (n_days + 1) * lanes);
  self->y = prognosis_kernel_alloc (n_groups * (n_days + 1) * ns * lanes);
  self->weight = g_new0 (double, problem->n_steps * problem->observation.n_signals);
  self->residual = g_new0 (double, problem->n_steps * problem->observation.n_signals);
  if (!tangents)
    return;
  self->d_rates = prognosis_kernel_alloc (problem->model->n_rates * nc);
  self->d_beta = prognosis_kernel_alloc ((n_days + 1) * nc);
  self->dy = prognosis_kernel_alloc ((n_days + 1) * ns * nc);
  self->row = prognosis_kernel_alloc (nc);
  self->gradient = prognosis_kernel_alloc (nc);
  self->hessian = prognosis_kernel_alloc (nc * nc);
}

void
prognosis_workspace_clear (PrognosisWorkspace *self)
{
  double *aligned[]
      = { self->rates, self->beta, self->y, self->d_rates, self->d_beta, self->dy, self->row, self->gradient, self->hessian };

  for (gsize i = 0; i < G_N_ELEMENTS (aligned); i++)
    g_aligned_free (aligned[i]);
  g_free (self->weight);
  g_free (self->residual);
}
