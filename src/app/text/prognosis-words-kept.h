/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* A model and its settings that differ from their defaults, at most two of those that affect its forecast: "AutoODE" or
 * "AutoODE, network width 64". Translated. (transfer full) */
char *prognosis_words_for_settings (const PrognosisForecaster *forecaster, const PrognosisDataset *dataset,
                                    const PrognosisOptions *options);

G_END_DECLS
