/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"

G_BEGIN_DECLS

/* All compartment models, in the order in which they are offered. */
const PrognosisModel *const *prognosis_model_list (gsize *n); /* lent */
const PrognosisModel *prognosis_model_find (const char *id);  /* or NULL */

G_END_DECLS
