/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reports that cover several days: twice a week, on working days only, every second day. A report is spread evenly over the days
 * since the one before, so that everything that follows - curves, sums, weeks, forecasts - is per day. Which days belong to one
 * report is kept, because none of them may be known before it.
 *
 * The gaps and the counts tell: reports lie on the same weekdays, or equally far apart, and after a longer gap there are
 * proportionally more cases. The exponent of that relation is 1 if reports cover the gap and 0 if they do not.
 */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-day.h"

#define MIN_REPORTS 5
/* A weekday has reports if at least this share of its days has, and none if at most the rest has. */
#define SHARE_OF_WEEKDAY 0.7
/* How often each weekday must have occurred: twice if most days have no report, three times otherwise. */
#define MIN_WEEKS 2
/* Share of gaps that must be equal. */
#define SHARE_OF_GAPS 0.8
/* Reports on irregular days must be this many, and prove themselves. */
#define MIN_IRREGULAR 8
/* Halfway between reports that cover the gap and those that do not. */
#define HALFWAY 0.5
/* Neighbours on each side with which a report is compared. */
#define NEIGHBOURS 3
/* A longer gap, relative to the longest usual one, is a break in reporting. */
#define LONGEST 3

typedef enum
{
  PATTERN_NONE,
  PATTERN_MOST_DAYS, /* on the same weekdays, which are most of the week */
  PATTERN_FEW_DAYS,  /* on the same few weekdays, or equally far apart */
  PATTERN_IRREGULAR, /* most days have no report */
} Pattern;

/* One series: its reports, and how their counts depend on the gap before each. */
typedef struct
{
  GArray *steps; /* gsize */
  Pattern pattern;
  gsize usual;   /* the median gap */
  gsize longest; /* the longest gap that is no break */
} Reports;

typedef struct
{
  double xx, xy, yy;
  gsize n;
} Sums;

static void
reports_clear (Reports *self)
{
  g_array_unref (self->steps);
}

static gsize
get_report (const Reports *self, gsize i)
{
  return g_array_index (self->steps, gsize, i);
}

/* Steps since the report before; the first has none. */
static gsize
get_gap (const Reports *self, gsize i)
{
  return i > 0 ? get_report (self, i) - get_report (self, i - 1) : 0;
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const gsize first = *(const gsize *) a, second = *(const gsize *) b;

  return (first > second) - (first < second);
}

/* The median gap, and how many gaps are equal to it. */
static gsize
find_usual_gap (const Reports *self, gsize *n_equal)
{
  const gsize n = self->steps->len > 0 ? self->steps->len - 1 : 0;
  g_autoptr (GArray) gaps = NULL;
  gsize usual = n > 0 ? get_gap (self, 1) : 1;

  *n_equal = 0;
  while (*n_equal < n && get_gap (self, *n_equal + 1) == usual)
    (*n_equal)++;
  if (*n_equal == n)
    return usual;
  gaps = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) n);
  for (gsize i = 1; i <= n; i++)
    {
      const gsize gap = get_gap (self, i);

      g_array_append_val (gaps, gap);
    }
  *n_equal = 0;
  g_array_sort (gaps, compare_sizes);
  usual = g_array_index (gaps, gsize, gaps->len / 2);
  for (gsize i = 0; i < gaps->len; i++)
    *n_equal += g_array_index (gaps, gsize, i) == usual;
  return usual;
}

/* How many weekdays have reports, if each nearly always has or nearly never; otherwise 0. */
static guint
count_weekdays (const PrognosisDataset *dataset, const Reports *self)
{
  const gsize first = get_report (self, 0), last = get_report (self, self->steps->len - 1);
  guint n_days[8] = { 0 }, n_reports[8] = { 0 }, n = 0;

  for (gsize t = first; t <= last; t++)
    n_days[prognosis_day_weekday (prognosis_dataset_get_day (dataset, (gssize) t))]++;
  for (gsize i = 0; i < self->steps->len; i++)
    n_reports[prognosis_day_weekday (prognosis_dataset_get_day (dataset, (gssize) get_report (self, i)))]++;
  for (int day = 1; day <= 7; day++)
    {
      const double share = (double) n_reports[day] / MAX (n_days[day], 1);

      if (share > 1.0 - SHARE_OF_WEEKDAY && share < SHARE_OF_WEEKDAY)
        return 0;
      n += share >= SHARE_OF_WEEKDAY;
    }
  for (int day = 1; day <= 7; day++)
    if (n_days[day] < MIN_WEEKS + (2 * n > 7))
      return 0;
  return n;
}

