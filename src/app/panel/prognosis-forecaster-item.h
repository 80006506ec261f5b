/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* A forecaster as a list item. */
#define PROGNOSIS_TYPE_FORECASTER_ITEM (prognosis_forecaster_item_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisForecasterItem, prognosis_forecaster_item, PROGNOSIS, FORECASTER_ITEM, GObject)

/* All forecasters, the automatic choice first, then by family. (transfer full) */
GListModel *prognosis_forecaster_item_list (void);
const PrognosisForecaster *prognosis_forecaster_item_get (PrognosisForecasterItem *self);
/* Whether it is the first of its family in the list. */
gboolean prognosis_forecaster_item_is_first (PrognosisForecasterItem *self);
/* Rows that show the title of an item; @is_in_list: also its description, and the first row of each family names the family.
 * (transfer full) */
GtkListItemFactory *prognosis_forecaster_item_new_factory (gboolean is_in_list);
/* Makes the list of a drop-down so high that most models are in sight. */
void prognosis_forecaster_item_enlarge_list (GtkDropDown *list);

G_END_DECLS
