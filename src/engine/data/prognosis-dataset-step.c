/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds whether the values of a builder are daily, weekly or monthly, from the differences between successive days of each
   region. Weekly reports that came late are moved to their week, and dates that are a month apart to the end of their month.
   Days that fit none of these steps are an error. */

#include "prognosis-config.h"

#include "prognosis-dataset-builder-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-dataset-private.h"
#include "prognosis-day.h"

/* Weekly reports, a few of which are late. */
#define MIN_WEEKS 6
#define SHARE_OF_WEEKS 0.8
/* Dates that are months: the shortest and the longest month, how many lie on the same day of it, and which days are its ends. */
#define SHORTEST_MONTH 28
#define LONGEST_MONTH 31
#define SHARE_OF_MONTHS 0.8
/* Reports every ten days or two weeks cover the days between them. */
#define MIN_REPORTS 5
#define SHORTEST_SPAN 8
#define FIRST_DAYS 3
#define LAST_DAYS 28

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  const int *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

/* The days of all values, grouped by region. @starts: the first index of each region, and the end. */
static int *
days_by_region (const PrognosisDatasetBuilder *self, gsize *starts)
{
  gsize n_regions = self->dataset->regions->len;
  int *days = g_new (int, self->values->len);
  g_autofree gsize *next = NULL;

  for (guint i = 0; i < self->values->len; i++)
    starts[g_array_index (self->values, BuilderValue, i).region + 1]++;
  for (gsize r = 0; r < n_regions; r++)
    starts[r + 1] += starts[r];
  next = g_memdup2 (starts, (n_regions + 1) * sizeof *starts);
  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

      days[next[value->region]++] = value->day;
    }
  return days;
}

/* In most files they are sorted already. */
static void
sort_days (int *days, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (days[i] < days[i - 1])
      {
        qsort (days, n, sizeof *days, compare_ints);
        return;
      }
}

/* The median difference between successive days within regions; @otherwise if there is none. Counts the
   differences, because copying and sorting millions of values would be slow. */
static gboolean
find_median_difference (const PrognosisDatasetBuilder *self, int otherwise, int *median, gboolean *is_regular, GError **error)
{
  gsize n_regions = self->dataset->regions->len, n = 0, below = 0, longest = 0;
  g_autofree gsize *starts = g_new0 (gsize, n_regions + 1);
  g_autofree int *days = days_by_region (self, starts);
  g_autofree guint32 *counts = NULL; /* by difference */

  for (gsize r = 0; r < n_regions; r++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      sort_days (days + starts[r], starts[r + 1] - starts[r]);
      for (gsize i = starts[r] + 1; i < starts[r + 1]; i++)
        longest = MAX (longest, (gsize) ((gint64) days[i] - days[i - 1]));
    }
  counts = g_new0 (guint32, longest + 1);
  for (gsize r = 0; r < n_regions; r++)
    for (gsize i = starts[r] + 1; i < starts[r + 1]; i++)
      if (days[i] != days[i - 1])
        {
          counts[(gint64) days[i] - days[i - 1]]++;
          n++;
        }
  *median = otherwise;
  for (gsize difference = 1; difference <= longest && below <= n / 2; difference++)
    {
      below += counts[difference];
      *median = (int) difference;
    }
  *is_regular = n > 0 && 2 * (gsize) counts[MIN ((gsize) *median, longest)] >= n;
  return TRUE;
}

/* Whether a signal counts what is new, by its kind, its name, or because it both rises and falls. */
static gboolean
counts_new (const PrognosisDatasetBuilder *self, guint signal)
{
  const PrognosisSignal *of = prognosis_dataset_get_signal (self->dataset, signal);
  const int kind = g_array_index (self->auto_kinds, gboolean, signal) ? prognosis_kind_from_name (of->name) : (int) of->kind;
  g_autofree double *before = g_new (double, self->dataset->regions->len);
  gboolean rises = FALSE, falls = FALSE;

  if (!of->fitted || kind >= 0)
    return of->fitted && (kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_RATE);
  for (guint r = 0; r < self->dataset->regions->len; r++)
    before[r] = NAN;
  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

      if (value->signal != signal || isnan (value->value))
        continue;
      rises |= value->value > before[value->region];
      falls |= value->value < before[value->region];
      before[value->region] = value->value;
    }
  return rises && falls;
}

static gboolean
counts_any_new (const PrognosisDatasetBuilder *self)
{
  for (guint signal = 0; signal < self->dataset->signals->len; signal++)
    if (counts_new (self, signal))
      return TRUE;
  return FALSE;
}

