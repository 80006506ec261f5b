/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-score.h"

G_BEGIN_DECLS

/* One forecast number. */
typedef struct
{
  guint model; /* 0 where the file does not name them */
  guint target;
  int horizon;
  int end_day;
  gssize region;  /* index in the truth, -1: not there */
  double median;  /* from a median row, or NAN */
  double *values; /* by level, NAN if missing; or NULL */
  guint line;     /* of its first row */
  PrognosisScore score;
  gboolean is_scored;
} PrognosisScoringTask;

typedef struct
{
  GPtrArray *models;   /* names, NULL-terminated after reading; empty: the file does not name them */
  GPtrArray *targets;  /* names, NULL-terminated after reading */
  GArray *levels;      /* double, ascending: those to score */
  GArray *tasks;       /* PrognosisScoringTask */
  gsize n_wrong_days;  /* ignored rows */
  gsize n_other_types; /* ignored rows */
} PrognosisForecastFile;

/* FALSE with %PROGNOSIS_ERROR_INPUT. */
gboolean prognosis_forecast_file_read (PrognosisForecastFile *self, const char *path, const PrognosisDataset *truth,
                                       GError **error);
void prognosis_forecast_file_clear (PrognosisForecastFile *self);

G_END_DECLS
