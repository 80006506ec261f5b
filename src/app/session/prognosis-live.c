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

  PrognosisFit *fit; /* or NULL */
  double *values;    /* n_regions x n_parameters, persons as fractions */
  Values are;
  gssize previewed; /* -1: no slider moves */

  gsize horizon;
  gsize n;                       /* values per curve */
  double *curves;                /* n_regions x n_signals x n, or NULL */
  guint8 *unsolved;              /* of each region */
  PrognosisSimulator *simulator; /* or NULL; of coupled regions it knows the values of all */

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

static gsize
get_n_regions (PrognosisLive *self)
{
  return prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (self->fit));
}

static double *
get_slot (PrognosisLive *self, gsize region, gsize parameter)
{
  return &self->values[region * prognosis_fit_get_n_parameters (self->fit) + parameter];
}

static const PrognosisParameter *
get_parameter (PrognosisLive *self, gsize parameter)
{
  return prognosis_fit_get_parameter (self->fit, parameter);
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
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->curves, g_free);
  g_clear_pointer (&self->unsolved, g_free);
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  drop_draft (self);
  self->are = FITTED;
}

static void
outdate_curves (PrognosisLive *self)
{
  g_clear_pointer (&self->simulator, prognosis_simulator_free);
  memset (self->unsolved, 1, get_n_regions (self));
}

/* @fit: (nullable); @values: (nullable): the fitted ones */
static void
set_fit (PrognosisLive *self, PrognosisFit *fit, const double *values, Values are, gsize horizon)
{
  gsize n_regions, first, n_window;

  if (fit != NULL)
    prognosis_fit_ref (fit);
  clear (self);
  if (fit != NULL)
    {
      self->fit = fit;
      self->are = are;
      n_regions = get_n_regions (self);
      self->values = g_memdup2 (values != NULL ? values : prognosis_fit_get_values (fit),
                                n_regions * prognosis_fit_get_n_parameters (fit) * sizeof *values);
      prognosis_fit_get_window (fit, &first, &n_window);
      self->horizon = horizon;
      self->n = n_window + horizon;
      self->unsolved = g_malloc (n_regions);
      memset (self->unsolved, 1, n_regions);
    }
  emit_changed (self);
}

void
prognosis_live_show (PrognosisLive *self, PrognosisForecast *forecast)
{
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;

  self->previewed = -1;
  set_fit (self, fit, NULL, FITTED, fit != NULL ? prognosis_forecast_get_horizon (forecast) : 0);
}

void
prognosis_live_set_partial (PrognosisLive *self, PrognosisFit *fit, gsize horizon)
{
  if (self->previewed < 0)
    set_fit (self, fit, NULL, PARTIAL, horizon);
}

/* Writes a fixed value into @values, one row per region. TRUE if it changed. */
static gboolean
take_fixed (PrognosisFit *fit, gsize region, const PrognosisFixed *fixed, double *values)
{
  gsize n = prognosis_fit_get_n_parameters (fit);

  for (gsize i = 0; i < n && prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA; i++)
    {
      const PrognosisParameter *parameter = prognosis_fit_get_parameter (fit, i);
      double *slot = &values[region * n + i], value;

      if (!g_str_equal (parameter->id, fixed->parameter))
        continue;
      value = prognosis_fit_from_unit (fit, region, i, fixed->value);
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
take_all_fixed (PrognosisFit *fit, const PrognosisChoices *choices, double *values)
{
  const GPtrArray *all = choices->options->fixed;
  gsize n_regions = prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit));
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
          is_other |= take_fixed (fit, region - 1, fixed, values);
        for (gsize r = 0; r < n_regions && !own && fixed->region == NULL; r++)
          is_other |= take_fixed (fit, r, fixed, values);
      }
  return is_other;
}

