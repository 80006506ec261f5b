/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure-private.h"

/* Layers of a panel; NULL: it has none like that. */

static inline const PrognosisLayer *
test_find_band (const PrognosisPanel *panel, double coverage)
{
  for (guint i = 0; i < panel->layers->len; i++)
    if (prognosis_panel_layer (panel, i)->type == PROGNOSIS_LAYER_BAND
        && prognosis_panel_layer (panel, i)->style.coverage == coverage)
      return prognosis_panel_layer (panel, i);
  return NULL;
}

static inline const PrognosisLayer *
test_find_named (const PrognosisPanel *panel, const char *name)
{
  for (guint i = 0; i < panel->layers->len; i++)
    if (g_strcmp0 (prognosis_panel_layer (panel, i)->style.name, name) == 0)
      return prognosis_panel_layer (panel, i);
  return NULL;
}

static inline const PrognosisLayer *
test_find_layer (const PrognosisPanel *panel, PrognosisColour colour, PrognosisLayerType type)
{
  for (guint i = 0; i < panel->layers->len; i++)
    if (prognosis_panel_layer (panel, i)->style.colour == colour && prognosis_panel_layer (panel, i)->type == type)
      return prognosis_panel_layer (panel, i);
  return NULL;
}
