/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-candidate.h"
#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisDatasetBuilder:
 *
 * Builds a dataset for readers, and for tests that simulate data. Values are added in any
 * order; the step, duplicates, gaps, kinds and flags are determined once, at the end.
 */
typedef struct _PrognosisDatasetBuilder PrognosisDatasetBuilder;

PrognosisDatasetBuilder *prognosis_dataset_builder_new (const char *format);
void prognosis_dataset_builder_free (PrognosisDatasetBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDatasetBuilder, prognosis_dataset_builder_free)

void prognosis_dataset_builder_set_title (PrognosisDatasetBuilder *self, const char *title);
void prognosis_dataset_builder_set_source (PrognosisDatasetBuilder *self, const char *source);
/* The time axis has dates (the default) or plain day indices. */
void prognosis_dataset_builder_set_indexed (PrognosisDatasetBuilder *self, gboolean indexed);
/* 1 or 7 if the format defines it; 0 (the default): inferred from the days. */
void prognosis_dataset_builder_set_step_days (PrognosisDatasetBuilder *self, int step_days);
/* Every day stands for its calendar month. */
void prognosis_dataset_builder_set_monthly (PrognosisDatasetBuilder *self);
/* Whether a report may cover the days without one before it. */
void prognosis_dataset_builder_set_reports (PrognosisDatasetBuilder *self, PrognosisReports reports);
/* Batches and corrections are real: forecasts start from them, and scores count them. */
void prognosis_dataset_builder_set_trusted (PrognosisDatasetBuilder *self, gboolean trusted);
/* Drops all later values. @text is the same day as text (or NULL), parsed once it is known whether days have dates. */
void prognosis_dataset_builder_set_last_day (PrognosisDatasetBuilder *self, int last_day, const char *text);
/* FALSE if a value of that day would be dropped, so that it need not be parsed. */
gboolean prognosis_dataset_builder_wants_day (PrognosisDatasetBuilder *self, int day);

/* If TRUE, values of the same region, signal and day are summed; otherwise a second one is an error. */
void prognosis_dataset_builder_set_additive (PrognosisDatasetBuilder *self, gboolean additive);
/* Two lines of a file with values of the same region, signal and day. FALSE if finish has met none. */
gboolean prognosis_dataset_builder_get_duplicate (PrognosisDatasetBuilder *self, const char **file, guint lines[2]);

/* The index of the region with this code (otherwise name); added if it is new. @population: persons or NAN. */
gsize prognosis_dataset_builder_add_region (PrognosisDatasetBuilder *self, const char *code, const char *name, double population);
/* @kind -1: inferred from the name and the values. */
gsize prognosis_dataset_builder_add_signal (PrognosisDatasetBuilder *self, const char *name, int kind, PrognosisRole role,
                                            gboolean fitted);
/* A series of only zeros and blanks up to the end of the data was never reported: all of it is missing. */
void prognosis_dataset_builder_set_zero_unreported (PrognosisDatasetBuilder *self, gsize signal);
/* New counts are 0 in steps of which nothing was added. */
void prognosis_dataset_builder_set_absent_zero (PrognosisDatasetBuilder *self, gboolean absent_is_zero);
/* The format lists totals among the places that are to be forecast, as forecast hubs do: they are warned of but not set apart. */
void prognosis_dataset_builder_set_keeps_totals (PrognosisDatasetBuilder *self);
/* The index to pass to add_value() for the file being read. */
guint prognosis_dataset_builder_add_file (PrognosisDatasetBuilder *self, const char *file);
/* The index of that file; G_MAXUINT if it was not added. */
guint prognosis_dataset_builder_find_file (PrognosisDatasetBuilder *self, const char *file);
/* @day: last day of the period. @value NAN: reported as missing. Two values of the same region, signal and day are
   an error at the end. */
void prognosis_dataset_builder_add_value (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, double value,
                                          guint file, guint line);
/* Adds @change to the value of that day, as known from the end of @report_day on; see PrognosisRevision. Values must be additive. */
void prognosis_dataset_builder_add_revision (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, int report_day,
                                             double change, guint file, guint line);
/* Flags that do not follow from values: partial, excluded, batch. No effect if there is no value. */
void prognosis_dataset_builder_add_flags (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, guint8 flags);
void prognosis_dataset_builder_warn (PrognosisDatasetBuilder *self, guint file, guint line, const char *code, const char *format,
                                     ...) G_GNUC_PRINTF (5, 6);
/* A column that is or could be forecast; ignored if one of that name was added. Copied. */
void prognosis_dataset_builder_add_candidate (PrognosisDatasetBuilder *self, const PrognosisCandidate *candidate);

/* Cancels prognosis_dataset_builder_finish(), which then fails with %G_IO_ERROR_CANCELLED. */
void prognosis_dataset_builder_set_cancellable (PrognosisDatasetBuilder *self, GCancellable *cancellable);

/**
 * prognosis_dataset_builder_finish:
 *
 * Returns: (transfer full): the dataset, or NULL with %PROGNOSIS_ERROR_INPUT (two rows for the same day of a
 *   region, no value at all, dates that are not multiples of one step) or %PROGNOSIS_ERROR_OPTION (the text
 *   of the last day is not a day)
 */
PrognosisDataset *prognosis_dataset_builder_finish (PrognosisDatasetBuilder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