void
prognosis_live_follow (PrognosisLive *self, PrognosisForecast *forecast, const PrognosisChoices *choices)
{
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
  g_autofree double *values = NULL;

  if (fit == NULL || self->previewed >= 0)
    return;
  values = g_memdup2 (prognosis_fit_get_values (fit), prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit))
                                                          * prognosis_fit_get_n_parameters (fit) * sizeof *values);
  /* Values fixed for one model do not apply to another whose forecast is still shown. */
  if (g_str_equal (prognosis_forecast_get_forecaster (forecast), choices->forecaster) && take_all_fixed (fit, choices, values))
    set_fit (self, fit, values, MOVED, prognosis_choices_get_horizon (choices));
  else
    prognosis_live_show (self, forecast);
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

/* --- parameters --------------------------------------------------------------- */

PrognosisFit *
prognosis_live_get_fit (PrognosisLive *self)
{
  return self->fit;
}

double
prognosis_live_get_value (PrognosisLive *self, gsize region, gsize parameter)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return prognosis_fit_to_unit (self->fit, region, parameter, *get_slot (self, region, parameter));
}

double
prognosis_live_to_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double value)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return view->to (self->fit, get_slot (self, region, 0), value);
}

double
prognosis_live_from_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double shown)
{
  g_return_val_if_fail (self->fit != NULL, NAN);
  return view->from (self->fit, get_slot (self, region, 0), shown);
}

gboolean
prognosis_live_takes_presets (PrognosisLive *self)
{
  gsize n = self->fit != NULL ? prognosis_fit_get_n_parameters (self->fit) : 0;
  const PrognosisPreset *any = prognosis_preset_find ("influenza");

  for (gsize i = 0; i < n; i++)
    if (prognosis_preset_get_rate (any, get_parameter (self, i)->period) > 0)
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

  g_return_if_fail (self->fit != NULL && parameter < prognosis_fit_get_n_parameters (self->fit));
  inner = prognosis_fit_from_unit (self->fit, prognosis_choices_get_first_region (choices), parameter, value);
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, affected, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      *get_slot (self, region, parameter) = inner;
      self->unsolved[region] = 1;
    }
  /* Coupled regions follow the one that is moved, and partial curves are anchored in another way. */
  if (prognosis_fit_is_coupled (self->fit) || self->are == PARTIAL)
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
  const PrognosisParameter *parameter = get_parameter (self, moved);
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

static void
solve (PrognosisLive *self, gsize region)
{
  gsize n_regions = get_n_regions (self);
  gsize size = prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (self->fit)) * self->n;

  if (!self->unsolved[region])
    return;
  self->unsolved[region] = 0;
  if (self->curves == NULL)
    {
      self->curves = g_new (double, n_regions *size);
      for (gsize i = 0; i < n_regions * size; i++)
        self->curves[i] = NAN; /* signals that are not observed, regions without data */
    }
  if (self->simulator == NULL)
    {
      self->simulator = prognosis_simulator_new_with (self->fit, self->horizon, self->values);
      /* A partial fit continues where its forecast will start; moved values give one curve. */
      if (self->are != PARTIAL)
        prognosis_simulator_set_unanchored (self->simulator);
    }
  prognosis_simulator_run (self->simulator, region, get_slot (self, region, 0), NULL, NULL, self->curves + region * size);
}

const double *
prognosis_live_get_curve (PrognosisLive *self, gsize region, gsize *first, gsize *n)
{
  gsize n_window;

  if (self->draft != NULL)
    {
      *first = self->first_draft;
      *n = self->n_draft;
      return self->draft + region * prognosis_dataset_get_n_signals (self->draft_of) * self->n_draft;
    }
  if (self->fit == NULL || self->are == FITTED)
    return NULL;
  solve (self, region);
  prognosis_fit_get_window (self->fit, first, &n_window);
  *n = self->n;
  return self->curves + region * prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (self->fit)) * self->n;
}

gsize
prognosis_live_get_n_past (PrognosisLive *self)
{
  return self->draft != NULL ? 0 : self->n - self->horizon;
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
