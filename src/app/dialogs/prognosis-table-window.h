/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/* The values of a chart as tables, one page per panel, for keyboard and screen reader users. @answer (nullable): what
 * is to come, above the tables; @remark (nullable): below them */
GtkWidget *prognosis_table_window_new (PrognosisFigure *figure, const char *answer, const char *remark, GtkWindow *parent);

G_END_DECLS
