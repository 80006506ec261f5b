/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-live.h"
#include "prognosis-simulator.h"

#include <math.h>

typedef enum
{
  FITTED,  /* as in the forecast shown */
  MOVED,   /* by a slider, or by what is fixed */
  PARTIAL, /* the latest values of a running job */
} Values;

struct _PrognosisLive
{
  GObject parent_instance;

  PrognosisEquations *equations; /* or NULL */
  double *values;                /* of the equations */
  Values are;
  gssize previewed; /* -1: no slider moves */

  gsize n;                       /* values per curve */
  double *curves;                /* n_regions x n_signals x n, or NULL */
  double *found;                 /* n_regions x n_parameters: of equations without a fit, as last solved; or NULL */
  guint8 *unsolved;              /* of each region */
  PrognosisSimulator *simulator; /* of a fit, or NULL; of coupled regions it knows the values of all */

  double *draft; /* n_regions x n_signals x n_draft, or NULL */
  PrognosisDataset *draft_of;
  gsize first_draft, n_draft;
};

G_DEFINE_TYPE (PrognosisLive, prognosis_live, G_TYPE_OBJECT)

static guint changed_signal;

PrognosisLive *
prognosis_live_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_LIVE, NULL);
}

static void
emit_changed (PrognosisLive *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static double *
get_slot (PrognosisLive *self, gsize region, gsize parameter)
{
  return &self->values[region * prognosis_equations_get_n_parameters (self->equations) + parameter];
}

/* --- what it is of ------------------------------------------------------------ */

static void
drop_draft (PrognosisLive *self)
{
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->draft_of, prognosis_dataset_unref);
}

static void
clear (PrognosisLive *self)
{
  g_clear_pointer (&self->equations, prognosis_equations_free);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->curves, g_free);
  g_clear_pointer (&self->unsolved, g_free);
  g_clear_pointer (&self->found, g_free);
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  drop_draft (self);
  self->are = FITTED;
}

static void
outdate_curves (PrognosisLive *self)
{
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  memset (self->unsolved, 1, prognosis_equations_get_n_regions (self->equations));
}

/* @equations: (nullable) (transfer full); @values: (nullable): as fitted */
static void
set_equations (PrognosisLive *self, PrognosisEquations *equations, const double *values, Values are)
{
  gsize n_regions, first, n_past;

  clear (self);
  if (equations != NULL)
    {
      self->equations = equations;
      self->are = are;
      self->values = prognosis_equations_dup_values (equations);
      n_regions = prognosis_equations_get_n_regions (equations);
      if (values != NULL)
        memcpy (self->values, values, n_regions * prognosis_equations_get_n_parameters (equations) * sizeof *values);
      prognosis_equations_get_span (equations, &first, &self->n, &n_past);
      self->unsolved = g_malloc (n_regions);
      memset (self->unsolved, 1, n_regions);
    }
  emit_changed (self);
}

void
prognosis_live_show (PrognosisLive *self, PrognosisForecast *forecast)
{
  self->previewed = -1;
  set_equations (self, forecast != NULL ? prognosis_equations_new_for_forecast (forecast) : NULL, NULL, FITTED);
}

void
prognosis_live_set_partial (PrognosisLive *self, PrognosisFit *fit, gsize horizon)
{
  if (self->previewed < 0)
    set_equations (self, prognosis_equations_new_for_fit (fit, horizon), NULL, PARTIAL);
}

/* Writes a fixed value into @values, one row per region. TRUE if it changed. */
static gboolean
take_fixed (PrognosisEquations *equations, gsize region, const PrognosisFixed *fixed, double *values)
{
  gsize n = prognosis_equations_get_n_parameters (equations);

  for (gsize i = 0; i < n && prognosis_equations_has_region (equations, region); i++)
    {
      const PrognosisParameter *parameter = prognosis_equations_get_parameter (equations, i);
      double *slot = &values[region * n + i], value;

      if (!g_str_equal (parameter->id, fixed->parameter))
        continue;
      value = prognosis_equations_from_unit (equations, region, i, fixed->value);
      /* Fixed values are stored after the same conversion of units. */
      if (fabs (value - *slot) <= 1e-9 * fabs (*slot))
        return FALSE;
      *slot = value;
      return TRUE;
    }
  return FALSE;
}

