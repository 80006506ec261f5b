/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Delays that all places share and that drift: log (final / known) at each age is a ridge regression on past nowcasts of all places,
   recent ones first, with an effect of each place. In the running week, whose report is the least complete, it also knows the trend,
   the ratio of the week before, and the weeks of Christmas and New Year. Quantiles are those of standardised errors of past nowcasts,
   each of which knew only what had been reported then; errors of other places count less than a place's own. */

#include "prognosis-config.h"

#include "prognosis-nowcast-private.h"
#include "shared-fit.h"

#include "prognosis-day.h"

#include <math.h>

/* Weeks of past nowcasts from which the regression and the errors are taken, and in which their weights halve. */
#define FIT_WEEKS 78
#define FIT_HALF_LIFE 6.0
#define ERROR_WEEKS 104
#define ERROR_HALF_LIFE 26.0
/* Weeks of data before the first nowcast whose errors count. */
#define FIRST_ORIGIN 12
#define FEWEST_ROWS 5
/* Complete weeks for the chain ladder of all places together, which completes what the regression learns from. */
#define LADDER_WEEKS 26
/* Weight of another place's error. */
#define OTHER_PLACE 0.3

/* The features, after the 1. */
enum
{
  TREND = 1,  /* log of the completed week before, against what is known */
  GROWTH,     /* of the completed week before, against the one before that */
  LAST_RATIO, /* of all places: the week before as it is completed now, against what was known of it at the same age */
  YEAR_END,   /* the week has 25 December or 1 January */
  YEAR_END_OF_LAST,
  N_FEATURES,
};

G_STATIC_ASSERT (N_FEATURES <= SHARED_MAX_FEATURES);

/* A nowcast of one week of one place, as it was made at some origin. */
typedef struct
{
  double centre, sd; /* of log (1 + final); NAN: none was made */
  int age;           /* of the last report; -1: none had come */
} Past;

typedef struct
{
  const PrognosisTriangle *triangle;
  double *known;    /* place, week, age */
  int *ages;        /* place, week, age: of the last report by then */
  double *factors;  /* origin, age: the chain ladder of all places */
  double *features; /* origin, place, feature: of the running week */
  Past *pasts;      /* origin, place, back */
} Shared;

/* --- what was known ------------------------------------------------------------- */

static gsize
get_cell (const Shared *self, gsize place, gsize week, gsize at)
{
  const PrognosisTriangle *triangle = self->triangle;

  return (place * triangle->n_weeks + week) * triangle->n_delays + MIN (at - week, triangle->n_delays - 1);
}

/* The final of @week as it is expected at the week @at; NAN before the first report. */
static double
complete (const Shared *self, gsize place, gsize week, gsize at)
{
  const gsize cell = get_cell (self, place, week, at);

  return self->ages[cell] < 0 ? NAN : self->known[cell] * self->factors[at * self->triangle->n_delays + (gsize) self->ages[cell]];
}

static void
fill_known (Shared *self)
{
  const PrognosisTriangle *triangle = self->triangle;

  for (gsize p = 0; p < triangle->n_places; p++)
    for (gsize t = 0; t < triangle->n_weeks; t++)
      for (gsize a = 0; a < triangle->n_delays; a++)
        {
          const gsize cell = get_cell (self, p, t, t + a);

          self->known[cell] = prognosis_triangle_get_known (triangle, p, t, t + a, &self->ages[cell]);
        }
}

static void
fill_factors (Shared *self, gsize at)
{
  const PrognosisTriangle *triangle = self->triangle;

  for (gsize a = 0; a < triangle->n_delays; a++)
    {
      double finals = 0, known = 0;

      for (gsize k = 0; k < LADDER_WEEKS && k + triangle->n_delays <= at + 1; k++)
        for (gsize p = 0; p < triangle->n_places; p++)
          {
            const gsize week = at + 1 - triangle->n_delays - k, cell = get_cell (self, p, week, week + a);

            if (self->ages[cell] < 0)
              continue;
            known += self->known[cell];
            finals += self->known[get_cell (self, p, week, at)];
          }
      self->factors[at * triangle->n_delays + a] = known > 0 && finals > 0 ? finals / known : 1;
    }
}

/* --- features ------------------------------------------------------------------- */

static gboolean
has_year_end (int last_day)
{
  for (int day = last_day - 6; day <= last_day; day++)
    {
      int year, month, of_month;

      prognosis_day_to_ymd (day, &year, &month, &of_month);
      if ((month == 12 && of_month == 25) || (month == 1 && of_month == 1))
        return TRUE;
    }
  return FALSE;
}

/* Of the week before @at, over all places: log of the final as it is expected now against what was known at @age. NAN: nothing was. */
static double
get_last_ratio (const Shared *self, gsize at, int age)
{
  double finals = 0, known = 0;
  gboolean any = FALSE;

  for (gsize p = 0; p < self->triangle->n_places; p++)
    {
      const double final = complete (self, p, at - 1, at);
      const gsize then = get_cell (self, p, at - 1, at - 1 + (gsize) age);

      finals += isnan (final) ? 0 : final;
      if (self->ages[then] < 0)
        continue;
      known += self->known[then];
      any = TRUE;
    }
  return any ? prognosis_nowcast_log (finals) - prognosis_nowcast_log (known) : NAN;
}

