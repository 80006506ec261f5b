/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisFrequency:
 *
 * The data's own step. A day index is a count of days without a calendar.
 */
typedef enum
{
  PROGNOSIS_FREQUENCY_INDEX,
  PROGNOSIS_FREQUENCY_DAILY,
  PROGNOSIS_FREQUENCY_WEEKLY,
} PrognosisFrequency;

typedef enum
{
  PROGNOSIS_KIND_INCIDENT,   /* new in the step */
  PROGNOSIS_KIND_CUMULATIVE, /* all until the end of the step */
  PROGNOSIS_KIND_PREVALENCE, /* present at the end of the step */
  PROGNOSIS_KIND_RATE,       /* incident per 100 000 persons */
  PROGNOSIS_KIND_PROPORTION, /* a share between 0 and 1 */
} PrognosisKind;

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
 * What is known about one observation beside its value; a set of bits.
 * A missing value is NAN and has %PROGNOSIS_FLAG_MISSING.
 */
typedef enum
{
  PROGNOSIS_FLAG_OK = 0,
  PROGNOSIS_FLAG_MISSING = 1 << 0,
  PROGNOSIS_FLAG_NEGATIVE = 1 << 1, /* a negative count */
  PROGNOSIS_FLAG_FALL = 1 << 2,     /* a cumulative count below the one before it */
  PROGNOSIS_FLAG_BATCH = 1 << 3,    /* many at once, after a gap or out of line with its past */
  PROGNOSIS_FLAG_PARTIAL = 1 << 4,  /* the period was not over when it was reported */
  PROGNOSIS_FLAG_EXCLUDED = 1 << 5, /* the user does not want it fitted */
} PrognosisFlag;

typedef struct
{
  const char *code;  /* as in the file, text; or NULL */
  const char *name;  /* never NULL; equal to @code where there is no better */
  double population; /* persons, NAN where unknown */
} PrognosisRegion;

typedef struct
{
  const char *name; /* the column's name, or what the reader calls it */
  PrognosisKind kind;
  PrognosisRole role;
  gboolean fitted; /* FALSE: shown only, unless asked for by name */
} PrognosisSignal;

typedef struct
{
  const char *file; /* as the user gave it, or NULL */
  guint line;       /* from 1, 0 where none applies */
  const char *code; /* stable id, such as "falling-cumulative" */
  const char *message;
} PrognosisWarning;

/**
 * PrognosisDataset:
 *
 * Observations of signals in regions at equal steps of time. Immutable and
 * reference counted; may be read from several threads. "With" functions return
 * a changed copy.
 *
 * Time: step t has the day number of its last day. Day numbers count from
 * 1970-01-01 (0), or are the data's own integers with %PROGNOSIS_FREQUENCY_INDEX.
 */
typedef struct _PrognosisDataset PrognosisDataset;

#define PROGNOSIS_TYPE_DATASET (prognosis_dataset_get_type ())
GType prognosis_dataset_get_type (void);
PrognosisDataset *prognosis_dataset_ref (PrognosisDataset *self);
void prognosis_dataset_unref (PrognosisDataset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDataset, prognosis_dataset_unref)

const char *prognosis_dataset_get_title (const PrognosisDataset *self);  /* for people: "Influenza in ..." or the file's name */
const char *prognosis_dataset_get_source (const PrognosisDataset *self); /* citation, or NULL */
const char *prognosis_dataset_get_format (const PrognosisDataset *self); /* the reader's id */
const char *prognosis_dataset_get_suggested_model (const PrognosisDataset *self); /* a sidecar's advice: an id, or NULL */
/* The step from which a sidecar says that a forecast is instructive, or -1. */
gssize prognosis_dataset_get_suggested_origin (const PrognosisDataset *self);
PrognosisFrequency prognosis_dataset_get_frequency (const PrognosisDataset *self);
int prognosis_dataset_get_step_days (const PrognosisDataset *self); /* 1 or 7 */

gsize prognosis_dataset_get_n_regions (const PrognosisDataset *self);
gsize prognosis_dataset_get_n_signals (const PrognosisDataset *self);
gsize prognosis_dataset_get_n_steps (const PrognosisDataset *self);

const PrognosisRegion *prognosis_dataset_get_region (const PrognosisDataset *self, gsize region);
const PrognosisSignal *prognosis_dataset_get_signal (const PrognosisDataset *self, gsize signal);
/* By code or name, without regard to case; -1 where there is none. */
gssize prognosis_dataset_find_region (const PrognosisDataset *self, const char *code_or_name);
gssize prognosis_dataset_find_signal (const PrognosisDataset *self, const char *name);