/* Replaces fitted values by those that are fixed. TRUE if any differs. */
static gboolean
take_all_fixed (PrognosisEquations *equations, const PrognosisChoices *choices, double *values)
{
  const GPtrArray *all = choices->options->fixed;
  gsize n_regions = prognosis_equations_get_n_regions (equations);
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_other = FALSE;

  for (gsize r = 0; r < n_regions; r++)
    g_hash_table_insert (regions, (gpointer) prognosis_choices_get_region_key (choices, r), GSIZE_TO_POINTER (r + 1));
  for (int own = 0; own < 2; own++) /* values for one region override those for all */
    for (guint i = 0; i < all->len; i++)
      {
        const PrognosisFixed *fixed = g_ptr_array_index (all, i);
        gsize region = fixed->region != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (regions, fixed->region)) : 0;

        if (own && region > 0)
          is_other |= take_fixed (equations, region - 1, fixed, values);
        for (gsize r = 0; r < n_regions && !own && fixed->region == NULL; r++)
          is_other |= take_fixed (equations, r, fixed, values);
      }
  return is_other;
}

void
prognosis_live_follow (PrognosisLive *self, PrognosisForecast *forecast, const PrognosisChoices *choices)
{
  g_autoptr (PrognosisEquations) equations = forecast != NULL ? prognosis_equations_new_for_forecast (forecast) : NULL;
  PrognosisFit *fit = equations != NULL ? prognosis_equations_get_fit (equations) : NULL;
  g_autofree double *values = NULL;

  if (equations == NULL || self->previewed >= 0)
    return;
  values = prognosis_equations_dup_values (equations);
  /* Values fixed for one model do not apply to another whose forecast is still shown. */
  if (!g_str_equal (prognosis_forecast_get_forecaster (forecast), choices->forecaster)
      || !take_all_fixed (equations, choices, values))
    prognosis_live_show (self, forecast);
  else if (fit != NULL)
    set_equations (self, prognosis_equations_new_for_fit (fit, prognosis_choices_get_horizon (choices)), values, MOVED);
  else
    set_equations (self, g_steal_pointer (&equations), values, MOVED);
}

void
prognosis_live_set_draft (PrognosisLive *self, double *median, PrognosisDataset *dataset, gsize first, gsize n)
{
  drop_draft (self);
  self->draft = median;
  self->draft_of = prognosis_dataset_ref (dataset);
  self->first_draft = first;
  self->n_draft = n;
  emit_changed (self);
}

void
prognosis_live_clear_draft (PrognosisLive *self)
{
  if (self->draft == NULL)
    return;
  drop_draft (self);
  emit_changed (self);
}

gboolean
prognosis_live_is_converging (PrognosisLive *self)
{
  return self->draft != NULL || self->are == PARTIAL;
}

gboolean
prognosis_live_is_partial (PrognosisLive *self)
{
  return self->are == PARTIAL;
}

/* --- solutions --------------------------------------------------------------- */

static void
solve_fit (PrognosisLive *self, PrognosisFit *fit, gsize region, double *curves)
{
  if (self->simulator == NULL)
    {
      gsize first, n, n_past;

      prognosis_equations_get_span (self->equations, &first, &n, &n_past);
      self->simulator = prognosis_simulator_new_with (fit, n - n_past, self->values);
      /* A partial fit continues where its forecast will start; moved values give one curve. */
      if (self->are != PARTIAL)
        prognosis_simulator_set_unanchored (self->simulator);
    }
  prognosis_simulator_run (self->simulator, region, get_slot (self, region, 0), NULL, NULL, curves);
}

static void
solve (PrognosisLive *self, gsize region)
{
  gsize n_regions = prognosis_equations_get_n_regions (self->equations);
  gsize n_parameters = prognosis_equations_get_n_parameters (self->equations);
  gsize size = prognosis_dataset_get_n_signals (prognosis_equations_get_dataset (self->equations)) * self->n;
  double *curves;

  if (!self->unsolved[region])
    return;
  self->unsolved[region] = 0;
  if (self->curves == NULL)
    {
      self->curves = g_new (double, n_regions *size);
      self->found = g_new (double, n_regions *n_parameters);
      for (gsize i = 0; i < n_regions * size; i++)
        self->curves[i] = NAN; /* signals that are not observed, regions without data */
    }
  curves = self->curves + region * size;
  if (prognosis_live_get_fit (self) != NULL)
    solve_fit (self, prognosis_live_get_fit (self), region, curves);
  else
    prognosis_equations_solve (self->equations, region, get_slot (self, region, 0), curves, self->found + region * n_parameters);
}

/* --- parameters --------------------------------------------------------------- */

PrognosisEquations *
prognosis_live_get_equations (PrognosisLive *self)
{
  return self->equations;
}

PrognosisFit *
prognosis_live_get_fit (PrognosisLive *self)
{
  return self->equations != NULL ? prognosis_equations_get_fit (self->equations) : NULL;
}

