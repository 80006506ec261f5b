/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-backtest.h"
#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* What the program says about things of the engine, translated. Strings returned as char * are (transfer full). */
/* What a refit will cost. (transfer full) */
char *prognosis_words_for_refit (double seconds);
const char *prognosis_words_for_kind (PrognosisKind kind);
/* A signal's name, and how its numbers count: "cases (New per day)". (transfer full) */
char *prognosis_words_for_signal (PrognosisDataset *dataset, gsize signal);
const char *prognosis_words_for_role (PrognosisRole role);
const char *prognosis_words_for_family (const char *family);
const char *prognosis_words_for_stop (PrognosisStop stop);
const char *prognosis_words_for_flag (PrognosisFlag flag);
/* "1/day" in words for units of parameters. */
const char *prognosis_words_for_unit (const char *unit);
/* "56 regions · 12 Apr 2020 – 22 Aug 2020" */
char *prognosis_words_for_extent (PrognosisDataset *dataset);
/* "Days 12 Apr 2020 to 22 Aug 2020, one value a day" */
char *prognosis_words_for_days (PrognosisDataset *dataset);
/* "Read: 60 days of 1 region; cases: new per day. 2 warnings." */
char *prognosis_words_for_reading (PrognosisDataset *dataset);
char *prognosis_words_for_day (PrognosisDataset *dataset, int day);
/* How many observations are missing, corrected and so on. */
char *prognosis_words_for_gaps (PrognosisDataset *dataset);
/* What is wrong with an observation, and the file and line where it stands; NULL: nothing is. */
char *prognosis_words_for_problem (PrognosisDataset *dataset, gsize region, gsize signal, gsize step);
/* How the fit ended. */
/* How the search in @region went, and why it stopped; NULL where there was nothing to fit. (transfer full) */
char *prognosis_words_for_search (PrognosisFit *fit, gsize region);
/* The same of networks, a line a signal; NULL where there are none. (transfer full) */
char *prognosis_words_for_training (PrognosisForecast *forecast);
/* @regions: (nullable): those that are meant; NULL: all */
char *prognosis_words_for_fit (PrognosisFit *fit, GtkBitset *regions);
/* The same of one region, and whether its curve follows the data. (transfer full) */
char *prognosis_words_for_region_fit (PrognosisFit *fit, gsize region);
/* "about 2 min left" */
char *prognosis_words_for_seconds_left (double seconds);
/* What the data of @regions do not determine, a line each, at most @max; then how many more there are. */
char *prognosis_words_for_fit_notes (PrognosisFit *fit, GtkBitset *regions, guint max);
/* The same, where what is to be said of several regions is said once: "In 3 regions of 56: …", the commonest first. */
char *prognosis_words_for_common_notes (PrognosisFit *fit, GtkBitset *regions, guint max);
/* Three or four significant digits in the user's locale, to be read: large ones in groups of three. */
char *prognosis_words_for_number (double value);
/* The same to be changed: prognosis_words_parse_number() takes it back. */
char *prognosis_words_for_entry (double value);
/* The inverse: with a decimal comma or point. */
gboolean prognosis_words_parse_number (const char *text, double *value);

G_END_DECLS
