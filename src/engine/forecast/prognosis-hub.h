/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisHub:
 *
 * The file format of a forecast hub. A new hub is one file in this folder and one line in prognosis-hub-list.c.
 */
typedef struct
{
  const char *id;    /* stored in files: never change it */
  const char *title; /* marked for translation */
  const char *target;
  int reference_weekday;  /* 1 (Monday) to 7 (Sunday): the reference date is the first one strictly after the origin */
  int step_days;          /* per horizon; horizon 0 ends on the reference date */
  gboolean fips;          /* locations are two-digit FIPS codes, or "US" */
  PrognosisSeason season; /* of the disease in the hub's country */
} PrognosisHub;

/* FALSE with %PROGNOSIS_ERROR_OPTION if the time step or the days of @dataset do not match the hub. */
gboolean prognosis_hub_check (const PrognosisHub *self, const PrognosisDataset *dataset, GError **error);

/**
 * prognosis_hub_to_csv:
 * @levels: (array length=n_levels): ascending
 *
 * The forecast in the format of the hub: quantile rows only. Uses the signal with the name of the hub's target if there is
 * one, otherwise the first incident signal that was forecast.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION if the time step, days or locations do not match the hub
 */
GString *prognosis_hub_to_csv (const PrognosisHub *self, const PrognosisForecast *forecast, const double *levels, gsize n_levels,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
