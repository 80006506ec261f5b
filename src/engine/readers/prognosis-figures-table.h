/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Sets the populations of @dataset from the table at @path, and names of regions that had only codes. Where there are figures of
 * several years, in rows or across as in the tables of the World Bank, those of @year count, or of the nearest year before it.
 * Warns of regions that are missing, and of thousands that were made persons. FALSE with %PROGNOSIS_ERROR_INPUT */
gboolean prognosis_figures_table_apply (PrognosisDataset *dataset, const char *path, int year, GError **error);

G_END_DECLS