/* Whether new counts are reported every @median days, more rarely than weekly and more often than monthly: they cover the days since
   the report before. */
static gboolean
are_reports (const PrognosisDatasetBuilder *self, int median, gboolean is_regular)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);

  if (median < SHORTEST_SPAN || median > SHORTEST_MONTH || !is_regular)
    return FALSE;
  for (guint i = 0; i < self->values->len && g_hash_table_size (days) < MIN_REPORTS; i++)
    g_hash_table_add (days, GINT_TO_POINTER (g_array_index (self->values, BuilderValue, i).day));
  return counts_any_new (self) && g_hash_table_size (days) >= MIN_REPORTS;
}

/* The first value that does not fall on the weekday of the first value. */
static const BuilderValue *
find_other_weekday (const GArray *values)
{
  int first = g_array_index (values, BuilderValue, 0).day;

  for (guint i = 1; i < values->len; i++)
    if ((g_array_index (values, BuilderValue, i).day - first) % 7 != 0)
      return &g_array_index (values, BuilderValue, i);
  return NULL;
}

/* The weekday of most values, and how many fall on it. */
static int
find_usual_weekday (const GArray *values, gsize *n)
{
  gsize counts[7] = { 0 };
  int best = 0;

  for (guint i = 0; i < values->len; i++)
    counts[prognosis_day_weekday (g_array_index (values, BuilderValue, i).day) - 1]++;
  for (int i = 1; i < 7; i++)
    if (counts[i] > counts[best])
      best = i;
  *n = counts[best];
  return best + 1;
}

/*
 * A holiday delays a weekly report by a day or two. Where nearly all fall on one weekday, the others are moved to the nearest such
 * day that has no report of the series. FALSE: these are no weeks, and nothing was moved.
 */
static gboolean
move_to_weeks (PrognosisDatasetBuilder *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (int));
  gsize n;
  const int weekday = find_usual_weekday (self->values, &n);
  const BuilderValue *first = NULL;

  if (self->values->len < MIN_WEEKS || n < SHARE_OF_WEEKS * self->values->len)
    return FALSE;
  g_array_set_size (moves, self->values->len);
  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);
      int back = (prognosis_day_weekday (value->day) - weekday + 7) % 7;
      const int move = back <= 3 ? -back : 7 - back;
      /* No day has more than 24 bits. */
      const gsize series = (gsize) value->region * self->dataset->signals->len + value->signal;
      const gsize key = (series << 24) + (gsize) ((value->day + move) & 0xffffff) + 1;

      g_array_index (moves, int, i) = move;
      if (move != 0 && first == NULL)
        first = value;
      if (!g_hash_table_add (taken, GSIZE_TO_POINTER (key)))
        return FALSE;
    }
  if (first != NULL)
    {
      g_autofree char *day = prognosis_dataset_format_day (self->dataset, first->day);

      prognosis_dataset_builder_warn (self, first->file, first->line, "week-moved",
                                      _ ("%s is not a whole number of weeks from the other dates; it is taken as the report of the "
                                         "nearest week"),
                                      day);
    }
  for (guint i = 0; i < self->values->len; i++)
    g_array_index (self->values, BuilderValue, i).day += g_array_index (moves, int, i);
  return TRUE;
}

/* Whether most dates lie on the same day of a month, or at its beginning or end, and no series has two in one. */
static gboolean
are_months (const PrognosisDatasetBuilder *self)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  gsize counts[LONGEST_MONTH + 1] = { 0 }, n_first = 0, n_last = 0, most = 0;

  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);
      const gsize series = (gsize) value->region * self->dataset->signals->len + value->signal;
      const gpointer key = GSIZE_TO_POINTER ((series << 20) + (gsize) (prognosis_day_to_month (value->day) & 0xfffff) + 1);
      gpointer known;
      int year, month, day;

      if (g_hash_table_lookup_extended (days, key, NULL, &known) && GPOINTER_TO_INT (known) != value->day)
        return FALSE;
      g_hash_table_insert (days, key, GINT_TO_POINTER (value->day));
      prognosis_day_to_ymd (value->day, &year, &month, &day);
      counts[day]++;
      n_first += day <= FIRST_DAYS;
      n_last += day >= LAST_DAYS;
    }
  for (int day = 1; day <= LONGEST_MONTH; day++)
    most = MAX (most, counts[day]);
  return MAX (most, MAX (n_first, n_last)) >= SHARE_OF_MONTHS * self->values->len;
}

