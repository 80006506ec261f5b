/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-ranking.h"

G_BEGIN_DECLS

/**
 * PrognosisRankingTable:
 *
 * The rows of a ranking as a table that is sorted by clicks on its headings; the sum of regions stays on top. Several rows can be
 * selected.
 *
 * Signals: "regions-selected" (GtkBitset: what the user has selected; of the row of the sum all regions in it).
 */
#define PROGNOSIS_TYPE_RANKING_TABLE (prognosis_ranking_table_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisRankingTable, prognosis_ranking_table, PROGNOSIS, RANKING_TABLE, GtkBox)

/* @forecast: that of @ranking. Both NULL: there are no rows. */
void prognosis_ranking_table_show (PrognosisRankingTable *self, PrognosisRanking *ranking, PrognosisForecast *forecast);
/* Selects the rows of these regions; emits no signal. */
void prognosis_ranking_table_select (PrognosisRankingTable *self, GtkBitset *regions);
/* The headings and rows as they are sorted, with tabs between cells. (transfer full) */
char *prognosis_ranking_table_dup_text (PrognosisRankingTable *self);

G_END_DECLS
