/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-parameter-row.h"
#include "prognosis-setting-row.h"
#include "prognosis-page.h"

G_BEGIN_DECLS

/* The panel with the choice of model, its parameters and the settings of the fit. */
#define PROGNOSIS_TYPE_MODEL_PANEL (prognosis_model_panel_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisModelPanel, prognosis_model_panel, PROGNOSIS, MODEL_PANEL, PrognosisPage)

G_END_DECLS
