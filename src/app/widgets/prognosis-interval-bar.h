/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A bar along a slider that marks an interval; it is placed over the slider in an overlay. */
#define PROGNOSIS_TYPE_INTERVAL_BAR (prognosis_interval_bar_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisIntervalBar, prognosis_interval_bar, PROGNOSIS, INTERVAL_BAR, GtkWidget)

/* @range: borrowed; must outlive the bar. */
void prognosis_interval_bar_set_range (PrognosisIntervalBar *self, GtkRange *range);
/* Positions on the slider, 0 to 1; NAN: no interval. */
void prognosis_interval_bar_set (PrognosisIntervalBar *self, double from, double to);

G_END_DECLS
