/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-holidays.h"

G_BEGIN_DECLS

/**
 * PrognosisFrequency:
 *
 * The time step of the data. A day index counts days without a calendar.
 */
typedef enum
{
  PROGNOSIS_FREQUENCY_INDEX,
  PROGNOSIS_FREQUENCY_DAILY,
  PROGNOSIS_FREQUENCY_WEEKLY,
  PROGNOSIS_FREQUENCY_MONTHLY, /* calendar months */
} PrognosisFrequency;

/* A rate counts cases among this many persons. */
#define PROGNOSIS_RATE_PERSONS 1e5

typedef enum
{
  PROGNOSIS_KIND_INCIDENT,   /* new during the step */
  PROGNOSIS_KIND_CUMULATIVE, /* total up to the end of the step */
  PROGNOSIS_KIND_PREVALENCE, /* present at the end of the step */
  PROGNOSIS_KIND_RATE,       /* incident per PROGNOSIS_RATE_PERSONS */
  PROGNOSIS_KIND_PROPORTION, /* a proportion between 0 and 1 */
} PrognosisKind;

/* What a count on one day covers if there is none for the days before. */
typedef enum
{
  PROGNOSIS_REPORTS_FOUND, /* inferred from gaps and counts */
  PROGNOSIS_REPORTS_DAILY, /* its day alone */
  PROGNOSIS_REPORTS_SPAN,  /* all days since the last report */
} PrognosisReports;

typedef enum
{
  PROGNOSIS_ROLE_INFECTIONS, /* confirmed, cases, admissions, in bed */
  PROGNOSIS_ROLE_RECOVERIES,
  PROGNOSIS_ROLE_DEATHS,
  PROGNOSIS_ROLE_OTHER,
} PrognosisRole;

/**
 * PrognosisFlag:
 *
 * Bit flags of an observation. A missing value is NAN and has %PROGNOSIS_FLAG_MISSING.
 */
typedef enum
{
  PROGNOSIS_FLAG_OK = 0,
  PROGNOSIS_FLAG_MISSING = 1 << 0,
  PROGNOSIS_FLAG_NEGATIVE = 1 << 1,   /* a negative count */
  PROGNOSIS_FLAG_FALL = 1 << 2,       /* a cumulative count below the preceding one */
  PROGNOSIS_FLAG_BATCH = 1 << 3,      /* a batch of late reports: after a gap, or out of line with the past */
  PROGNOSIS_FLAG_PARTIAL = 1 << 4,    /* reported before the period was over */
  PROGNOSIS_FLAG_EXCLUDED = 1 << 5,   /* excluded from fitting by the user, or as incomplete */
  PROGNOSIS_FLAG_SUPPRESSED = 1 << 6, /* a suppressed count, such as “<5”: the middle of what it can stand for */
  PROGNOSIS_FLAG_INCOMPLETE = 1 << 7, /* more reports of this step are to come, as past steps show; see PrognosisRevision */
} PrognosisFlag;

typedef struct
{
  const char *code;  /* as in the file; or NULL, never empty */
  const char *name;  /* never NULL; @code if there is no name */
  double population; /* persons, NAN if unknown */
  /* The names of the regions that it is the sum of, such as the states of a country; NULL: it is no total. Totals are not forecast,
     nor is anything learned from them, unless they are picked; then they are forecast apart from the other regions. */
  const char *total_of;
  gboolean is_picked;
  PrognosisHolidays *holidays; /* of its country, or as given by the user; NULL if unknown */
} PrognosisRegion;

/* What identifies the region in files and options: its code, or its name if it has none. */
const char *prognosis_region_get_key (const PrognosisRegion *self);

typedef struct
{
  const char *name; /* the column name, or one given by the reader */
  PrognosisKind kind;
  PrognosisRole role;
  gboolean fitted; /* FALSE: only shown, unless selected by name */
  /* Not observed but assumed: this share of the infections, on average so many days after them. 0: an ordinary signal. */
  double assumed_share, assumed_days;
} PrognosisSignal;

typedef struct
{
  const char *file; /* the path as given by the user, or NULL */
  guint line;       /* from 1; 0 if not applicable */
  const char *code; /* a stable id such as "falling-cumulative" */
  const char *message;
} PrognosisWarning;

