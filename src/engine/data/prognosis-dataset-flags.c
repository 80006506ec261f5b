/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_sort.h>
#include <math.h>

/* How far back a series is looked at to say what is usual for it: two weeks of days. */
#define PAST 14
/* Below these many past values, or persons in the median one, nothing can be said to be unusual. */
#define MIN_PAST 7
#define MIN_USUAL 5.0
/* An epidemic may double in a day, and then 14 past values have a median far below the newest:
   a dump is out of line with the largest of them as well. Weeks are not judged so: in one week
   an epidemic truly grows that much (FluSight has four such weeks that were never revised). */
#define DUMP_OF_MEDIAN 6.0
#define DUMP_OF_LARGEST 3.0
/* A shorter run of zeros is a weekend. */
#define MIN_ZEROS 3
/* After one, less is enough: half of what the empty days would have had, and more than any day before. */
#define ZEROS_OF_MEDIAN 0.5
#define ZEROS_OF_LARGEST 1.5

typedef struct
{
  PrognosisDataset *dataset;
  gsize region;
  gsize signal;
  gsize row;
} Series;

static gboolean
is_count (PrognosisKind kind)
{
  return kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_CUMULATIVE;
}

static const char *
name_of (const Series *series)
{
  return g_array_index (series->dataset->regions, PrognosisRegion, series->region).name;
}

static const PrognosisSignal *
signal_of (const Series *series)
{
  return prognosis_dataset_get_signal (series->dataset, series->signal);
}

static void
warn_at (const Series *series, gsize step, const char *code, const char *text)
{
  PrognosisDataset *self = series->dataset;
  g_autofree char *day = prognosis_dataset_format_day (self, prognosis_dataset_get_day (self, (gssize) step));
  const char *file;
  guint line;

  prognosis_dataset_get_source_row (self, series->region, series->signal, step, &file, &line);
  _prognosis_warnings_take (self->warnings, file, line, code,
                            /* Translators: a signal, a region, a day, and what is wrong with it. */
                            g_strdup_printf (_ ("%s of %s on %s: %s"), signal_of (series)->name, name_of (series), day, text));
}

/* Reported by nobody and written as 0 by some. Zeros that a hole parts from the first real number are
   no better: Alabama's recovered were 0 for five days, then empty, then 9 355. */
static void
blank_unreported (const Series *series)
{
  PrognosisDataset *self = series->dataset;
  double *values = self->values + series->row;
  gsize first = 0, n_blank = 0;

  if (!g_array_index (self->signals, PrognosisDatasetSignal, series->signal).zero_is_unreported)
    return;
  while (first < self->n_steps && (isnan (values[first]) || values[first] == 0))
    first++;
  n_blank = first;
  if (first < self->n_steps)
    while (n_blank > 0 && values[n_blank - 1] == 0)
      n_blank--;
  for (gsize t = 0; t < n_blank; t++)
    values[t] = NAN;
  if (first == self->n_steps)
    _prognosis_warnings_take (
        self->warnings, NULL, 0, "never-reported",
        g_strdup_printf (_ ("%s of %s: never reported, zeros are taken as missing"), signal_of (series)->name, name_of (series)));
}

static void
flag_falls (const Series *series)
{
  PrognosisDataset *self = series->dataset;
  const double *values = self->values + series->row;
  guint8 *flags = self->flags + series->row;
  gboolean cumulative = signal_of (series)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double before = NAN;

  for (gsize t = 0; t < self->n_steps; t++)
    {
      flags[t] = self->sources[series->row + t].given;
      if (isnan (values[t]))
        {
          flags[t] |= PROGNOSIS_FLAG_MISSING;
          continue;
        }
      if (values[t] < 0)
        {
          g_autofree char *text = g_strdup_printf (_ ("a negative number, %.10g"), values[t]);

          flags[t] |= PROGNOSIS_FLAG_NEGATIVE;
          warn_at (series, t, "negative", text);
        }
      if (cumulative && values[t] < before)
        {
          g_autofree char *text = g_strdup_printf (_ ("a cumulative count falls from %.10g to %.10g"), before, values[t]);

          flags[t] |= PROGNOSIS_FLAG_FALL;
          warn_at (series, t, "falling-cumulative", text);
        }
      before = values[t];
    }
}

/* What is usual: the median and the largest of past numbers per step, zeros (days without reports) left out.
   FALSE, and soon, where @now is no larger than some of them. */
static gboolean
find_usual (const double *past, guint n_past, double now, double *median, double *largest)
{
  double sorted[PAST];
  guint n = 0;

  *largest = 0;
  for (guint i = 0; i < n_past; i++)
    *largest = MAX (*largest, past[i]);
  if (now <= ZEROS_OF_LARGEST * *largest)
    return FALSE;
  for (guint i = 0; i < n_past; i++)
    if (past[i] > 0)
      sorted[n++] = past[i];
  if (n < MIN_PAST)
    return FALSE;
  gsl_sort (sorted, 1, n);
  *median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  return *median >= MIN_USUAL;
}