static Reports
find_reports (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const guint8 *until = prognosis_dataset_get_days_to_report (dataset, region, signal);
  Reports self = { g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) dataset->n_steps) };
  gsize n_days, n_equal;
  guint n_weekdays, n = 0;

  g_array_set_size (self.steps, (guint) dataset->n_steps);
  for (gsize t = 0; t < dataset->n_steps; t++)
    if (isfinite (values[t]) && (until == NULL || until[t] == 0))
      g_array_index (self.steps, gsize, n++) = t;
  g_array_set_size (self.steps, n);
  self.usual = find_usual_gap (&self, &n_equal);
  self.longest = LONGEST * MAX (self.usual, 3);
  if (self.steps->len < MIN_REPORTS)
    return self;
  n_days = get_report (&self, self.steps->len - 1) - get_report (&self, 0) + 1;
  n_weekdays = count_weekdays (dataset, &self);
  if (self.usual > 1 && n_equal >= SHARE_OF_GAPS * (self.steps->len - 1))
    self.pattern = PATTERN_FEW_DAYS;
  else if (n_weekdays > 0 && n_weekdays < 7)
    self.pattern = 2 * n_weekdays < 7 ? PATTERN_FEW_DAYS : PATTERN_MOST_DAYS;
  else if (self.steps->len >= MIN_IRREGULAR && 2 * self.steps->len <= n_days)
    self.pattern = PATTERN_IRREGULAR;
  return self;
}

/* Adds how the logarithm of the counts varies with that of the gaps, relative to the neighbours of each report. */
static void
add_relation (const double *values, const Reports *reports, Sums *sums)
{
  const gssize n = (gssize) reports->steps->len;

  for (gssize i = 1; i < n; i++)
    {
      double x = 0.0, y = 0.0, dx, dy;
      gsize n_near = 0;

      for (gssize k = MAX (i - NEIGHBOURS, 1); k <= MIN (i + NEIGHBOURS, n - 1); k++)
        {
          x += log ((double) get_gap (reports, (gsize) k));
          y += log (MAX (values[get_report (reports, (gsize) k)], 0.0) + 0.5);
          n_near++;
        }
      dx = log ((double) get_gap (reports, (gsize) i)) - x / (double) n_near;
      dy = log (MAX (values[get_report (reports, (gsize) i)], 0.0) + 0.5) - y / (double) n_near;
      sums->xx += dx * dx;
      sums->xy += dx * dy;
      sums->yy += dy * dy;
      sums->n++;
    }
}

/* @slope, @error: the exponent, and its standard error; NAN if the gaps hardly differ */
static void
find_slope (const Sums *sums, double *slope, double *error)
{
  *slope = *error = NAN;
  if (sums->n < 3 || sums->xx < 1e-6)
    return;
  *slope = sums->xy / sums->xx;
  *error = sqrt (MAX (sums->yy - *slope * sums->xy, 0.0) / (double) (sums->n - 2) / sums->xx);
}

static gboolean
covers_gaps (Pattern pattern, const Sums *sums)
{
  double slope, error;

  find_slope (sums, &slope, &error);
  switch (pattern)
    {
    case PATTERN_FEW_DAYS: return isnan (slope) || slope + 2.0 * error > HALFWAY;
    case PATTERN_MOST_DAYS: return slope > HALFWAY;
    case PATTERN_IRREGULAR: return slope > HALFWAY && slope - 2.0 * error > 0.0;
    case PATTERN_NONE:
    default: return FALSE;
    }
}

/* How many days a report covers. What one after a break covers is not known: the usual number is assumed, and for the first that of
   the next report on its weekday. */
static gsize
get_length (const Reports *self, gsize i)
{
  if (i == 0)
    for (gsize k = 1; k < self->steps->len; k++)
      if ((get_report (self, k) - get_report (self, 0)) % 7 == 0 && get_gap (self, k) <= self->longest)
        return MIN (get_gap (self, k), G_MAXUINT8);
  return MIN (i == 0 || get_gap (self, i) > self->longest ? self->usual : get_gap (self, i), G_MAXUINT8);
}

static void
spread_series (PrognosisDataset *self, gsize region, gsize signal, const Reports *reports)
{
  const gsize row = prognosis_dataset_row (self, region, signal);

  for (gsize i = 0; i < reports->steps->len; i++)
    {
      const gsize t = get_report (reports, i), length = get_length (reports, i);
      const double mean = self->values[row + t] / (double) length;

      for (gsize k = 0; k < length && k <= t; k++)
        {
          self->values[row + t - k] = mean;
          self->sources[row + t - k] = self->sources[row + t];
          self->until[row + t - k] = (guint8) k;
        }
    }
}

