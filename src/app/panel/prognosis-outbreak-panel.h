/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* What a simulated outbreak is made of: disease, place, measures and beds. */
#define PROGNOSIS_TYPE_OUTBREAK_PANEL (prognosis_outbreak_panel_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOutbreakPanel, prognosis_outbreak_panel, PROGNOSIS, OUTBREAK_PANEL, PrognosisPage)

G_END_DECLS