/* Looks back only, so that data cut at an origin have the flags of data that ended there. */
static void
flag_batches (const Series *series)
{
  PrognosisDataset *self = series->dataset;
  const double *values = self->values + series->row;
  gboolean cumulative = signal_of (series)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double past[PAST];
  guint n_past = 0, n_zeros = 0;
  gssize last = -1;

  for (gsize t = 0; t < self->n_steps; t++)
    {
      double added, per_step, median, largest;

      if (isnan (values[t]))
        continue;
      added = cumulative ? (last < 0 ? NAN : values[t] - values[last]) : values[t];
      /* A cumulative count says nothing of the days without one: what came is spread over them. */
      per_step = cumulative && last >= 0 ? added / (double) ((gssize) t - last) : added;
      last = (gssize) t;
      if (isnan (added))
        continue;
      if (find_usual (past, MIN (n_past, PAST), per_step, &median, &largest)
          && ((self->step_days == 1 && per_step > DUMP_OF_MEDIAN * median && per_step > DUMP_OF_LARGEST * largest)
              || (n_zeros >= MIN_ZEROS && per_step > ZEROS_OF_MEDIAN * (1 + n_zeros) * median)))
        {
          g_autofree char *text = g_strdup_printf (_ ("%.10g at once, where about %.3g were usual"), added, median);

          self->flags[series->row + t] |= PROGNOSIS_FLAG_BATCH;
          warn_at (series, t, "batch", text);
        }
      n_zeros = added == 0 ? n_zeros + 1 : 0;
      past[n_past++ % PAST] = per_step;
    }
}

/* One line for the holes of one series; what was never reported and what begins late are no holes. */
static void
warn_of_gaps (const Series *series)
{
  PrognosisDataset *self = series->dataset;
  const double *values = self->values + series->row;
  gsize n_missing = 0, since_value = 0, first_gap = 0;
  gboolean begun = FALSE;

  for (gsize t = 0; t < self->n_steps; t++)
    if (!isnan (values[t]))
      {
        n_missing += since_value;
        since_value = 0;
        begun = TRUE;
      }
    else if (begun)
      {
        if (n_missing == 0 && since_value == 0)
          first_gap = t;
        since_value++;
      }
  if (n_missing > 0)
    {
      const guint n_others = (guint) n_missing - 1;
      g_autofree char *text
          = self->step_days == 7
                ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no value, nor on %u other week before the last one",
                                                "no value, nor on %u other weeks before the last one", n_others),
                                   n_others)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no value, nor on %u other day before the last one",
                                                "no value, nor on %u other days before the last one", n_others),
                                   n_others);

      warn_at (series, first_gap, "gap", n_missing == 1 ? _ ("no value") : text);
    }
}

/* A place where nothing happened can be shown but not fitted. */
static void
warn_of_no_cases (PrognosisDataset *self, gsize region)
{
  gboolean any = FALSE;

  for (gsize s = 0; s < self->signals->len; s++)
    {
      gsize row = _prognosis_dataset_row (self, region, s);

      if (prognosis_dataset_get_signal (self, s)->role != PROGNOSIS_ROLE_INFECTIONS)
        continue;
      for (gsize t = 0; t < self->n_steps; t++)
        {
          any |= !isnan (self->values[row + t]);
          if (!isnan (self->values[row + t]) && self->values[row + t] != 0)
            return;
        }
    }
  if (any)
    _prognosis_warnings_take (self->warnings, NULL, 0, "no-cases",
                              g_strdup_printf (_ ("%s: not a single case up to the end of the data"),
                                               g_array_index (self->regions, PrognosisRegion, region).name));
}

gboolean
_prognosis_dataset_annotate_full (PrognosisDataset *self, GCancellable *cancellable, GError **error)
{
  g_array_set_size (self->warnings, 0);
  _prognosis_warnings_append (self->warnings, self->given_warnings);
  for (gsize r = 0; r < self->regions->len; r++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize s = 0; s < self->signals->len; s++)
        {
          Series series = { self, r, s, _prognosis_dataset_row (self, r, s) };

          blank_unreported (&series);
          flag_falls (&series);
          if (is_count (signal_of (&series)->kind))
            flag_batches (&series);
          warn_of_gaps (&series);
        }
      warn_of_no_cases (self, r);
    }
  _prognosis_dataset_warn_of_incomplete (self);
  _prognosis_dataset_warn_of_weeks (self);
  _prognosis_dataset_warn_of_total (self);
  return TRUE;
}

void
_prognosis_dataset_annotate (PrognosisDataset *self)
{
  _prognosis_dataset_annotate_full (self, NULL, NULL);
}
