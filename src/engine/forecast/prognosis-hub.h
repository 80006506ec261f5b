/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisHub:
 *
 * What a forecast hub asks of a file. A new one is one line of the table in prognosis-hub.c.
 */
typedef struct
{
  const char *id;    /* stored: never renamed */
  const char *title; /* marked for translation */
  const char *target;
  int reference_weekday;  /* 1 Monday to 7 Sunday: the reference date is the first one strictly after the origin */
  int step_days;          /* of a horizon; horizon 0 ends on the reference date */
  gboolean fips;          /* locations are the two digits of FIPS, or "US" */
  PrognosisSeason season; /* of the disease where the hub is */
} PrognosisHub;

const PrognosisHub *const *prognosis_hub_list (gsize *n); /* lent */
const PrognosisHub *prognosis_hub_find (const char *id);  /* or NULL */

/* FALSE with %PROGNOSIS_ERROR_OPTION where no forecast of @dataset could be the hub's, because of its steps or days. */
gboolean prognosis_hub_check (const PrognosisHub *self, const PrognosisDataset *dataset, GError **error);

/**
 * prognosis_hub_to_csv:
 * @levels: (array length=n_levels): ascending
 *
 * The forecast as the hub asks: quantile rows only. The signal is that of the hub's target where one has its name, else the first
 * incident one that was forecast.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION where the data's steps, days or locations are not the hub's
 */
GString *prognosis_hub_to_csv (const PrognosisHub *self, const PrognosisForecast *forecast, const double *levels, gsize n_levels,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
