/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "location.h"

const char *
cli_location_get (const PrognosisDataset *dataset, gsize region)
{
  return prognosis_region_get_key (prognosis_dataset_get_region (dataset, region));
}
