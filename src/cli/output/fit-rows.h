/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"
#include "prognosis-json.h"

G_BEGIN_DECLS

/* One line of the report: a parameter, or what follows from some. */
typedef struct
{
  const char *id;
  const char *unit;
  double value, lower, upper; /* NAN: no interval */
  double prior_share;         /* NAN: not estimated */
  gboolean is_fixed;
} CliFitRow;

/* FALSE where there was nothing to fit. */
gboolean cli_fit_has_data (const PrognosisFit *fit, gsize region);
CliFitRow cli_fit_get_row (const PrognosisFit *fit, gsize region, gsize parameter);
/* The mean time in a compartment, in days, beside the rate of leaving it. FALSE where @parameter is no such rate. */
gboolean cli_fit_get_duration (const PrognosisFit *fit, gsize region, gsize parameter, CliFitRow *row);
/* The reproduction number where the window begins and at the origin. */
gboolean cli_fit_get_reproduction (const PrognosisFit *fit, gsize region, double *first, double *last);

/* Calls @write for every observed signal of every region with its curve inside the window. */
typedef void (*CliWriteCurve) (const PrognosisFit *fit, gsize region, gsize signal, const double *curve, gpointer to);
void cli_fit_walk_curves (const PrognosisFit *fit, CliWriteCurve write, gpointer to);

/* Of the report for people: the heading, which returns the width of the first column, and a row; for programs: an object.
   fit-report.c, fit-json.c */
int cli_fit_write_heading (GString *text, const PrognosisDataset *dataset);
void cli_fit_write_row (GString *text, const PrognosisDataset *dataset, gsize region, int width, const CliFitRow *row);
void cli_fit_add_row (JsonBuilder *json, const CliFitRow *row);

G_END_DECLS