/**
 * PrognosisDataset:
 *
 * Observations of signals in regions at equal time steps. Immutable and
 * reference counted; thread-safe for reading. The "with" functions return
 * a modified copy.
 *
 * Time: the day number of step t is its last day. Day numbers count from
 * 1970-01-01 (0), or are the integers in the data with %PROGNOSIS_FREQUENCY_INDEX.
 */
typedef struct _PrognosisDataset PrognosisDataset;

#define PROGNOSIS_TYPE_DATASET (prognosis_dataset_get_type ())
GType prognosis_dataset_get_type (void);
PrognosisDataset *prognosis_dataset_ref (PrognosisDataset *self);
void prognosis_dataset_unref (PrognosisDataset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDataset, prognosis_dataset_unref)

const char *prognosis_dataset_get_title (const PrognosisDataset *self); /* shown to the user: "Influenza in ..." or the file name */
const char *prognosis_dataset_get_source (const PrognosisDataset *self);          /* citation, or NULL */
const char *prognosis_dataset_get_format (const PrognosisDataset *self);          /* the reader's id */
const char *prognosis_dataset_get_suggested_model (const PrognosisDataset *self); /* an id from the sidecar, or NULL */
/* The step that the sidecar suggests as a forecast origin, or -1. */
gssize prognosis_dataset_get_suggested_origin (const PrognosisDataset *self);
PrognosisFrequency prognosis_dataset_get_frequency (const PrognosisDataset *self);
/* 1 or 7; 30, the usual length, for months: their days are those of prognosis_dataset_get_day(). */
int prognosis_dataset_get_step_days (const PrognosisDataset *self);

gsize prognosis_dataset_get_n_regions (const PrognosisDataset *self);
gsize prognosis_dataset_get_n_signals (const PrognosisDataset *self);
gsize prognosis_dataset_get_n_steps (const PrognosisDataset *self);

const PrognosisRegion *prognosis_dataset_get_region (const PrognosisDataset *self, gsize region);
const PrognosisSignal *prognosis_dataset_get_signal (const PrognosisDataset *self, gsize signal);
/* By code or name, ignoring case; -1 if there is none. */
gssize prognosis_dataset_find_region (const PrognosisDataset *self, const char *code_or_name);
gssize prognosis_dataset_find_signal (const PrognosisDataset *self, const char *name);

/* The day number of the last day of @step; steps beyond the end are extrapolated. */
int prognosis_dataset_get_day (const PrognosisDataset *self, gssize step);
/* The last step that ends on or before @day, or -1. */
gssize prognosis_dataset_find_step (const PrognosisDataset *self, int day);
/* "2020-08-22", "2020-08" with %PROGNOSIS_FREQUENCY_MONTHLY, or the day index. (transfer full) */
char *prognosis_dataset_format_day (const PrognosisDataset *self, int day);
/* The inverse; a day is also accepted with months. FALSE with %PROGNOSIS_ERROR_OPTION if @text is not such a day. */
gboolean prognosis_dataset_parse_day (const PrognosisDataset *self, const char *text, int *day, GError **error);

/* Length n_steps, in the unit of the signal; missing values are NAN. Lent. */
const double *prognosis_dataset_get_values (const PrognosisDataset *self, gsize region, gsize signal);
/* Length n_steps, bits of #PrognosisFlag. Lent. */
const guint8 *prognosis_dataset_get_flags (const PrognosisDataset *self, gsize region, gsize signal);
/* Length n_steps: days from each value to the report that it is an even share of, 0 for the day of a report. NULL: every value is a
   report of its own. Lent. */
const guint8 *prognosis_dataset_get_days_to_report (const PrognosisDataset *self, gsize region, gsize signal);
/* The origin of the value: sets @file (lent, may be NULL) and @line (0: unknown). */
void prognosis_dataset_get_source_row (const PrognosisDataset *self, gsize region, gsize signal, gsize step, const char **file,
                                       guint *line);
/* The flags of values that neither baselines and learned models carry on nor scores take as what came true: excluded and partial ones,
   and, unless the user trusts them, batches and corrections. */
guint8 prognosis_dataset_get_doubtful (const PrognosisDataset *self);
/* The last step whose value is neither missing nor excluded, or -1. */
gssize prognosis_dataset_get_last_observed (const PrognosisDataset *self, gsize region, gsize signal);

