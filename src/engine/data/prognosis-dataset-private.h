/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset-builder.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisSignal base;
  /* Zeros and blanks throughout mean never reported, as for JHU's recoveries. Checked again at every origin. */
  gboolean zero_is_unreported;
} PrognosisDatasetSignal;

/* What is known of a cell beside its value. */
typedef struct
{
  guint32 line; /* 0: unknown */
  guint16 file; /* number in files */
  guint8 given; /* flags that do not follow from the values */
  guint8 read;  /* the same, as set when the data were read */
} PrognosisCellSource;

struct _PrognosisDataset
{
  gatomicrefcount ref_count;

  char *title;
  char *source;
  char *format;
  char *suggested_model;
  char *suggested_origin; /* the text of a day, or NULL */

  PrognosisFrequency frequency;
  int step_days;
  int first_day;
  gsize n_steps;

  GArray *regions; /* PrognosisRegion, owns its strings */
  GArray *signals; /* PrognosisDatasetSignal, owns its name */
  GPtrArray *files;

  /* Row-major: region, signal, step. */
  double *values;
  guint8 *flags;
  PrognosisCellSource *sources;
  guint8 *until;            /* days from each value to the report that it is a share of; NULL: all are reports of their own */
  PrognosisReports reports; /* whether reports may cover several days */
  gboolean is_trusted;      /* batches and corrections are real */

  GArray *revisions; /* PrognosisRevision, ascending: shared by copies; NULL: not known */

  GArray *given_warnings; /* PrognosisWarning: from readers, kept by copies */
  GArray *warnings;       /* those and the ones that follow from the values */

  GArray *candidates; /* PrognosisCandidate: shared by copies, never changed once built */

  gboolean has_given_holidays; /* not matched to codes and names of the regions */

  gboolean has_adjacency;
  guint *neighbours;        /* concatenated lists */
  gsize *neighbour_offsets; /* n_regions + 1 */
};

static inline gsize
prognosis_dataset_row (const PrognosisDataset *self, gsize region, gsize signal)
{
  return (region * self->signals->len + signal) * self->n_steps;
}

PrognosisDataset *prognosis_dataset_new (void);
/* Gives the grid of regions x signals x n_steps its memory, all of it missing and flagged so. */
void prognosis_dataset_allocate (PrognosisDataset *self);
/* A mutable copy without the grid; with signals and regions only if requested. */
PrognosisDataset *prognosis_dataset_copy_frame (const PrognosisDataset *self, gboolean with_regions, gboolean with_signals);
PrognosisDataset *prognosis_dataset_copy (const PrognosisDataset *self);
/* The same with one more signal, without values, at the end; without warnings. */
PrognosisDataset *prognosis_dataset_copy_with_signal (const PrognosisDataset *self, const PrognosisDatasetSignal *signal);
/* With these @regions and @signals (guint) only; without warnings. */
PrognosisDataset *prognosis_dataset_copy_chosen (const PrognosisDataset *self, const GArray *regions, const GArray *signals);
/* Picks all totals; if there are only totals, they become regions like others. */
void prognosis_dataset_pick_all (PrognosisDataset *self);

void prognosis_dataset_add_region (PrognosisDataset *self, const PrognosisRegion *region);
/* Gives each region the holidays of its country, by codes and names, unless the user gave others. */
void prognosis_dataset_match_holidays (PrognosisDataset *self);
void prognosis_dataset_add_signal (PrognosisDataset *self, const PrognosisDatasetSignal *signal);
void prognosis_dataset_rename_region (PrognosisDataset *self, gsize region, const char *name);

/* Of PrognosisWarning, empty. (transfer full) */
GArray *prognosis_warnings_new (void);
/* Takes @message. */
void prognosis_warnings_take (GArray *warnings, const char *file, guint line, const char *code, char *message);
void prognosis_warnings_append (GArray *to, const GArray *from);

GArray *prognosis_candidates_new (void);

/* Sums days to weeks that end on the day on which most places report, or on Sundays. (transfer full): NULL with
   %PROGNOSIS_ERROR_INPUT if there are no dates, or no whole week */
PrognosisDataset *prognosis_dataset_to_weekly (const PrognosisDataset *self, GError **error);
/* The weekday on which @region reports, from 1 for Monday, if only one day a week has brought anything new lately; otherwise 0. */
int prognosis_dataset_find_report_day (const PrognosisDataset *self, gsize region, gsize signal);
/* Warns of places that report once a week with zeros in between. */
void prognosis_dataset_warn_of_weeks (PrognosisDataset *self);
/* Excludes the last value of an incident signal if it is far below the preceding ones, as reading does. */
void prognosis_dataset_leave_out_incomplete (PrognosisDataset *self, gsize signal);
/* Warns of these exclusions. */
void prognosis_dataset_warn_of_incomplete (PrognosisDataset *self);
/* Warns of places that are there on one day only. */
void prognosis_dataset_warn_of_lone_places (PrognosisDataset *self);

/* Spreads the reports of a signal over the days that they cover, where they do. */
void prognosis_dataset_spread_reports (PrognosisDataset *self, gsize signal);
/* The inverse. */
void prognosis_dataset_gather_reports (PrognosisDataset *self, gsize signal);
/* Days of a report that is after the last step become missing: nothing of it is known yet. */
void prognosis_dataset_drop_open_reports (PrognosisDataset *self);
/* Warns of reports that cover several days. */
void prognosis_dataset_warn_of_spans (PrognosisDataset *self);

/* @revisions: PrognosisRevision, in any order. (transfer full) */
void prognosis_dataset_take_revisions (PrognosisDataset *self, GArray *revisions);
/* Those of @from, of which only the chosen regions and signals (guint) are there. */
void prognosis_dataset_choose_revisions (PrognosisDataset *self, const PrognosisDataset *from, const GArray *regions,
                                         const GArray *signals);
/* Takes back what was reported after the last step, if any report before is known. */
void prognosis_dataset_forget_later_reports (PrognosisDataset *self);
/* Flags the last steps that are not complete. */
void prognosis_dataset_flag_unreported (PrognosisDataset *self);

/* Recomputes flags and warnings from values, kinds and given flags. */
void prognosis_dataset_annotate (PrognosisDataset *self);
/* The same with cancellation. FALSE: cancelled. */
gboolean prognosis_dataset_annotate_full (PrognosisDataset *self, GCancellable *cancellable, GError **error);

G_END_DECLS
