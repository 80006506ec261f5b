/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-provenance.h"

G_BEGIN_DECLS

/* A chart for the folder. */
typedef struct
{
  const char *name; /* of its files, without suffix */
  PrognosisShows shows;
  PrognosisFigure *figure;
} PrognosisBundleChart;

/**
 * prognosis_bundle_write:
 * @charts: length @n_charts; the first one is that of the report
 * @for_spreadsheet: as for prognosis_csv_to_spreadsheet()
 * @folder: does not exist, or is empty
 *
 * Exports everything as one folder: tables as CSV, each with its provenance beside it, charts as PNG and SVG, the report, the
 * session, a methods paragraph, and the commands that make the same. Main thread only. Requires a forecast.
 *
 * Returns: FALSE with the errors of PrognosisOutput and prognosis_figure_export(); then there is no folder
 */
gboolean prognosis_bundle_write (PrognosisSession *session, const PrognosisBundleChart *charts, gsize n_charts,
                                 gboolean for_spreadsheet, const char *folder, GError **error);

G_END_DECLS
