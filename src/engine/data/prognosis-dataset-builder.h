/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisDatasetBuilder:
 *
 * How readers (and tests that simulate data) make a dataset: values are added in any
 * order, and finding the step, duplicates, gaps, kinds and flags is done once, at the end.
 */
typedef struct _PrognosisDatasetBuilder PrognosisDatasetBuilder;

PrognosisDatasetBuilder *prognosis_dataset_builder_new (const char *format);
void prognosis_dataset_builder_free (PrognosisDatasetBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDatasetBuilder, prognosis_dataset_builder_free)

void prognosis_dataset_builder_set_title (PrognosisDatasetBuilder *self, const char *title);
void prognosis_dataset_builder_set_source (PrognosisDatasetBuilder *self, const char *source);
/* Dates (the default) or a plain day index. */
void prognosis_dataset_builder_set_indexed (PrognosisDatasetBuilder *self, gboolean indexed);
/* 1 or 7 where the format says so; 0 (the default): found from the days. */
void prognosis_dataset_builder_set_step_days (PrognosisDatasetBuilder *self, int step_days);
/* Nothing after that day is kept. @text is the same as text (or NULL), read once it is known whether days have dates. */
void prognosis_dataset_builder_set_last_day (PrognosisDatasetBuilder *self, int last_day, const char *text);
/* FALSE: a value of that day would be dropped, so that it need not be looked at. */
gboolean prognosis_dataset_builder_wants_day (PrognosisDatasetBuilder *self, int day);

/* Values of one key are parts, and added up; else a second one is an error. */
void prognosis_dataset_builder_set_additive (PrognosisDatasetBuilder *self, gboolean additive);
/* Two lines with values of one key, of a file; FALSE: finish has met none. */
gboolean prognosis_dataset_builder_get_duplicate (PrognosisDatasetBuilder *self, const char **file, guint lines[2]);

/* The number of the region of that key (code, else name), made where it is new. @population: persons or NAN. */
gsize prognosis_dataset_builder_add_region (PrognosisDatasetBuilder *self, const char *code, const char *name, double population);
/* @kind -1: let the values and the name decide. */
gsize prognosis_dataset_builder_add_signal (PrognosisDatasetBuilder *self, const char *name, int kind, PrognosisRole role,
                                            gboolean fitted);
/* Up to the data's end a series of only zeros and blanks means: never reported, so missing throughout. */
void prognosis_dataset_builder_set_zero_unreported (PrognosisDatasetBuilder *self, gsize signal);
/* The number to be given to add_value for the file that is read now. */
guint prognosis_dataset_builder_add_file (PrognosisDatasetBuilder *self, const char *file);
/* The number it was given; G_MAXUINT where it was not added. */
guint prognosis_dataset_builder_find_file (PrognosisDatasetBuilder *self, const char *file);
/* @day: last day of the period. @value NAN: reported as missing. Two values of one key are an error at the end. */
void prognosis_dataset_builder_add_value (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, double value,
                                          guint file, guint line);
/* Flags that values cannot show: partial, excluded, batch. Of no effect where there is no value. */
void prognosis_dataset_builder_add_flags (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, guint8 flags);
void prognosis_dataset_builder_warn (PrognosisDatasetBuilder *self, guint file, guint line, const char *code, const char *format,
                                     ...) G_GNUC_PRINTF (5, 6);

/* Then prognosis_dataset_builder_finish() ends soon, with %G_IO_ERROR_CANCELLED. */
void prognosis_dataset_builder_set_cancellable (PrognosisDatasetBuilder *self, GCancellable *cancellable);

/**
 * prognosis_dataset_builder_finish:
 *
 * Returns: (transfer full): the dataset, or NULL with %PROGNOSIS_ERROR_INPUT:
 *   two rows for one day of one region, no value at all, steps that are no multiple of one step.
 *   %PROGNOSIS_ERROR_OPTION: the last day's text is no day
 */
PrognosisDataset *prognosis_dataset_builder_finish (PrognosisDatasetBuilder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