/* What one report changed of the value of a step, the first one from nothing. */
typedef struct
{
  guint32 region, signal;
  int day;        /* of the step */
  int report_day; /* of the step at whose end the report was known: the step's own day or later */
  double change;  /* negative: a correction */
} PrognosisRevision;

/* What was reported when, ascending by region, signal, day and report day. The values are the sums of their changes.
   Lent; NULL and 0: not known. */
const PrognosisRevision *prognosis_dataset_get_revisions (const PrognosisDataset *self, gsize *n);
/* What was reported of a step by the end of @day; NAN: nothing, or it is not known what was reported when. */
double prognosis_dataset_get_reported (const PrognosisDataset *self, gsize region, gsize signal, gsize step, int day);
/* @versions: of the same data, in the order in which they were published; @self is the newest and may be among them. Regions are
 * matched by code or name, signals by name. A version counts as the report of the day of its last observation. The result knows what
 * was reported when, if a version differs from the next. (transfer full) */
PrognosisDataset *prognosis_dataset_with_versions (const PrognosisDataset *self, PrognosisDataset *const *versions,
                                                   gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* The day of the last observation of any series; G_MININT without one. */
int prognosis_dataset_get_last_day (const PrognosisDataset *self);
/* How many of the last steps of a signal are not complete, because reports still come that late. 0: not known, or none. */
gsize prognosis_dataset_get_n_incomplete (const PrognosisDataset *self, gsize signal);
/* @values: region, signal, step, for the last @n_last steps: replaces the values, except by NAN. What was reported when is then
   no longer known. (transfer full) */
PrognosisDataset *prognosis_dataset_with_completed (const PrognosisDataset *self, const double *values,
                                                    gsize n_last) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it only tells how the data were read: another reading would hardly give another forecast. */
gboolean prognosis_warning_is_remark (const PrognosisWarning *self);
/* The cases counted so far, in the signal of infections that has most; NAN without counts. */
double prognosis_dataset_get_cases_so_far (const PrognosisDataset *self, gsize region);
/* The persons among whom an infection spreads: the population, NAN if unknown. If there were more cases than persons, people fall
   ill more than once: then so many that they do not run out. */
double prognosis_dataset_get_exposed (const PrognosisDataset *self, gsize region);

gsize prognosis_dataset_get_n_warnings (const PrognosisDataset *self);
const PrognosisWarning *prognosis_dataset_get_warning (const PrognosisDataset *self, gsize i);

/* Land neighbours: the @n indices of regions that border @region, ascending. Lent. */
gboolean prognosis_dataset_has_adjacency (const PrognosisDataset *self);
const guint *prognosis_dataset_get_neighbours (const PrognosisDataset *self, gsize region, gsize *n);

/* Whether a day is a public holiday in a region, also before the first and after the last step. FALSE where holidays are not
   known, and if the data have no dates. In data by week, ask for each day of the week. */
gboolean prognosis_dataset_is_holiday (const PrognosisDataset *self, gsize region, int day);

/**
 * prognosis_dataset_truncate:
 * @n_steps: the number of steps to keep from the start, at least 1
 *
 * The data as available at a forecast origin: the result contains nothing of later steps, and its
 * flags are recomputed from what remains. If it is known what was reported when, values are what was known by the end of the last
 * step; before the first known report, they are those of today. Regions and signals keep their indices, and
 * signals keep their kinds, which are metadata, not observations.
 *
 * Returns: (transfer full):
 */
PrognosisDataset *prognosis_dataset_truncate (const PrognosisDataset *self, gsize n_steps) G_GNUC_WARN_UNUSED_RESULT;

/**
 * prognosis_dataset_select:
 * @regions: (nullable): NULL-terminated codes or names to keep, in this order; NULL: all
 * @signals: (nullable): NULL-terminated names to keep, which become fitted; NULL: all
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION that names what is unknown
 */
PrognosisDataset *prognosis_dataset_select (const PrognosisDataset *self, const char *const *regions, const char *const *signals,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @populations: persons, length n_regions; NAN keeps the known value. (transfer full) */
PrognosisDataset *prognosis_dataset_with_populations (const PrognosisDataset *self,
                                                      const double *populations) G_GNUC_WARN_UNUSED_RESULT;
/* @pairs: 2 x @n_pairs region indices; the symmetric closure is used. (transfer full) */
PrognosisDataset *prognosis_dataset_with_adjacency (const PrognosisDataset *self, const guint *pairs,
                                                    gsize n_pairs) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the user chose the holidays. */
gboolean prognosis_dataset_has_given_holidays (const PrognosisDataset *self);
/* @holidays: length n_regions; an element is NULL where none are known. Replaces those that were matched to the codes and names
   of the regions. (transfer full) */
PrognosisDataset *prognosis_dataset_with_holidays (const PrognosisDataset *self,
                                                   PrognosisHolidays *const *holidays) G_GNUC_WARN_UNUSED_RESULT;
/* The data that a forecast may use: excluded and partial observations become missing (NAN, with
   %PROGNOSIS_FLAG_MISSING added); all other values, flags and warnings stay as they are. Returns @self if there is
   nothing to leave out. (transfer full) */
PrognosisDataset *prognosis_dataset_dup_usable (PrognosisDataset *self);

/* Whether @region is left out of fits and forecasts: a total that was not picked, among regions that are no totals. */
gboolean prognosis_dataset_leaves_out (const PrognosisDataset *self, gsize region);
/* Without the regions that are left out, but with the warnings about them. (transfer full) */
PrognosisDataset *prognosis_dataset_dup_kept (const PrognosisDataset *self) G_GNUC_WARN_UNUSED_RESULT;
/* @picked: n_regions; of regions that are no totals it has no effect. (transfer full) */
PrognosisDataset *prognosis_dataset_with_picked (const PrognosisDataset *self, const gboolean *picked) G_GNUC_WARN_UNUSED_RESULT;
/* Totals become regions like all others. (transfer full) */
PrognosisDataset *prognosis_dataset_without_totals (const PrognosisDataset *self) G_GNUC_WARN_UNUSED_RESULT;
/* The regions to keep in one of two forecasts; the observations of all others become missing. Without @totals: the regions that
   are no totals. With: the totals that were picked, which then count as regions like others, with @places beside the places.
   (transfer full) */
PrognosisDataset *prognosis_dataset_dup_part (const PrognosisDataset *self, gboolean totals,
                                              gboolean places) G_GNUC_WARN_UNUSED_RESULT;
/* Sets or clears %PROGNOSIS_FLAG_EXCLUDED for one observation. (transfer full) */
PrognosisDataset *prognosis_dataset_with_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step,
                                                   gboolean excluded) G_GNUC_WARN_UNUSED_RESULT;
/* The signal of infections that assumed signals follow: the first that is fitted and counts new cases; -1: there is none. */
gssize prognosis_dataset_find_assumed_source (const PrognosisDataset *self);
/* Adds a signal of recoveries or deaths (@role) without observations: this @share (0 to 1) of the infections, after a mean delay of
   @days. (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION if there are no infections, or the data report this role already */
PrognosisDataset *prognosis_dataset_with_assumed (const PrognosisDataset *self, PrognosisRole role, double share, double days,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without assumed signals of this role. (transfer full) */
PrognosisDataset *prognosis_dataset_without_assumed (PrognosisDataset *self, PrognosisRole role) G_GNUC_WARN_UNUSED_RESULT;
/* The assumed signal of this role, or -1. */
gssize prognosis_dataset_find_assumed (const PrognosisDataset *self, PrognosisRole role);
/* Whether it was excluded when the data were read, before any choice of the user. */
gboolean prognosis_dataset_was_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step);
/* Replaces the inferred kind and role of a signal and recomputes flags. (transfer full) */
PrognosisDataset *prognosis_dataset_with_signal (const PrognosisDataset *self, gsize signal, PrognosisKind kind, PrognosisRole role,
                                                 gboolean fitted) G_GNUC_WARN_UNUSED_RESULT;

const char *prognosis_frequency_to_string (PrognosisFrequency frequency); /* "index", "daily", "weekly", "monthly" */
const char *prognosis_kind_to_string (PrognosisKind kind);                /* "cumulative", ... */
const char *prognosis_role_to_string (PrognosisRole role);                /* "infections", ... */

G_END_DECLS
