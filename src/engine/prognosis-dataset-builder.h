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
void                     prognosis_dataset_builder_free (PrognosisDatasetBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDatasetBuilder, prognosis_dataset_builder_free)

void prognosis_dataset_builder_set_title (PrognosisDatasetBuilder *self, const char *title);
void prognosis_dataset_builder_set_source (PrognosisDatasetBuilder *self, const char *source);
/* Dates (the default) or a plain day index. */
void prognosis_dataset_builder_set_indexed (PrognosisDatasetBuilder *self, gboolean indexed);

/* The number of the region of that key (code, else name), made where it is new. @population: persons or NAN. */
gsize prognosis_dataset_builder_add_region (PrognosisDatasetBuilder *self, const char *code, const char *name, double population);
/* @kind -1: let the values and the name decide. */
gsize prognosis_dataset_builder_add_signal (PrognosisDatasetBuilder *self, const char *name, int kind, PrognosisRole role, gboolean fitted);
/* The number to be given to add_value for the file that is read now. */
guint prognosis_dataset_builder_add_file (PrognosisDatasetBuilder *self, const char *file);
/* @day: last day of the period. @value NAN: reported as missing. Two values of one key are an error at the end. */
void prognosis_dataset_builder_add_value (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, double value,
                                          guint file, guint line);
void prognosis_dataset_builder_add_flags (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, guint8 flags);
void prognosis_dataset_builder_warn (PrognosisDatasetBuilder *self, guint file, guint line, const char *code,
                                     const char *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * prognosis_dataset_builder_finish:
 *
 * Returns: (transfer full): the dataset, or NULL with %PROGNOSIS_ERROR_INPUT:
 *   two rows for one day of one region, no value at all, steps that are no multiple of one step
 */
PrognosisDataset *prognosis_dataset_builder_finish (PrognosisDatasetBuilder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
