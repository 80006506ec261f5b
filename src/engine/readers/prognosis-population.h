/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* What prognosis_read_population() takes for the built-in figures, and for no population at all. */
#define PROGNOSIS_POPULATION_BUILTIN "builtin"
#define PROGNOSIS_POPULATION_NONE "none"

/* Accepts common notations of a number of persons: 500000, 5e5, 500 000, 500,000, 500.000, 500'000, 5,00,000. */
gboolean prognosis_parse_persons (const char *text, double *persons);

/**
 * prognosis_read_population:
 * @text: a number, if there is one region; `builtin`: the built-in figures of countries and US states where the data have none;
 *   `none`: no population, not even that of the data; or the path of a table with a column of populations, or with years across
 *
 * Regions are matched by any column of codes or names, in any usual spelling.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION or %PROGNOSIS_ERROR_INPUT
 */
PrognosisDataset *prognosis_read_population (const PrognosisDataset *dataset, const char *text,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The built-in figure of each region, NAN where there is none. Returns how many there are. @is_sure: not by a code that means other
 * places, too. @source: (out) (transfer full): "World Bank, 2024"; NULL if there are none */
gsize prognosis_population_get_builtin (const PrognosisDataset *dataset, gboolean is_sure, double *persons, char **source);
/* The built-in figures where the data have none, with a warning that names the source. (transfer full): or NULL with
 * %PROGNOSIS_ERROR_OPTION if there are none */
PrognosisDataset *prognosis_population_add_builtin (const PrognosisDataset *dataset, gboolean is_sure,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is wrong with populations that came with the data: a warning if they seem to be thousands. */
void prognosis_population_warn_of_unit (PrognosisDataset *dataset);
/* FALSE with %PROGNOSIS_ERROR_INPUT if more persons are present, or fall ill in one step, than there are. */
gboolean prognosis_population_check (const PrognosisDataset *dataset, GError **error);

G_END_DECLS
