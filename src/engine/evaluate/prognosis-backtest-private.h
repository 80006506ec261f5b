/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_there;
  gsize n_examples, n_needed; /* the most */
} PrognosisStandIn;

struct _PrognosisBacktest
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize horizon;
  gsize *origins;
  gsize n_origins;
  GPtrArray *models;  /* ids, lent by the list of forecasters */
  gsize n_asked;      /* the first of them were asked for */
  gsize n_unfinished; /* so many more were asked for */
  gsize baseline;
  char **failures;             /* n_models x n_origins */
  PrognosisStandIn *stand_ins; /* the same */
  PrognosisBacktestRow *rows;
  gsize n_rows;
  gint32 *index; /* n_models x n_tasks: the row, or -1; a task is origin, region, signal, horizon */
  gsize n_tasks;
  gsize *ranking;
};

/* Once, when the rows are there. */
void _prognosis_backtest_rank (PrognosisBacktest *self);

G_END_DECLS