/* Months are stored by their last day. */
static gboolean
take_months (PrognosisDatasetBuilder *self, GError **error)
{
  PrognosisDataset *dataset = self->dataset;
  int median;
  gboolean is_regular;

  for (guint i = 0; i < self->values->len; i++)
    {
      int *day = &g_array_index (self->values, BuilderValue, i).day;

      *day = prognosis_day_from_month (prognosis_day_to_month (*day));
    }
  for (guint i = 0; i < self->flags->len; i++)
    {
      int *day = &g_array_index (self->flags, BuilderFlags, i).day;

      *day = prognosis_day_from_month (prognosis_day_to_month (*day));
    }
  if (!find_median_difference (self, LONGEST_MONTH, &median, &is_regular, error))
    return FALSE;
  if (median > LONGEST_MONTH)
    {
      g_autofree char *text = g_strdup_printf (_ ("most dates are %d months apart; expected a value for every month, week or day"),
                                               (int) lround (median / 30.44));

      prognosis_dataset_builder_set_error (error, dataset, &g_array_index (self->values, BuilderValue, 0), text);
      return FALSE;
    }
  dataset->step_days = 30;
  dataset->frequency = PROGNOSIS_FREQUENCY_MONTHLY;
  return TRUE;
}

gboolean
prognosis_dataset_builder_find_step (PrognosisDatasetBuilder *self, GError **error)
{
  PrognosisDataset *dataset = self->dataset;
  const BuilderValue *other = find_other_weekday (self->values);
  int median, step = self->step_days;
  gboolean is_regular;

  if (self->indexed)
    return TRUE;
  if (self->monthly)
    return take_months (self, error);
  if (!find_median_difference (self, step > 0 ? step : 1, &median, &is_regular, error))
    return FALSE;
  if (other != NULL && (step == 7 || (step == 0 && median == 7)) && move_to_weeks (self))
    other = NULL;
  if (step == 0 && other != NULL && median >= SHORTEST_MONTH && median <= LONGEST_MONTH && are_months (self))
    {
      prognosis_dataset_builder_warn (self, G_MAXUINT, 0, "months-assumed",
                                      _ ("the dates are a month apart, so each was taken as its calendar month"));
      return take_months (self, error);
    }
  if (step == 0 && are_reports (self, median, is_regular))
    {
      if (dataset->reports == PROGNOSIS_REPORTS_FOUND)
        dataset->reports = PROGNOSIS_REPORTS_SPAN;
      dataset->step_days = 1;
      dataset->frequency = PROGNOSIS_FREQUENCY_DAILY;
      return TRUE;
    }
  if (step == 0)
    step = median >= 7 && other == NULL ? 7 : 1;
  if (step == 7 && other == NULL && median > 7 && is_regular && counts_any_new (self))
    prognosis_dataset_builder_warn (
        self, G_MAXUINT, 0, "weeks-apart",
        _ ("most counts are %d weeks apart, and each was taken as that of its week alone; if it covers the "
           "weeks before as well, divide it by their number"),
        median / 7);
  if (step == 7 && other != NULL)
    {
      g_autofree char *day = prognosis_dataset_format_day (dataset, other->day);
      g_autofree char *text
          = g_strdup_printf (_ ("%s is not a whole number of weeks from the other dates, although the data are weekly"), day);

      prognosis_dataset_builder_set_error (error, dataset, other, text);
      return FALSE;
    }
  if (step == 1 && median >= 7 && (is_regular || (median >= SHORTEST_MONTH && median <= LONGEST_MONTH)))
    {
      g_autofree char *text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "most dates are %d day apart, but not all are whole weeks or months apart; expected daily, weekly or "
                       "monthly data",
                       "most dates are %d days apart, but not all are whole weeks or months apart; expected daily, weekly or "
                       "monthly data",
                       (gulong) median),
          median);

      prognosis_dataset_builder_set_error (error, dataset, other != NULL ? other : &g_array_index (self->values, BuilderValue, 0),
                                           text);
      return FALSE;
    }
  if (step == 1 && median >= 7)
    prognosis_dataset_builder_warn (self, G_MAXUINT, 0, "sparse-days",
                                    g_dngettext (GETTEXT_PACKAGE,
                                                 "the dates are mostly %d day apart: the days between are taken as missing; add "
                                                 "them with 0 if nobody fell ill",
                                                 "the dates are mostly %d days apart: the days between are taken as missing; add "
                                                 "them with 0 if nobody fell ill",
                                                 (gulong) median),
                                    median);
  dataset->step_days = step;
  dataset->frequency = step == 7 ? PROGNOSIS_FREQUENCY_WEEKLY : PROGNOSIS_FREQUENCY_DAILY;
  return TRUE;
}
