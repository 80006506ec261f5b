/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"

G_BEGIN_DECLS

/**
 * PrognosisFlow:
 *
 * A flow between two compartments, as an arrow of the model's diagram.
 */
typedef struct
{
  gsize from, to; /* numbers of states */
  char *rate;     /* for each person in @from: "β I" */
} PrognosisFlow;

/* The flows in the model's equations, of PrognosisFlow: a term that leaves one compartment, whole or in parts, and enters others; and
 * a compartment that is a share of what enters another one. (transfer full) */
GArray *prognosis_flow_list (const PrognosisModel *model);

G_END_DECLS
