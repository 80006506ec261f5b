/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of forecasters, in display order. */
typedef enum
{
  PROGNOSIS_FAMILY_ENSEMBLE, /* chooses or combines other forecasters */
  PROGNOSIS_FAMILY_MECHANISTIC,
  PROGNOSIS_FAMILY_HYBRID,
  PROGNOSIS_FAMILY_DATA_DRIVEN,
  PROGNOSIS_FAMILY_STATISTICAL,
  PROGNOSIS_N_FAMILIES,
} PrognosisFamily;

const char *prognosis_family_get_id (PrognosisFamily family);    /* as printed and stored: "data-driven"; never change it */
const char *prognosis_family_get_title (PrognosisFamily family); /* translated */

G_END_DECLS
