/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/* A window of @parent's whole screen with nothing but the chart of @page, in large type. It follows the session; Escape and F11
 * close it. (transfer none) */
GtkWindow *prognosis_presentation_new (PrognosisChartPage *page, PrognosisSession *session, GtkWindow *parent);

G_END_DECLS
