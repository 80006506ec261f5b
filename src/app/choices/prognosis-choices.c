/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-choices.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-setting.h"
#include "prognosis-series.h"

#include <glib/gi18n.h>
#include <math.h>

static void
threshold_clear (gpointer data)
{
  PrognosisThreshold *threshold = data;

  g_free (threshold->signal);
}

static GArray *
thresholds_new (void)
{
  GArray *thresholds = g_array_new (FALSE, FALSE, sizeof (PrognosisThreshold));

  g_array_set_clear_func (thresholds, threshold_clear);
  return thresholds;
}

PrognosisChoices *
prognosis_choices_new (void)
{
  PrognosisChoices *self = g_new0 (PrognosisChoices, 1);

  self->forecaster = g_strdup ("auto");
  self->options = prognosis_options_new ();
  self->origin = -1;
  self->view = PROGNOSIS_VIEW_INCREMENTS;
  self->regions = gtk_bitset_new_empty ();
  self->within = 7;
  self->map = g_strdup (PROGNOSIS_MAP_CHOICE_AUTO);
  self->stay_days = self->capacity = NAN;
  self->thresholds = thresholds_new ();
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_scenario_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_region_group_unref);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_kept_unref);
  self->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_decision_free);
  return self;
}

PrognosisChoices *
prognosis_choices_copy (const PrognosisChoices *self)
{
  PrognosisChoices *copy = g_memdup2 (self, sizeof *self);

  if (copy->dataset != NULL)
    prognosis_dataset_ref (copy->dataset);
  copy->hash = g_strdup (self->hash);
  copy->columns = prognosis_columns_copy (self->columns);
  copy->forecaster = g_strdup (self->forecaster);
  copy->options = prognosis_options_copy (self->options);
  copy->regions = gtk_bitset_copy (self->regions);
  copy->map = g_strdup (self->map);
  copy->thresholds = thresholds_new ();
  for (guint i = 0; i < self->thresholds->len; i++)
    {
      const PrognosisThreshold *threshold = &g_array_index (self->thresholds, PrognosisThreshold, i);

      prognosis_choices_set_threshold (copy, threshold->signal, threshold->value);
    }
  copy->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_scenario_free);
  for (guint i = 0; i < self->scenarios->len; i++)
    g_ptr_array_add (copy->scenarios, prognosis_scenario_copy (g_ptr_array_index (self->scenarios, i)));
  copy->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_region_group_unref);
  for (guint i = 0; i < self->groups->len; i++)
    g_ptr_array_add (copy->groups, prognosis_region_group_ref (g_ptr_array_index (self->groups, i)));
  copy->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_kept_unref);
  for (guint i = 0; i < self->kept->len; i++)
    g_ptr_array_add (copy->kept, prognosis_kept_ref (g_ptr_array_index (self->kept, i)));
  copy->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_decision_free);
  for (guint i = 0; i < self->decisions->len; i++)
    g_ptr_array_add (copy->decisions, prognosis_decision_copy (g_ptr_array_index (self->decisions, i)));
  copy->outbreak = self->outbreak != NULL ? prognosis_outbreak_copy (self->outbreak) : NULL;
  if (copy->result != NULL)
    prognosis_forecast_ref (copy->result);
  return copy;
}

void
prognosis_choices_free (PrognosisChoices *self)
{
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->result, prognosis_forecast_unref);
  g_free (self->hash);
  prognosis_columns_free (self->columns);
  g_free (self->forecaster);
  prognosis_options_free (self->options);
  gtk_bitset_unref (self->regions);
  g_free (self->map);
  g_array_unref (self->thresholds);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->decisions);
  g_clear_pointer (&self->outbreak, prognosis_outbreak_free);
  g_free (self);
}

static const PrognosisFixed *
find_fixed (const PrognosisOptions *options, const char *region, const char *parameter)
{
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      if (g_strcmp0 (fixed->region, region) == 0 && g_str_equal (fixed->parameter, parameter))
        return fixed;
    }
  return NULL;
}

