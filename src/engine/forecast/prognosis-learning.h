/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-flow.h"

G_BEGIN_DECLS

/* How a forecast that is learned comes about, for its reader: what is not a compartment model has no PrognosisModel. */
typedef struct
{
  const char *const *boxes;    /* symbols of the diagram, NULL-terminated, from what is known to what is forecast */
  const PrognosisFlow *arrows; /* between boxes; @rate: what leads from one to the other, in symbols */
  gsize n_arrows;
  const char *equations;       /* one a line, in these symbols */
  const char *const *meanings; /* what the symbols mean, NULL-terminated; marked for translation */
} PrognosisScheme;

typedef struct
{
  const PrognosisScheme *scheme;
  double share;    /* of the first of two forecasts that are averaged, a in the equations; NAN: none are averaged */
  gsize n_series;  /* with observations: a signal in a region */
  gsize n_steps;   /* that are learned from */
  gsize n_origins; /* in the past, whose errors give the intervals; 0: those of all steps do */
} PrognosisLearning;

/* What learns from windows: the last steps of a series. */
extern const PrognosisScheme prognosis_scheme_of_windows;
/* Equations whose transmission is learned, of daily counts; alone, and averaged with growth that is learned directly. */
extern const PrognosisScheme prognosis_scheme_of_autoode;
extern const PrognosisScheme prognosis_scheme_of_hybrid;
/* Growth of weekly counts: by one equation for all weeks ahead, and by a regression for each of them. */
extern const PrognosisScheme prognosis_scheme_of_weekly_autoode;
extern const PrognosisScheme prognosis_scheme_of_weekly_hybrid;

G_END_DECLS