double
prognosis_live_get_value (PrognosisLive *self, gsize region, gsize parameter)
{
  g_return_val_if_fail (self->equations != NULL, NAN);
  /* What is learned follows what is set: another latent period gives another reproduction number. */
  if (isnan (*get_slot (self, region, parameter)) && self->are == MOVED)
    {
      solve (self, region);
      return self->found[region * prognosis_equations_get_n_parameters (self->equations) + parameter];
    }
  return prognosis_equations_to_unit (self->equations, region, parameter, *get_slot (self, region, parameter));
}

double
prognosis_live_to_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double value)
{
  g_return_val_if_fail (self->equations != NULL, NAN);
  return view->to (prognosis_live_get_fit (self), get_slot (self, region, 0), value);
}

double
prognosis_live_from_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double shown)
{
  g_return_val_if_fail (self->equations != NULL, NAN);
  return view->from (prognosis_live_get_fit (self), get_slot (self, region, 0), shown);
}

gboolean
prognosis_live_takes_presets (PrognosisLive *self)
{
  gsize n = self->equations != NULL ? prognosis_equations_get_n_parameters (self->equations) : 0;
  const PrognosisPreset *any = prognosis_preset_find ("influenza");

  for (gsize i = 0; i < n; i++)
    if (prognosis_equations_is_shown (self->equations, i)
        && prognosis_preset_get_rate (any, prognosis_equations_get_parameter (self->equations, i)->period) > 0)
      return TRUE;
  return FALSE;
}

const double *
prognosis_live_get_moved_values (PrognosisLive *self)
{
  return self->are != FITTED ? self->values : NULL;
}

gboolean
prognosis_live_is_moved (PrognosisLive *self)
{
  return self->are == MOVED;
}

/* --- sliders ------------------------------------------------------------------ */

void
prognosis_live_preview (PrognosisLive *self, const PrognosisChoices *choices, gsize parameter, double value)
{
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (choices);
  GtkBitsetIter iter;
  guint region;
  double inner;

  g_return_if_fail (self->equations != NULL && parameter < prognosis_equations_get_n_parameters (self->equations));
  inner = prognosis_equations_from_unit (self->equations, prognosis_choices_get_first_region (choices), parameter, value);
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      *get_slot (self, region, parameter) = inner;
      self->unsolved[region] = 1;
    }
  /* Coupled regions follow the one that is moved, and partial curves are anchored in another way. */
  if (prognosis_equations_are_coupled (self->equations) || self->are == PARTIAL)
    outdate_curves (self);
  self->are = MOVED;
  self->previewed = (gssize) parameter;
  emit_changed (self);
}

gssize
prognosis_live_get_previewed (PrognosisLive *self)
{
  return self->previewed;
}

void
prognosis_live_end_preview (PrognosisLive *self)
{
  self->previewed = -1;
}

void
prognosis_live_spread (PrognosisLive *self, const PrognosisChoices *choices, gsize moved, const PrognosisParameterView *view)
{
  const PrognosisParameter *parameter = prognosis_equations_get_parameter (self->equations, moved);
  g_autoptr (GtkBitset) affected = prognosis_choices_dup_affected (choices);
  gsize first = prognosis_choices_get_first_region (choices);
  double shown = prognosis_live_to_view (self, first, view, *get_slot (self, first, moved));
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      double *slot = get_slot (self, region, moved), value = prognosis_live_from_view (self, region, view, shown);

      if (isfinite (value) && prognosis_live_to_view (self, region, view, *slot) != shown)
        *slot = CLAMP (value, parameter->lower, parameter->upper);
    }
}

/* --- curves ------------------------------------------------------------------- */

const double *
prognosis_live_get_curve (PrognosisLive *self, gsize region, gsize *first, gsize *n)
{
  gsize n_past;

  if (self->draft != NULL)
    {
      *first = self->first_draft;
      *n = self->n_draft;
      return self->draft + region * prognosis_dataset_get_n_signals (self->draft_of) * self->n_draft;
    }
  if (self->equations == NULL || self->are == FITTED)
    return NULL;
  solve (self, region);
  prognosis_equations_get_span (self->equations, first, n, &n_past);
  return self->curves + region * prognosis_dataset_get_n_signals (prognosis_equations_get_dataset (self->equations)) * self->n;
}

gsize
prognosis_live_get_n_past (PrognosisLive *self)
{
  gsize first, n, n_past = 0;

  if (self->draft == NULL && self->equations != NULL)
    prognosis_equations_get_span (self->equations, &first, &n, &n_past);
  return n_past;
}

/* --- object ------------------------------------------------------------------- */

static void
prognosis_live_finalize (GObject *object)
{
  clear (PROGNOSIS_LIVE (object));
  G_OBJECT_CLASS (prognosis_live_parent_class)->finalize (object);
}

static void
prognosis_live_class_init (PrognosisLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_live_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_live_init (PrognosisLive *self)
{
  self->previewed = -1;
}
