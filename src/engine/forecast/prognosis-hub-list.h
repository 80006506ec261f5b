/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-hub.h"

G_BEGIN_DECLS

/* All profiles of forecast hubs. */
const PrognosisHub *const *prognosis_hub_list (gsize *n); /* lent */
const PrognosisHub *prognosis_hub_find (const char *id);  /* or NULL */

G_END_DECLS
