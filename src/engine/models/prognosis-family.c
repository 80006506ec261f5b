/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-family.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *title;
} families[PROGNOSIS_N_FAMILIES] = {
  [PROGNOSIS_FAMILY_ENSEMBLE] = { "ensemble", N_ ("Combined") },
  [PROGNOSIS_FAMILY_MECHANISTIC] = { "mechanistic", N_ ("Mechanistic") },
  [PROGNOSIS_FAMILY_HYBRID] = { "hybrid", N_ ("Hybrid") },
  [PROGNOSIS_FAMILY_DATA_DRIVEN] = { "data-driven", N_ ("Data-driven") },
  [PROGNOSIS_FAMILY_STATISTICAL] = { "statistical", N_ ("Statistical") },
};

const char *
prognosis_family_get_id (PrognosisFamily family)
{
  g_return_val_if_fail ((guint) family < PROGNOSIS_N_FAMILIES, NULL);
  return families[family].id;
}

const char *
prognosis_family_get_title (PrognosisFamily family)
{
  g_return_val_if_fail ((guint) family < PROGNOSIS_N_FAMILIES, NULL);
  return _ (families[family].title);
}
