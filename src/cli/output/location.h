/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* The code where the data have one, else the name. Lent. */
const char *cli_location_get (const PrognosisDataset *dataset, gsize region);

G_END_DECLS
