/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-score.h"

G_BEGIN_DECLS

/* One number that was forecast. */
typedef struct
{
  guint target;
  int horizon;
  int end_day;
  gssize region;  /* of the truth, -1: not there */
  double median;  /* of a row that says so, or NAN */
  double *values; /* by level, NAN where it is not given; or NULL */
  PrognosisScore score;
  gboolean is_scored;
} PrognosisScoringTask;

typedef struct
{
  GPtrArray *targets; /* names, NULL-terminated once read */
  GArray *levels;     /* double, ascending: those that count */
  GArray *tasks;      /* PrognosisScoringTask */
  gsize n_wrong_days; /* rows left out */
} PrognosisForecastFile;

/* FALSE with %PROGNOSIS_ERROR_INPUT. */
gboolean _prognosis_forecast_file_read (PrognosisForecastFile *self, const char *path, const PrognosisDataset *truth,
                                        GError **error);
void _prognosis_forecast_file_clear (PrognosisForecastFile *self);

G_END_DECLS
