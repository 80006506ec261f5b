/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"

G_BEGIN_DECLS

/* Ranges narrower than this, relative to their values, count as empty. */
#define PROGNOSIS_RANGE_MIN_SHARE 1e-9

typedef struct
{
  double value;
  char *label;  /* NULL: a tick without label */
  char *second; /* second line of the label: the year; or NULL */
} PrognosisTick;

/* Measures the width of @text [px]. */
typedef double (*PrognosisMeasureFunc) (const char *text, gpointer user_data);

/* FALSE if no axis can have these ends. */
gboolean prognosis_range_is_valid (double from, double to, gboolean is_log);

/* Arrays of PrognosisTick, ascending, within [@from, @to], limited in number; labels are distinct. (transfer full) */
GArray *prognosis_ticks_linear (double from, double to, gsize max_n, gboolean whole, gboolean localised);
GArray *prognosis_ticks_log (double from, double to, gsize max_n, gboolean localised);
/* The finest calendar step whose labels do not overlap on @length [px]. @has_months: no days, and months at their last day */
GArray *prognosis_ticks_date (double from, double to, double length, double gap, gboolean has_months, gboolean localised,
                              PrognosisMeasureFunc measure, gpointer user_data);
/* The finest 1-2-5 step whose labels do not overlap. */
GArray *prognosis_ticks_fit (double from, double to, double length, double gap, gboolean whole, gboolean localised,
                             PrognosisMeasureFunc measure, gpointer user_data);
/* The finest ticks of a logarithmic axis whose labels do not overlap; @from, @to and the values are decimal logarithms. */
GArray *prognosis_ticks_ratio (double from, double to, double length, double gap, gboolean localised, PrognosisMeasureFunc measure,
                               gpointer user_data);

/* With a fixed number of decimals, and thousands separators. (transfer full) */
char *prognosis_format_fixed (double value, int decimals, gboolean localised);

G_END_DECLS