/* Day number of the last day of @step; steps past the end are extrapolated. */
int prognosis_dataset_get_day (const PrognosisDataset *self, gssize step);
/* The last step whose day is not after @day, or -1. */
gssize prognosis_dataset_find_step (const PrognosisDataset *self, int day);
/* "2020-08-22", or the integer of an index. (transfer full) */
char *prognosis_dataset_format_day (const PrognosisDataset *self, int day);
/* The inverse. FALSE with %PROGNOSIS_ERROR_OPTION where @text is no such day. */
gboolean prognosis_dataset_parse_day (const PrognosisDataset *self, const char *text, int *day, GError **error);

/* Length n_steps, in the signal's own unit; NAN is missing. Lent. */
const double *prognosis_dataset_get_values (const PrognosisDataset *self, gsize region, gsize signal);
/* Length n_steps, sets of %PrognosisFlag. Lent. */
const guint8 *prognosis_dataset_get_flags (const PrognosisDataset *self, gsize region, gsize signal);
/* Where the value stood: sets @file (lent, may be NULL) and @line (0: unknown). */
void prognosis_dataset_get_source_row (const PrognosisDataset *self, gsize region, gsize signal, gsize step, const char **file,
                                       guint *line);
/* The last step with a value that is not missing and not excluded, or -1. */
gssize prognosis_dataset_get_last_observed (const PrognosisDataset *self, gsize region, gsize signal);

gsize prognosis_dataset_get_n_warnings (const PrognosisDataset *self);
const PrognosisWarning *prognosis_dataset_get_warning (const PrognosisDataset *self, gsize i);

/* Land neighbours: a list of the regions next to @region, ascending, of length @n. Lent. */
gboolean prognosis_dataset_has_adjacency (const PrognosisDataset *self);
const guint *prognosis_dataset_get_neighbours (const PrognosisDataset *self, gsize region, gsize *n);

/**
 * prognosis_dataset_truncate:
 * @n_steps: how many of the first steps to keep, at least 1
 *
 * The data as they end at an origin: nothing of later steps is in the result, and its
 * flags are recomputed from what is left. Regions and signals keep their numbers, and
 * signals their kinds, which say what the numbers are and not how large.
 *
 * Returns: (transfer full):
 */
PrognosisDataset *prognosis_dataset_truncate (const PrognosisDataset *self, gsize n_steps) G_GNUC_WARN_UNUSED_RESULT;

/**
 * prognosis_dataset_select:
 * @regions: (nullable): NULL-terminated codes or names to keep, in this order; NULL: all
 * @signals: (nullable): NULL-terminated names to keep; they become fitted; NULL: all
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION naming what is unknown
 */
PrognosisDataset *prognosis_dataset_select (const PrognosisDataset *self, const char *const *regions, const char *const *signals,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @populations: length n_regions, persons, NAN: leave what is known. (transfer full) */
PrognosisDataset *prognosis_dataset_with_populations (const PrognosisDataset *self,
                                                      const double *populations) G_GNUC_WARN_UNUSED_RESULT;
/* @pairs: 2 x @n_pairs region numbers; symmetric closure is taken. (transfer full) */
PrognosisDataset *prognosis_dataset_with_adjacency (const PrognosisDataset *self, const guint *pairs,
                                                    gsize n_pairs) G_GNUC_WARN_UNUSED_RESULT;
/* What is excluded or partial is missing: itself where there is none of it. (transfer full) */
PrognosisDataset *prognosis_dataset_dup_usable (PrognosisDataset *self);
/* Sets or clears %PROGNOSIS_FLAG_EXCLUDED of one observation. (transfer full) */
PrognosisDataset *prognosis_dataset_with_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step,
                                                   gboolean excluded) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it was left out when the data were read, before anyone decided otherwise. */
gboolean prognosis_dataset_was_excluded (const PrognosisDataset *self, gsize region, gsize signal, gsize step);
/* Another guess at what a signal is; flags are recomputed. (transfer full) */
PrognosisDataset *prognosis_dataset_with_signal (const PrognosisDataset *self, gsize signal, PrognosisKind kind, PrognosisRole role,
                                                 gboolean fitted) G_GNUC_WARN_UNUSED_RESULT;

const char *prognosis_frequency_to_string (PrognosisFrequency frequency); /* "daily", "weekly", "index" */
const char *prognosis_kind_to_string (PrognosisKind kind);                /* "cumulative", ... */
const char *prognosis_role_to_string (PrognosisRole role);                /* "infections", ... */

G_END_DECLS