static void
fill_features (Shared *self, gsize at)
{
  const PrognosisTriangle *triangle = self->triangle;
  const double ratio = get_last_ratio (self, at, 0);
  const int day = prognosis_triangle_get_day (triangle, at);

  for (gsize p = 0; p < triangle->n_places; p++)
    {
      double *x = self->features + (at * triangle->n_places + p) * N_FEATURES;
      const gsize cell = get_cell (self, p, at, at);
      const double now = prognosis_nowcast_log (self->known[cell]);
      double last = complete (self, p, at - 1, at), before = complete (self, p, at - 2, at);

      last = isnan (last) ? before : last;
      before = isnan (before) ? last : before;
      x[0] = 1;
      x[TREND] = isnan (last) ? 0 : prognosis_nowcast_log (last) - now;
      x[GROWTH] = isnan (last) ? 0 : prognosis_nowcast_log (last) - prognosis_nowcast_log (before);
      x[LAST_RATIO] = ratio;
      x[YEAR_END] = has_year_end (day);
      x[YEAR_END_OF_LAST] = has_year_end (day - 7);
    }
}

/* --- nowcasts, past and present ------------------------------------------------- */

static void
add_row (const Shared *self, gsize place, gsize week, int age, gsize at, GArray *rows)
{
  const PrognosisTriangle *triangle = self->triangle;
  const gsize then = week + (gsize) age, cell = get_cell (self, place, week, then);
  SharedRow row = { .place = place };

  /* Later reports have come by now, and none was missing then. */
  if (self->ages[cell] != age || self->ages[get_cell (self, place, week, at)] <= age)
    return;
  row.features[0] = 1;
  if (age == 0)
    memcpy (row.features, self->features + (then * triangle->n_places + place) * N_FEATURES, sizeof (double) * N_FEATURES);
  if (isnan (row.features[LAST_RATIO]))
    return;
  row.count = 1 + MAX (self->known[cell], 0);
  row.decay = exp2 (-(double) (at - then) / FIT_HALF_LIFE);
  row.ratio = prognosis_nowcast_log (complete (self, place, week, at)) - log (row.count);
  g_array_append_val (rows, row);
}

static SharedFit *
fit (const Shared *self, int age, gsize at, GArray *rows)
{
  g_array_set_size (rows, 0);
  for (gsize k = 1; k <= FIT_WEEKS && at >= k + (gsize) age + 2; k++)
    for (gsize p = 0; p < self->triangle->n_places; p++)
      add_row (self, p, at - k - (gsize) age, age, at, rows);
  if (rows->len < FEWEST_ROWS)
    return NULL;
  return shared_fit_new ((const SharedRow *) (void *) rows->data, rows->len, age == 0 ? N_FEATURES : 1, self->triangle->n_places);
}

static Past *
get_past (const Shared *self, gsize at, gsize place, gsize back)
{
  return &self->pasts[(at * self->triangle->n_places + place) * PROGNOSIS_NOWCAST_WEEKS + back];
}

/* Makes the nowcasts of the week @at from what was known then. */
static void
nowcast_then (Shared *self, gsize at, GArray *rows)
{
  const PrognosisTriangle *triangle = self->triangle;
  /* One regression for each age; a missing report makes a week younger than it is. */
  SharedFit *fits[PROGNOSIS_NOWCAST_WEEKS] = { NULL };

  for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
    fits[back] = fit (self, (int) back, at, rows);
  for (gsize p = 0; p < triangle->n_places; p++)
    for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS && back <= at; back++)
      {
        Past *past = get_past (self, at, p, back);
        const gsize cell = get_cell (self, p, at - back, at);
        double features[N_FEATURES] = { 1, NAN, NAN, NAN, NAN, NAN }, count;

        past->age = self->ages[cell];
        if (past->age < 0 || fits[past->age] == NULL)
          continue;
        count = 1 + MAX (self->known[cell], 0);
        if (past->age == 0 && back == 0)
          memcpy (features, self->features + (at * triangle->n_places + p) * N_FEATURES, sizeof features);
        past->centre = log (count) + shared_fit_get_ratio (fits[past->age], p, features);
        past->sd = shared_fit_get_sd (fits[past->age], p, count);
      }
  for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
    g_clear_pointer (&fits[back], shared_fit_free);
}

/* The standardised error of a past nowcast, by what is known at @now; NAN if there is none yet. */
static double
get_error (const Shared *self, gsize at, gsize place, gsize back, gsize now)
{
  const Past *past = get_past (self, at, place, back);

  if (isnan (past->centre) || past->age != (int) back || self->ages[get_cell (self, place, at - back, now)] <= past->age
      || !(past->sd > 0))
    return NAN;
  return (prognosis_nowcast_log (complete (self, place, at - back, now)) - past->centre) / past->sd;
}

