/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "location.h"

const char *
cli_location_get (const PrognosisDataset *dataset, gsize region)
{
  const PrognosisRegion *of = prognosis_dataset_get_region (dataset, region);

  return of->code != NULL ? of->code : of->name;
}
