/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-setting.h"

static void
fixed_free (PrognosisFixed *fixed)
{
  g_free (fixed->region);
  g_free (fixed->parameter);
  g_free (fixed);
}

static void
observe_free (PrognosisObserve *observe)
{
  g_free (observe->signal);
  g_free (observe->quantity);
  g_free (observe);
}

PrognosisOptions *
prognosis_options_new (void)
{
  PrognosisOptions *options = g_new0 (PrognosisOptions, 1);
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    prognosis_setting_set (&settings[i], options, settings[i].preset);
  options->fixed = g_ptr_array_new_with_free_func ((GDestroyNotify) fixed_free);
  options->observe = g_ptr_array_new_with_free_func ((GDestroyNotify) observe_free);
  return options;
}

/* Below this width the rest of the work hides that of the network; above it grows with the weights. */
#define WIDTH_THAT_TELLS 48.0

double
prognosis_options_get_network_work (const PrognosisOptions *options)
{
  const double width = options->hidden / WIDTH_THAT_TELLS;

  return MAX (options->starts, 1) * (1.0 + (options->layers > 1 ? width * width : 0.5 * width));
}

PrognosisOptions *
prognosis_options_copy (const PrognosisOptions *options)
{
  PrognosisOptions *copy = prognosis_options_new ();
  GPtrArray *fixed = copy->fixed, *observe = copy->observe;

  *copy = *options;
  copy->fixed = fixed;
  copy->observe = observe;
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *f = g_ptr_array_index (options->fixed, i);

      prognosis_options_fix (copy, f->region, f->parameter, f->value);
    }
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *o = g_ptr_array_index (options->observe, i);

      prognosis_options_observe (copy, o->signal, o->quantity);
    }
  return copy;
}

void
prognosis_options_free (PrognosisOptions *options)
{
  if (!options)
    return;
  g_ptr_array_unref (options->fixed);
  g_ptr_array_unref (options->observe);
  g_free (options);
}

void
prognosis_options_unfix (PrognosisOptions *options, const char *region, const char *parameter)
{
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *f = g_ptr_array_index (options->fixed, i);

      if (g_strcmp0 (f->region, region) == 0 && g_str_equal (f->parameter, parameter))
        {
          g_ptr_array_remove_index (options->fixed, i);
          return;
        }
    }
}

void
prognosis_options_fix (PrognosisOptions *options, const char *region, const char *parameter, double value)
{
  PrognosisFixed *fixed = g_new (PrognosisFixed, 1);

  prognosis_options_unfix (options, region, parameter);
  fixed->region = g_strdup (region);
  fixed->parameter = g_strdup (parameter);
  fixed->value = value;
  g_ptr_array_add (options->fixed, fixed);
}

void
prognosis_options_observe (PrognosisOptions *options, const char *signal, const char *quantity)
{
  PrognosisObserve *observe;

  for (guint i = 0; i < options->observe->len; i++)
    if (g_str_equal (((PrognosisObserve *) g_ptr_array_index (options->observe, i))->signal, signal))
      g_ptr_array_remove_index (options->observe, i--);
  observe = g_new (PrognosisObserve, 1);
  observe->signal = g_strdup (signal);
  observe->quantity = g_strdup (quantity);
  g_ptr_array_add (options->observe, observe);
}

gsize
prognosis_options_get_horizon (const PrognosisOptions *self, const PrognosisDataset *dataset)
{
  if (self->horizon > 0)
    return (gsize) self->horizon;
  /* Three months, or four weeks as forecast hubs ask for. */
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY: return 3;
    case PROGNOSIS_FREQUENCY_WEEKLY: return 4;
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return 28;
    }
}
