/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-private.h"
#include "prognosis-dataset-total.h"
#include "prognosis-sort.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Past steps from which the usual level of a series is determined: two weeks of daily data. */
#define PAST 14
/* With fewer past values, or fewer persons in the median one, nothing can be called unusual. */
#define MIN_PAST 7
#define MIN_USUAL 5.0
/* Incidence may double within a day, and then the median of 14 past values is far below the newest: a batch must
   also exceed the largest of them. Weekly data are not judged, because incidence really grows that much within a
   week (FluSight has four such weeks that were never revised). */
#define DUMP_OF_MEDIAN 6.0
#define DUMP_OF_LARGEST 3.0
/* A shorter run of zeros is a weekend. */
#define MIN_ZEROS 3
/* After a run of zeros the thresholds are lower: half of what the empty days would have had, and more than any
   earlier day. */
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
  prognosis_warnings_take (self->warnings, file, line, code,
                           /* Translators: a signal, a region, a day, and what is wrong with it. */
                           g_strdup_printf (_ ("%s in %s on %s: %s"), signal_of (series)->name, name_of (series), day, text));
}

/* Never reported, and written as 0 by some. Zeros separated by a gap from the first positive number do not count
   either: Alabama's recoveries were 0 for five days, then empty, then 9 355. */
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
    prognosis_warnings_take (
        self->warnings, NULL, 0, "never-reported",
        g_strdup_printf (_ ("%s in %s: never reported; zeros are treated as missing"), signal_of (series)->name, name_of (series)));
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
          g_autofree char *text = g_strdup_printf (_ ("negative number, %.10g"), values[t]);

          flags[t] |= PROGNOSIS_FLAG_NEGATIVE;
          warn_at (series, t, "negative", text);
        }
      if (cumulative && values[t] < before)
        {
          g_autofree char *text = g_strdup_printf (_ ("the cumulative count falls from %.10g to %.10g"), before, values[t]);

          flags[t] |= PROGNOSIS_FLAG_FALL;
          warn_at (series, t, "falling-cumulative", text);
        }
      before = values[t];
    }
}

/* One warning per series: a decimal mark may be missing, or all may be percentages. */
static void
warn_above_one (const Series *series)
{
  PrognosisDataset *self = series->dataset;
  const double *values = self->values + series->row;
  gsize first = 0, n = 0;

  for (gsize t = 0; t < self->n_steps; t++)
    if (values[t] > 1.0 && n++ == 0)
      first = t;
  if (n > 0)
    {
      g_autofree char *text
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%.10g is no proportion, which lies between 0 and 1",
                                          "%.10g and other numbers are no proportions, which lie between 0 and 1", n),
                             values[first]);

      warn_at (series, first, "above-one", text);
    }
}

/* The usual level: median and maximum of past numbers per step, without zeros (days without reports). Returns
   FALSE early if @now is too small to be a batch. */
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
  prognosis_sort (sorted, n);
  *median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  return *median >= MIN_USUAL;
}

/* Uses only earlier values, so that data truncated at an origin have the same flags as data that ended there. */
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
      /* A cumulative count accumulates over missing days: spread the increase over them. */
      per_step = cumulative && last >= 0 ? added / (double) ((gssize) t - last) : added;
      last = (gssize) t;
      if (isnan (added))
        continue;
      if (find_usual (past, MIN (n_past, PAST), per_step, &median, &largest)
          && ((self->step_days == 1 && per_step > DUMP_OF_MEDIAN * median && per_step > DUMP_OF_LARGEST * largest)
              || (n_zeros >= MIN_ZEROS && per_step > ZEROS_OF_MEDIAN * (1 + n_zeros) * median)))
        {
          g_autofree char *text = g_strdup_printf (_ ("%.10g at once, where about %.3g would be usual"), added, median);

          self->flags[series->row + t] |= PROGNOSIS_FLAG_BATCH;
          warn_at (series, t, "batch", text);
        }
      n_zeros = added == 0 ? n_zeros + 1 : 0;
      past[n_past++ % PAST] = per_step;
    }
}

/* One warning per series for its gaps. A series that was never reported, or that starts late, has no gaps. */
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
          = self->frequency == PROGNOSIS_FREQUENCY_MONTHLY
                ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no value, as in %u other month before the last one",
                                                "no value, as in %u other months before the last one", n_others),
                                   n_others)
            : self->step_days == 7
                ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no value, as in %u other week before the last one",
                                                "no value, as in %u other weeks before the last one", n_others),
                                   n_others)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "no value, as on %u other day before the last one",
                                                "no value, as on %u other days before the last one", n_others),
                                   n_others);

      warn_at (series, first_gap, "gap", n_missing == 1 ? _ ("no value") : text);
    }
}

/* A place without cases can be shown but not fitted. */
static void
warn_of_no_cases (PrognosisDataset *self, gsize region)
{
  gboolean any = FALSE;

  for (gsize s = 0; s < self->signals->len; s++)
    {
      gsize row = prognosis_dataset_row (self, region, s);

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
    prognosis_warnings_take (
        self->warnings, NULL, 0, "no-cases",
        g_strdup_printf (_ ("%s: no cases in the data"), g_array_index (self->regions, PrognosisRegion, region).name));
}

static void
warn_of_many_cases (PrognosisDataset *self, gsize region)
{
  const PrognosisRegion *r = prognosis_dataset_get_region (self, region);
  const double cases = prognosis_dataset_get_cases_so_far (self, region);

  if (cases > r->population)
    prognosis_warnings_take (
        self->warnings, NULL, 0, "cases-above-population",
        g_strdup_printf (
            _ ("%s has %.0f cases so far, but a population of %.0f: people fall ill more than once, or the population is "
               "wrong; it is not assumed that susceptible people run out"),
            r->name, cases, r->population));
}

gboolean
prognosis_dataset_annotate_full (PrognosisDataset *self, GCancellable *cancellable, GError **error)
{
  g_array_set_size (self->warnings, 0);
  prognosis_warnings_append (self->warnings, self->given_warnings);
  for (gsize r = 0; r < self->regions->len; r++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize s = 0; s < self->signals->len; s++)
        {
          Series series = { self, r, s, prognosis_dataset_row (self, r, s) };

          blank_unreported (&series);
          flag_falls (&series);
          /* After months without a case, many in one month are a season. */
          if (is_count (signal_of (&series)->kind) && self->frequency != PROGNOSIS_FREQUENCY_MONTHLY)
            flag_batches (&series);
          if (signal_of (&series)->kind == PROGNOSIS_KIND_PROPORTION)
            warn_above_one (&series);
          warn_of_gaps (&series);
        }
      warn_of_no_cases (self, r);
      warn_of_many_cases (self, r);
    }
  prognosis_dataset_flag_unreported (self);
  prognosis_dataset_warn_of_incomplete (self);
  prognosis_dataset_warn_of_weeks (self);
  prognosis_dataset_warn_of_spans (self);
  prognosis_dataset_warn_of_totals (self);
  prognosis_dataset_warn_of_lone_places (self);
  return TRUE;
}

void
prognosis_dataset_annotate (PrognosisDataset *self)
{
  prognosis_dataset_annotate_full (self, NULL, NULL);
}
