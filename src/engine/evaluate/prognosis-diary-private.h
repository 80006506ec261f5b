/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-diary-entry.h"

G_BEGIN_DECLS

#define PROGNOSIS_DIARY_MAX_SERIES 2000
#define PROGNOSIS_DIARY_N_KNOWN 8 /* last observations by which data are recognised */

struct _PrognosisDiaryEntry
{
  gatomicrefcount ref_count;
  char *title; /* of the dataset */
  char *forecaster, *made;
  int origin;
  PrognosisFrequency frequency;
  gsize horizon, n_levels;
  GPtrArray *signals, *regions; /* of char *: names, keys */
  /* By region, then signal; NAN where there is none. */
  double *known;                /* PROGNOSIS_DIARY_N_KNOWN, the last at the origin */
  double *quantiles, *baseline; /* horizon x n_levels */
};

/* Without content. (transfer full) */
PrognosisDiaryEntry *prognosis_diary_entry_alloc (void);
/* Makes room for all series, as NAN. Names and horizon must be there. */
void prognosis_diary_entry_make_room (PrognosisDiaryEntry *self);

G_END_DECLS
