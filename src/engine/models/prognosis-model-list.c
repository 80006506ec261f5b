/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-model-list.h"

/* A new model is one file in this folder, and one line here. */
#define MODELS(X) \
  X (sir)         \
  X (seir)        \
  X (seird)       \
  X (sueir)       \
  X (autoode_covid)

#define DECLARE(name) extern const PrognosisModel prognosis_model_##name;
#define POINT_TO(name) &prognosis_model_##name,

MODELS (DECLARE)

static const PrognosisModel *const models[] = { MODELS (POINT_TO) };

const PrognosisModel *const *
prognosis_model_list (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (models);
  return models;
}

const PrognosisModel *
prognosis_model_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_strcmp0 (models[i]->id, id) == 0)
      return models[i];
  return NULL;
}
