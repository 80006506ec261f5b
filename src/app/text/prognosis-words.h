/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-backtest.h"
#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* Describes the engine's objects in words, translated. Strings returned as char * are (transfer full). */

/* How long a refit takes. */
char *prognosis_words_for_refit (double seconds);
const char *prognosis_words_for_kind (PrognosisKind kind);
/* A signal's name and kind: "cases (New per day)". */
char *prognosis_words_for_signal (PrognosisDataset *dataset, gsize signal);
const char *prognosis_words_for_role (PrognosisRole role);
/* What a signal counts: "Hospital admissions", otherwise its role. */
const char *prognosis_words_for_counted (const PrognosisSignal *signal);
/* The unit of a parameter in words: "per day". */
const char *prognosis_words_for_unit (PrognosisUnit unit);
/* "56 regions · 12 Apr 2020 – 22 Aug 2020" */
char *prognosis_words_for_extent (PrognosisDataset *dataset);
/* "60 days, from 12 Apr 2020 to 10 Jun 2020" */
char *prognosis_words_for_days (PrognosisDataset *dataset);
/* "4 weeks" */
char *prognosis_words_for_steps (PrognosisDataset *dataset, gsize n);
/* "Read: 1 region, 60 days, cases (New per day). 2 warnings." */
char *prognosis_words_for_reading (PrognosisDataset *dataset);
char *prognosis_words_for_day (PrognosisDataset *dataset, int day);
/* The number of observations with each flag, one line per flag. */
char *prognosis_words_for_gaps (PrognosisDataset *dataset);
/* An observation's flags, and the file and line it was read from; NULL if it has no flags. */
char *prognosis_words_for_problem (PrognosisDataset *dataset, gsize region, gsize signal, gsize step);
/* How many iterations the search in @region took, and why it stopped; NULL if there was nothing to fit. */
char *prognosis_words_for_search (PrognosisFit *fit, gsize region);
/* The same for trained networks, one line per signal; NULL if there are none. */
char *prognosis_words_for_training (PrognosisForecast *forecast);
/* What the symbols of a scheme mean, one per line. */
char *prognosis_words_for_scheme (const PrognosisLearning *learning);
/* What a forecast with prognosis_forecast_get_learning() was learned from, and where its intervals come from. */
char *prognosis_words_for_learning (PrognosisForecast *forecast);
/* How the fit ended in @regions (nullable; NULL: all). */
char *prognosis_words_for_fit (PrognosisFit *fit, GtkBitset *regions);
/* How the fit ended in one region, and whether its curve follows the data. */
char *prognosis_words_for_region_fit (PrognosisFit *fit, gsize region);
/* "about 2 min left" */
char *prognosis_words_for_seconds_left (double seconds);
/* What the data of @regions do not determine: at most @max notes, one per line, then the number of further notes. */
char *prognosis_words_for_fit_notes (PrognosisFit *fit, GtkBitset *regions, guint max);
/* The same, but notes shared by several regions are given once, most frequent first: "In 3 regions of 56: …". */
char *prognosis_words_for_common_notes (PrognosisFit *fit, GtkBitset *regions, guint max);
/* Three or four significant digits in the user's locale, for reading: with thousands separators. */
char *prognosis_words_for_number (double value);
/* As many digits as the interval from @lower to @upper supports: two of its half width, but two to four of the number. Three
   without an interval (NAN). For editing, as below. */
char *prognosis_words_for_estimate (double value, double lower, double upper);
/* The same for editing: prognosis_words_parse_number() can parse it. */
char *prognosis_words_for_entry (double value);
/* Accepts a decimal comma or point. Returns FALSE if @text is not a finite number. */
gboolean prognosis_words_parse_number (const char *text, double *value);

G_END_DECLS