static gboolean
options_equal (const PrognosisOptions *a, const PrognosisOptions *b)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    if (!prognosis_setting_equal (&settings[i], a, b))
      return FALSE;
  if (a->fixed->len != b->fixed->len || a->observe->len != b->observe->len)
    return FALSE;
  for (guint i = 0; i < a->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (a->fixed, i);
      const PrognosisFixed *other = find_fixed (b, fixed->region, fixed->parameter);

      if (other == NULL || other->value != fixed->value)
        return FALSE;
    }
  for (guint i = 0; i < a->observe->len; i++)
    {
      const PrognosisObserve *x = g_ptr_array_index (a->observe, i);
      const PrognosisObserve *y = g_ptr_array_index (b->observe, i);

      if (!g_str_equal (x->signal, y->signal) || !g_str_equal (x->quantity, y->quantity))
        return FALSE;
    }
  return TRUE;
}

static gboolean
scenarios_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!prognosis_scenario_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Of values that are never changed. */
static gboolean
list_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;
  return TRUE;
}

static const PrognosisDecision *
find_decision (const PrognosisChoices *self, const char *region)
{
  for (guint i = 0; i < self->decisions->len; i++)
    {
      const PrognosisDecision *decision = g_ptr_array_index (self->decisions, i);

      if (g_str_equal (decision->region, region))
        return decision;
    }
  return NULL;
}

static gboolean
numbers_equal (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
thresholds_equal (const PrognosisChoices *a, const PrognosisChoices *b)
{
  if (a->thresholds->len != b->thresholds->len)
    return FALSE;
  for (guint i = 0; i < a->thresholds->len; i++)
    {
      const PrognosisThreshold *threshold = &g_array_index (a->thresholds, PrognosisThreshold, i);

      if (prognosis_choices_get_threshold (b, threshold->signal) != threshold->value)
        return FALSE;
    }
  return TRUE;
}

/* Totals are forecast when they are selected. */
static gboolean
selected_totals_equal (const PrognosisChoices *a, const PrognosisChoices *b)
{
  for (gsize r = 0; a->dataset != NULL && r < prognosis_dataset_get_n_regions (a->dataset); r++)
    if (prognosis_dataset_leaves_out (a->dataset, r)
        && gtk_bitset_contains (a->regions, (guint) r) != gtk_bitset_contains (b->regions, (guint) r))
      return FALSE;
  return TRUE;
}

/* @and_comments FALSE: what matters for the forecast. Comments of one that changes nothing do not. */
static gboolean
decisions_equal (const PrognosisChoices *a, const PrognosisChoices *b, gboolean and_comments)
{
  const PrognosisChoices *both[] = { a, b };

  for (int k = 0; k < 2; k++)
    for (guint i = 0; i < both[k]->decisions->len; i++)
      {
        const PrognosisDecision *one = g_ptr_array_index (both[k]->decisions, i);
        const PrognosisDecision *other = find_decision (both[1 - k], one->region);
        const PrognosisDecision none = { .region = one->region, .width = 1.0 };

        if (!prognosis_decision_is_same (one, other != NULL ? other : &none)
            || (and_comments && g_strcmp0 (one->comment, other != NULL ? other->comment : NULL) != 0))
          return FALSE;
      }
  return TRUE;
}

static gboolean
outbreaks_equal (const PrognosisChoices *a, const PrognosisChoices *b)
{
  if (a->outbreak == NULL || b->outbreak == NULL)
    return a->outbreak == b->outbreak;
  return prognosis_outbreak_equal (a->outbreak, b->outbreak);
}

gboolean
prognosis_choices_same_forecast (const PrognosisChoices *a, const PrognosisChoices *b)
{
  return a->dataset == b->dataset && g_str_equal (a->forecaster, b->forecaster) && a->origin == b->origin
         && options_equal (a->options, b->options) && selected_totals_equal (a, b) && decisions_equal (a, b, FALSE);
}

gboolean
prognosis_choices_equal_but_for_view (const PrognosisChoices *a, const PrognosisChoices *b)
{
  return prognosis_choices_same_forecast (a, b) && scenarios_equal (a->scenarios, b->scenarios) && thresholds_equal (a, b)
         && numbers_equal (a->stay_days, b->stay_days) && numbers_equal (a->capacity, b->capacity) && list_equal (a->kept, b->kept)
         && list_equal (a->groups, b->groups) && decisions_equal (a, b, TRUE) && outbreaks_equal (a, b);
}

gboolean
prognosis_choices_equal (const PrognosisChoices *a, const PrognosisChoices *b)
{
  return prognosis_choices_equal_but_for_view (a, b) && a->all_regions == b->all_regions && a->view == b->view
         && a->within == b->within && a->is_log == b->is_log && a->per_100k == b->per_100k && a->by_chance == b->by_chance
         && g_str_equal (a->map, b->map) && gtk_bitset_equals (a->regions, b->regions);
}

gboolean
prognosis_choices_have_options (const PrognosisChoices *self, const PrognosisOptions *options)
{
  return options_equal (self->options, options);
}

gssize
prognosis_choices_get_origin (const PrognosisChoices *self)
{
  gssize last;

  if (self->dataset == NULL)
    return -1;
  last = (gssize) prognosis_dataset_get_n_steps (self->dataset) - 1;
  return self->origin < 0 || self->origin > last ? last : self->origin;
}

int
prognosis_choices_get_origin_day (const PrognosisChoices *self)
{
  return prognosis_dataset_get_day (self->dataset, prognosis_choices_get_origin (self));
}

gsize
prognosis_choices_get_horizon (const PrognosisChoices *self)
{
  return prognosis_options_get_horizon (self->options, self->dataset);
}

/* Rounded up: a choice must not become 0, which means "not chosen". */
void
prognosis_choices_change_step (PrognosisChoices *self, int from, int to)
{
  PrognosisOptions *options = self->options;

  options->horizon = (options->horizon * from + to - 1) / to;
  options->n_train = (options->n_train * from + to - 1) / to;
}

const char *
prognosis_choices_get_region_key (const PrognosisChoices *self, gsize region)
{
  return prognosis_region_get_key (prognosis_dataset_get_region (self->dataset, region));
}

GtkBitset *
prognosis_choices_dup_affected (const PrognosisChoices *self)
{
  if (self->dataset != NULL && self->all_regions)
    return gtk_bitset_new_range (0, prognosis_dataset_get_n_regions (self->dataset));
  return gtk_bitset_copy (self->regions);
}

static gboolean
is_total (const PrognosisChoices *self, gsize region)
{
  return prognosis_dataset_get_region (self->dataset, region)->total_of != NULL;
}

gboolean
prognosis_choices_lacks_total (const PrognosisChoices *self, const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = forecast != NULL ? prognosis_forecast_get_dataset (forecast) : self->dataset;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, self->regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    if (prognosis_dataset_leaves_out (dataset, region))
      return TRUE;
  return FALSE;
}

PrognosisDataset *
prognosis_choices_dup_dataset (const PrognosisChoices *self)
{
  g_autofree gboolean *picked = NULL;

  if (!prognosis_choices_lacks_total (self, NULL))
    return prognosis_dataset_ref (self->dataset);
  picked = g_new (gboolean, prognosis_dataset_get_n_regions (self->dataset));
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (self->dataset); r++)
    picked[r] = gtk_bitset_contains (self->regions, (guint) r);
  return prognosis_dataset_with_picked (self->dataset, picked);
}

