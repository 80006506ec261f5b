/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-hub-list.h"

/* A new profile is one file in this folder, and one line here. */
#define HUBS(X) X (cdc_flusight)

#define DECLARE(name) extern const PrognosisHub prognosis_hub_##name;
#define POINT_TO(name) &prognosis_hub_##name,

HUBS (DECLARE)

static const PrognosisHub *const hubs[] = { HUBS (POINT_TO) };

const PrognosisHub *const *
prognosis_hub_list (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (hubs);
  return hubs;
}

const PrognosisHub *
prognosis_hub_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hubs); i++)
    if (g_strcmp0 (hubs[i]->id, id) == 0)
      return hubs[i];
  return NULL;
}
