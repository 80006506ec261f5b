/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_there;
  gsize n_examples, n_needed; /* the maximum over the series */
} PrognosisStandIn;

struct _PrognosisBacktest
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize horizon;
  gsize *origins;
  gsize n_origins;
  GPtrArray *models;      /* ids, or names of runs; interned */
  GPtrArray *forecasters; /* PrognosisForecaster, in the order of models; borrowed */
  gsize n_asked;          /* number of requested models, which come first */
  gsize n_unfinished;     /* number of further requested models that were not finished */
  gsize baseline;
  char **failures;             /* n_models x n_origins */
  PrognosisStandIn *stand_ins; /* the same shape */
  PrognosisBacktestRow *rows;
  gsize n_rows;
  gint32 *index; /* n_models x n_tasks: index of the row, or -1; a task is an origin, region, signal and horizon */
  gsize n_tasks;
  gsize *ranking;
};

/* Call it once, when all rows are complete. */
void prognosis_backtest_rank (PrognosisBacktest *self);

G_END_DECLS
