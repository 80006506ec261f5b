/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/* The numbers of a chart, a page for each panel: for the keyboard and for screen readers. @remark (nullable): above them */
GtkWidget *prognosis_table_window_new (PrognosisFigure *figure, const char *remark, GtkWindow *parent);

G_END_DECLS
