/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-region-item.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisRegionItem
{
  GObject parent_instance;

  gsize region;
  char *name;
  char *key;
  char *latest;
  double *curve;
  gsize n_curve;
};

G_DEFINE_TYPE (PrognosisRegionItem, prognosis_region_item, G_TYPE_OBJECT)

/* The signal shown for a region in lists: the first fitted one, infections preferred. */
static gsize
find_main_signal (PrognosisDataset *dataset)
{
  gsize n = prognosis_dataset_get_n_signals (dataset);

  for (gsize s = 0; s < n; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (signal->fitted && signal->role == PROGNOSIS_ROLE_INFECTIONS)
        return s;
    }
  return 0;
}

PrognosisRegionItem *
prognosis_region_item_new (PrognosisDataset *dataset, gsize region)
{
  PrognosisRegionItem *self = g_object_new (PROGNOSIS_TYPE_REGION_ITEM, NULL);
  const PrognosisRegion *r = prognosis_dataset_get_region (dataset, region);
  gsize signal = find_main_signal (dataset);
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  g_autofree char *both = g_strjoin (" ", r->name, r->code, NULL);

  self->region = region;
  self->name = g_strdup (r->name);
  self->key = g_utf8_casefold (both, -1);
  if (last >= 0)
    {
      g_autofree char *number = prognosis_figure_format_number (values[last], TRUE);

      /* Translators: a number and the name of a signal: "1 204 confirmed". */
      self->latest = g_strdup_printf (_ ("%s %s"), number, prognosis_dataset_get_signal (dataset, signal)->name);
    }
  else
    self->latest = g_strdup (_ ("No data"));
  if (r->total_of != NULL)
    {
      g_autofree char *latest = g_steal_pointer (&self->latest);

      /* Translators: the latest number of a region, such as "1 204 cases", and the names of the regions that it is the total of. */
      self->latest = g_strdup_printf (_ ("%s · total of %s"), latest, r->total_of);
    }

  self->n_curve = prognosis_dataset_get_n_steps (dataset);
  self->curve = g_new (double, self->n_curve);
  for (gsize t = 0; t < self->n_curve; t++)
    if (!is_cumulative)
      self->curve[t] = values[t];
    else
      self->curve[t] = t > 0 ? MAX (0, values[t] - values[t - 1]) : NAN;
  return self;
}

gsize
prognosis_region_item_get_region (PrognosisRegionItem *self)
{
  return self->region;
}

const char *
prognosis_region_item_get_name (PrognosisRegionItem *self)
{
  return self->name;
}

const char *
prognosis_region_item_get_key (PrognosisRegionItem *self)
{
  return self->key;
}

const char *
prognosis_region_item_get_latest (PrognosisRegionItem *self)
{
  return self->latest;
}

const double *
prognosis_region_item_get_curve (PrognosisRegionItem *self, gsize *n)
{
  *n = self->n_curve;
  return self->curve;
}

static void
prognosis_region_item_finalize (GObject *object)
{
  PrognosisRegionItem *self = PROGNOSIS_REGION_ITEM (object);

  g_free (self->name);
  g_free (self->key);
  g_free (self->latest);
  g_free (self->curve);
  G_OBJECT_CLASS (prognosis_region_item_parent_class)->finalize (object);
}

static void
prognosis_region_item_class_init (PrognosisRegionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_region_item_finalize;
}

static void
prognosis_region_item_init (PrognosisRegionItem *self)
{
}
