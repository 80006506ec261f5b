/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * prognosis_dots_add_panel:
 * @signal: -1: the geometric mean over all
 * @week: of the horizon, see prognosis_backtest_get_week(); -1: all
 *
 * A dot plot of a comparison: one row a model, best first, a dot for its error from each origin relative to persistence, a
 * diamond for that from all origins together, and a line at 1, where a model does as well as persistence. Models without such
 * an error have no row.
 */
void prognosis_dots_add_panel (PrognosisFigure *figure, PrognosisBacktest *backtest, gssize signal, gssize week);
/* The same as a figure of its own. (transfer full) */
PrognosisFigure *prognosis_dots_new_figure (PrognosisBacktest *backtest, gssize signal, gssize week);
/* The number of its rows. */
gsize prognosis_dots_count_rows (PrognosisBacktest *backtest, gssize signal, gssize week);

/* "All signals" or the name of one; "Whole horizon" or "Days 8 to 14". -1: all. (transfer full) */
char *prognosis_dots_dup_signal (PrognosisBacktest *backtest, gssize signal);
char *prognosis_dots_dup_week (PrognosisBacktest *backtest, gssize week);

G_END_DECLS