static gsize
get_first_origin (const Shared *self)
{
  const gsize last = self->triangle->n_weeks - 1;

  return MAX (FIRST_ORIGIN, last > ERROR_WEEKS ? last - ERROR_WEEKS : 0);
}

/* The errors of past nowcasts of all places at an age, ascending, weighted by how long ago they were made. (transfer full) */
static GArray *
list_errors (const Shared *self, gsize age)
{
  const gsize last = self->triangle->n_weeks - 1;
  GArray *errors = g_array_new (FALSE, FALSE, sizeof (PrognosisNowcastError));

  for (gsize at = get_first_origin (self); at < last; at++)
    for (gsize p = 0; p < self->triangle->n_places; p++)
      {
        const PrognosisNowcastError error
            = { get_error (self, at, p, age, last), exp2 (-(double) (last - at) / ERROR_HALF_LIFE), p };

        if (!isnan (error.error))
          g_array_append_val (errors, error);
      }
  prognosis_nowcast_sort_errors ((PrognosisNowcastError *) (void *) errors->data, errors->len);
  return errors;
}

/* @by_age: see list_errors() */
static void
fill_week (const Shared *self, PrognosisNowcast *nowcast, gsize place, gsize back, GArray *const *by_age)
{
  const Past *now = get_past (self, self->triangle->n_weeks - 1, place, back);
  const GArray *errors = isnan (now->centre) ? NULL : by_age[now->age];
  g_autofree PrognosisNowcastError *weighted = NULL;

  if (errors == NULL || errors->len < FEWEST_ROWS)
    {
      prognosis_nowcast_fill_multiplicative (nowcast, place, back);
      return;
    }
  weighted = g_memdup2 (errors->data, errors->len * sizeof *weighted);
  for (guint i = 0; i < errors->len; i++)
    weighted[i].weight *= weighted[i].place == place ? 1 : OTHER_PLACE;
  prognosis_nowcast_fill (nowcast, place, back, now->centre, now->sd, weighted, errors->len);
}

/* Of the errors that the nowcasts of one origin made of a week and of the week after it. */
static double
get_correlation (const Shared *self, gsize back)
{
  const gsize last = self->triangle->n_weeks - 1;
  double xx = 0, yy = 0, xy = 0;

  for (gsize at = get_first_origin (self); at < last; at++)
    for (gsize p = 0; p < self->triangle->n_places; p++)
      {
        const double x = get_error (self, at, p, back - 1, last), y = get_error (self, at, p, back, last);

        if (isnan (x) || isnan (y))
          continue;
        xx += x * x;
        yy += y * y;
        xy += x * y;
      }
  return xx > 0 && yy > 0 ? xy / sqrt (xx * yy) : 0;
}

static void
run (PrognosisNowcast *nowcast, double *correlation)
{
  const PrognosisTriangle *triangle = nowcast->triangle;
  const gsize n_cells = triangle->n_places * triangle->n_weeks * triangle->n_delays;
  const gsize n_pasts = triangle->n_weeks * triangle->n_places * PROGNOSIS_NOWCAST_WEEKS;
  g_autofree double *known = g_new (double, n_cells), *factors = g_new (double, triangle->n_weeks * triangle->n_delays);
  g_autofree double *features = g_new0 (double, triangle->n_weeks * triangle->n_places * N_FEATURES);
  g_autofree int *ages = g_new (int, n_cells);
  g_autofree Past *pasts = g_new (Past, n_pasts);
  Shared self = { triangle, known, ages, factors, features, pasts };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (SharedRow));
  GArray *by_age[PROGNOSIS_NOWCAST_WEEKS];

  for (gsize i = 0; i < n_pasts; i++)
    pasts[i] = (Past){ NAN, NAN, -1 };
  fill_known (&self);
  for (gsize at = 0; at < triangle->n_weeks; at++)
    fill_factors (&self, at);
  for (gsize at = 2; at < triangle->n_weeks; at++)
    fill_features (&self, at);
  for (gsize at = get_first_origin (&self); at < triangle->n_weeks; at++)
    nowcast_then (&self, at, rows);
  for (gsize back = 1; back < PROGNOSIS_NOWCAST_WEEKS; back++)
    correlation[back] = get_correlation (&self, back);
  for (gsize age = 0; age < PROGNOSIS_NOWCAST_WEEKS; age++)
    by_age[age] = list_errors (&self, age);
  for (gsize place = 0; place < triangle->n_places; place++)
    for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS && back < triangle->n_weeks; back++)
      fill_week (&self, nowcast, place, back, by_age);
  for (gsize age = 0; age < PROGNOSIS_NOWCAST_WEEKS; age++)
    g_array_unref (by_age[age]);
}

const PrognosisNowcastMethod prognosis_nowcast_shared = {
  .id = "shared",
  .description = "Delays that all places share and that drift, with trend and turn of the year in the running week",
  .run = run,
};
