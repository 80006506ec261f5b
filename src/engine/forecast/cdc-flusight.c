/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-hub.h"

#include <glib/gi18n-lib.h>

/* https://github.com/cdcepi/FluSight-forecast-hub, model-output/README.md, 2023-24 and later seasons. */
const PrognosisHub prognosis_hub_cdc_flusight = {
  .id = "cdc-flusight",
  .title = N_ ("CDC FluSight, weekly hospital admissions"),
  .target = "wk inc flu hosp",
  .reference_weekday = 6,
  .step_days = 7,
  .fips = TRUE,
  .season = PROGNOSIS_SEASON_NORTHERN,
};