GArray *
prognosis_choices_list_summands (const PrognosisChoices *self)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize first = prognosis_choices_get_first_region (self);
  GtkBitsetIter iter;
  guint next;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, self->regions, &next); ok; ok = gtk_bitset_iter_next (&iter, &next))
    {
      gsize region = next;

      if (!is_total (self, region))
        g_array_append_val (regions, region);
    }
  if (regions->len == 0)
    g_array_append_val (regions, first);
  return regions;
}

static gssize
find_threshold (const PrognosisChoices *self, const char *signal)
{
  for (guint i = 0; i < self->thresholds->len; i++)
    if (g_str_equal (g_array_index (self->thresholds, PrognosisThreshold, i).signal, signal))
      return (gssize) i;
  return -1;
}

double
prognosis_choices_get_threshold (const PrognosisChoices *self, const char *signal)
{
  const gssize i = find_threshold (self, signal);

  return i >= 0 ? g_array_index (self->thresholds, PrognosisThreshold, i).value : NAN;
}

void
prognosis_choices_set_threshold (PrognosisChoices *self, const char *signal, double value)
{
  const gssize i = find_threshold (self, signal);

  if (i >= 0)
    g_array_remove_index (self->thresholds, (guint) i);
  if (!isnan (value))
    {
      const PrognosisThreshold threshold = { g_strdup (signal), value };

      g_array_append_val (self->thresholds, threshold);
    }
}

