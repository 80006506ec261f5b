/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-forecaster-item.h"
#include "prognosis-forecaster-list.h"

struct _PrognosisForecasterItem
{
  GObject parent_instance;

  const PrognosisForecaster *forecaster;
  gboolean is_first;
};

G_DEFINE_TYPE (PrognosisForecasterItem, prognosis_forecaster_item, G_TYPE_OBJECT)

GListModel *
prognosis_forecaster_item_list (void)
{
  GListStore *store = g_list_store_new (PROGNOSIS_TYPE_FORECASTER_ITEM);
  gsize n;
  const PrognosisForecaster *const *all = prognosis_forecaster_list (&n);

  for (PrognosisFamily family = 0; family < PROGNOSIS_N_FAMILIES; family++)
    {
      gboolean is_first = TRUE;

      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (PrognosisForecasterItem) item = NULL;

          if (all[i]->family != family)
            continue;
          item = g_object_new (PROGNOSIS_TYPE_FORECASTER_ITEM, NULL);
          item->forecaster = all[i];
          item->is_first = is_first;
          is_first = FALSE;
          g_list_store_append (store, item);
        }
    }
  return G_LIST_MODEL (store);
}

const PrognosisForecaster *
prognosis_forecaster_item_get (PrognosisForecasterItem *self)
{
  return self->forecaster;
}

gboolean
prognosis_forecaster_item_is_first (PrognosisForecasterItem *self)
{
  return self->is_first;
}

static void
prognosis_forecaster_item_class_init (PrognosisForecasterItemClass *klass)
{
}

static void
prognosis_forecaster_item_init (PrognosisForecasterItem *self)
{
}