/* Whether any report of a series covers several days. */
static gboolean
is_spread (const PrognosisDataset *self, gsize region, gsize signal)
{
  const guint8 *until = prognosis_dataset_get_days_to_report (self, region, signal);

  for (gsize t = 0; until != NULL && t < self->n_steps; t++)
    if (until[t] > 0)
      return TRUE;
  return FALSE;
}

static void
gather_series (PrognosisDataset *self, gsize region, gsize signal, const Reports *reports)
{
  const gsize row = prognosis_dataset_row (self, region, signal);

  for (gsize i = 0; i < reports->steps->len; i++)
    {
      const gsize t = get_report (reports, i);
      const double sum = self->values[row + t] * (double) get_length (reports, i);

      /* Counts were whole. */
      self->values[row + t] = fabs (sum - round (sum)) < 1e-6 ? round (sum) : sum;
    }
  for (gsize t = 0; t < self->n_steps; t++)
    {
      if (self->until[row + t] > 0)
        self->values[row + t] = NAN;
      self->until[row + t] = 0;
    }
}

static gboolean
is_new_in_step (const PrognosisDataset *self, gsize signal)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (self, signal)->kind;

  return kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_RATE;
}

void
prognosis_dataset_spread_reports (PrognosisDataset *self, gsize signal)
{
  const gsize n = self->regions->len;
  g_autofree Reports *reports = NULL;
  Sums sums[PATTERN_IRREGULAR + 1] = { 0 };

  if (self->reports == PROGNOSIS_REPORTS_DAILY || self->frequency != PROGNOSIS_FREQUENCY_DAILY || !is_new_in_step (self, signal))
    return;
  reports = g_new (Reports, n);
  for (gsize r = 0; r < n; r++)
    {
      reports[r] = find_reports (self, r, signal);
      if (reports[r].pattern != PATTERN_NONE)
        add_relation (prognosis_dataset_get_values (self, r, signal), &reports[r], &sums[reports[r].pattern]);
    }
  for (gsize r = 0; r < n; r++)
    {
      if (reports[r].steps->len > 1
          && (self->reports == PROGNOSIS_REPORTS_SPAN || covers_gaps (reports[r].pattern, &sums[reports[r].pattern])))
        {
          if (self->until == NULL)
            self->until = g_new0 (guint8, n * self->signals->len * self->n_steps);
          spread_series (self, r, signal, &reports[r]);
        }
      reports_clear (&reports[r]);
    }
}

void
prognosis_dataset_gather_reports (PrognosisDataset *self, gsize signal)
{
  for (gsize r = 0; r < self->regions->len; r++)
    if (is_spread (self, r, signal))
      {
        Reports reports = find_reports (self, r, signal);

        gather_series (self, r, signal, &reports);
        reports_clear (&reports);
      }
}

void
prognosis_dataset_drop_open_reports (PrognosisDataset *self)
{
  const gsize n_rows = self->regions->len * self->signals->len;

  for (gsize row = 0; self->until != NULL && row < n_rows; row++)
    for (gsize t = self->n_steps > G_MAXUINT8 ? self->n_steps - G_MAXUINT8 : 0; t < self->n_steps; t++)
      if (t + self->until[row * self->n_steps + t] >= self->n_steps)
        {
          self->values[row * self->n_steps + t] = NAN;
          self->until[row * self->n_steps + t] = 0;
        }
}

void
prognosis_dataset_warn_of_spans (PrognosisDataset *self)
{
  for (gsize s = 0; s < self->signals->len; s++)
    {
      gulong n = 0;

      for (gsize r = 0; r < self->regions->len; r++)
        n += is_spread (self, r, s);
      if (n > 0)
        prognosis_warnings_take (
            self->warnings, NULL, 0, "reports-spread",
            /* Translators: a signal, and a number of regions. */
            g_strdup_printf (
                g_dngettext (
                    GETTEXT_PACKAGE,
                    "%s is not reported every day in %lu region: each report was spread evenly over the days "
                    "since the one before. If each is of its day alone, choose that for “Days of reports” (--reports daily)",
                    "%s is not reported every day in %lu regions: each report was spread evenly over the "
                    "days since the one before. If each is of its day alone, choose that for “Days of reports” (--reports daily)",
                    n),
                prognosis_dataset_get_signal (self, s)->name, n));
    }
}

const guint8 *
prognosis_dataset_get_days_to_report (const PrognosisDataset *self, gsize region, gsize signal)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len && signal < self->signals->len, NULL);
  return self->until != NULL ? self->until + prognosis_dataset_row (self, region, signal) : NULL;
}