PrognosisRegionGroup *
prognosis_choices_find_group (const PrognosisChoices *self, const char *name)
{
  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (prognosis_region_group_get_name (g_ptr_array_index (self->groups, i)), name))
      return g_ptr_array_index (self->groups, i);
  return NULL;
}

PrognosisKept *
prognosis_choices_find_kept (const PrognosisChoices *self, const char *name)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (g_str_equal (prognosis_kept_get_name (g_ptr_array_index (self->kept, i)), name))
      return g_ptr_array_index (self->kept, i);
  return NULL;
}

/* Also the titles of forecasters are taken: a kept forecast is compared beside them. */
static gboolean
is_taken (const PrognosisChoices *self, const char *name)
{
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i]->id, name) || g_str_equal (_ (list[i]->title), name))
      return TRUE;
  return prognosis_choices_find_kept (self, name) != NULL;
}

char *
prognosis_choices_dup_free_name (const PrognosisChoices *self, const char *wanted)
{
  char *name = g_strdup (wanted);

  for (guint i = 2; is_taken (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, i);
    }
  return name;
}

gboolean
prognosis_choices_read_answer (const PrognosisChoices *self, const PrognosisForecast *forecast, gsize signal,
                               PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (GArray) regions = prognosis_choices_list_summands (self);

  return prognosis_answer_read (forecast, (const gsize *) (gpointer) regions->data, regions->len, signal,
                                prognosis_answer_find_period (dataset, self->within),
                                prognosis_choices_get_threshold (self, prognosis_dataset_get_signal (dataset, signal)->name),
                                answer);
}

gsize
prognosis_choices_get_first_region (const PrognosisChoices *self)
{
  return gtk_bitset_is_empty (self->regions) ? 0 : gtk_bitset_get_minimum (self->regions);
}

gboolean
prognosis_choices_is_locked (const PrognosisChoices *self, gsize region, const char *parameter)
{
  return find_fixed (self->options, NULL, parameter) != NULL
         || find_fixed (self->options, prognosis_choices_get_region_key (self, region), parameter) != NULL;
}

/* Replaces a value for all regions, as a session or a preset may hold, by one per region. */
static void
spread_fixed (PrognosisChoices *self, const char *parameter)
{
  const PrognosisFixed *fixed = find_fixed (self->options, NULL, parameter);
  gsize n_regions = prognosis_dataset_get_n_regions (self->dataset);
  double value;

  if (fixed == NULL)
    return;
  value = fixed->value;
  prognosis_options_unfix (self->options, NULL, parameter);
  for (gsize i = 0; i < n_regions; i++)
    {
      const char *key = prognosis_choices_get_region_key (self, i);

      if (find_fixed (self->options, key, parameter) == NULL)
        prognosis_options_fix (self->options, key, parameter, value);
    }
}

void
prognosis_choices_lock (PrognosisChoices *self, gsize region, const char *parameter, double value)
{
  spread_fixed (self, parameter);
  prognosis_options_fix (self->options, prognosis_choices_get_region_key (self, region), parameter, value);
}

void
prognosis_choices_unlock (PrognosisChoices *self, GtkBitset *regions, const char *parameter)
{
  GtkBitsetIter iter;
  guint region;

  spread_fixed (self, parameter);
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    prognosis_options_unfix (self->options, prognosis_choices_get_region_key (self, region), parameter);
}

void
prognosis_choices_unlock_all (PrognosisChoices *self)
{
  while (self->options->fixed->len > 0)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (self->options->fixed, 0);
      g_autofree char *region = g_strdup (fixed->region);
      g_autofree char *parameter = g_strdup (fixed->parameter);

      prognosis_options_unfix (self->options, region, parameter);
    }
}

const PrognosisDecision *
prognosis_choices_find_decision (const PrognosisChoices *self, gsize region)
{
  return self->decisions->len > 0 ? find_decision (self, prognosis_choices_get_region_key (self, region)) : NULL;
}

void
prognosis_choices_take_decision (PrognosisChoices *self, PrognosisDecision *decision)
{
  for (guint i = self->decisions->len; i-- > 0;)
    if (g_str_equal (((PrognosisDecision *) g_ptr_array_index (self->decisions, i))->region, decision->region))
      g_ptr_array_remove_index (self->decisions, i);
  if (prognosis_decision_is_empty (decision))
    prognosis_decision_free (decision);
  else
    g_ptr_array_add (self->decisions, decision);
}
