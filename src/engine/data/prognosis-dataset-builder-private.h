/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset-builder.h"

G_BEGIN_DECLS

typedef struct
{
  double value;
  guint32 region;
  guint32 signal;
  int day;
  guint32 line;
  guint32 file;
} BuilderValue;

typedef struct
{
  guint32 region;
  guint32 signal;
  int day;
  guint8 flags;
} BuilderFlags;

struct _PrognosisDatasetBuilder
{
  PrognosisDataset *dataset; /* not yet with a grid */
  GHashTable *region_numbers;
  GArray *auto_kinds; /* gboolean by signal: infer the kind from the values */
  GArray *values;
  GArray *flags;
  GArray *revisions; /* PrognosisRevision */
  gboolean indexed;
  gboolean additive;
  gboolean keeps_totals;
  gboolean has_negative; /* among the values */
  gboolean absent_is_zero;
  guint duplicate_lines[2]; /* 0 if there is none */
  guint duplicate_file;
  int step_days; /* 0: unknown */
  gboolean monthly;
  int last_day;
  char *last_day_text;
  gsize n_dropped;
  GCancellable *cancellable; /* cancels prognosis_dataset_builder_finish(), or NULL */
  GError *error;             /* from adding values, reported at the end */
};

/* Whether a fitted signal is a rate or a proportion by its name, or as its reader says. */
gboolean prognosis_dataset_builder_has_rates (const PrognosisDatasetBuilder *self);
/* The kind of a signal that its name suggests, or -1. */
int prognosis_kind_from_name (const char *name);
/* The role of a signal that its name suggests; %PROGNOSIS_ROLE_INFECTIONS if none. */
PrognosisRole prognosis_role_from_name (const char *name);
/* Whether a name can only mean a cumulative count; “total” may also mean: of all ages. */
gboolean prognosis_kind_is_named_cumulative (const char *name);
/* Whether a signal falls more often than a cumulative count may: in @n_falls of the @n_steps in which it could fall. */
gboolean prognosis_kind_falls_too_often (const PrognosisDataset *dataset, gsize signal, gsize *n_falls, gsize *n_steps);
/* Infers the kind from the values of all regions: a series that never falls is cumulative if new cases, which
   scatter, would hardly have risen so steadily. @is_doubtful: there are too few values to tell, and none of them
   falls. */
PrognosisKind prognosis_kind_from_values (const PrognosisDataset *dataset, gsize signal, gboolean *is_doubtful);

/* Sets an input error that names the file and the line of @value. */
void prognosis_dataset_builder_set_error (GError **error, const PrognosisDataset *dataset, const BuilderValue *value,
                                          const char *message);
/* Sets the step and the frequency of the data set from the days of the values; moves late weekly reports to their week, and
   monthly values to the end of their month. FALSE: cancelled, or the days fit no step. */
gboolean prognosis_dataset_builder_find_step (PrognosisDatasetBuilder *self, GError **error);
/* Warns of regions that end later than most others. */
void prognosis_dataset_builder_warn_of_lead (PrognosisDatasetBuilder *self);
/* Negative numbers that stand for a missing one become missing, with a warning. */
void prognosis_dataset_builder_clear_placeholders (PrognosisDatasetBuilder *self);

G_END_DECLS
