/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FORECAST_COLUMNS "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"

/* The number in a cell of parse_csv(). */
double get_value (GPtrArray *rows, guint row, const char *column);
/* Fails unless @csv has @n_blocks blocks of @n_levels + 1 rows: quantiles that rise with their levels, one median, no negative
   count. */
void check_forecast (const char *csv, guint n_blocks, guint n_levels);

G_END_DECLS
