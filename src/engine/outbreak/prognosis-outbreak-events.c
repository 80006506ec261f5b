/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-private.h"
#include "prognosis-parallel.h"

#include <gsl/gsl_randist.h>
#include <math.h>

/* With fewer infected persons chance decides, and every event is drawn by itself. */
#define FEW 100
/* A step is this part of the shortest mean time. */
#define STEP 0.1

typedef struct
{
  const PrognosisOutbreak *outbreak;
  PrognosisOutbreakCourse *course;
  guint64 seed;
} Runs;

static void
infect (const PrognosisOutbreak *self, double *y, State from, double n)
{
  y[from] -= n;
  y[self->latent_days > 0 ? STATE_E : STATE_I] += n;
}

static void
remove_infectious (const PrognosisOutbreak *self, gsl_rng *rng, double *y, double n)
{
  const double dead = n > 0 ? gsl_ran_binomial (rng, self->fatality, (unsigned) n) : 0;

  y[STATE_I] -= n;
  y[STATE_D] += dead;
  y[STATE_R] += n - dead;
}

/* Up to @until, or until there are many. Returns the time reached. */
static double
draw_events (const PrognosisOutbreak *self, const PrognosisOutbreakDay *today, gsl_rng *rng, double *y, double t, double until)
{
  while (y[STATE_E] + y[STATE_I] < FEW)
    {
      const double force = today->beta * y[STATE_I] / self->population, plain = force * y[STATE_S], failed = force * y[STATE_W];
      const double onset = self->latent_days > 0 ? y[STATE_E] / self->latent_days : 0, removal = y[STATE_I] / self->infectious_days;
      const double sum = plain + failed + onset + removal;
      double which;

      if (!(sum > 0))
        return until;
      t += gsl_ran_exponential (rng, 1 / sum);
      if (t >= until)
        return until;
      which = gsl_rng_uniform (rng) * sum;
      if (which < plain)
        infect (self, y, STATE_S, 1);
      else if (which < plain + failed)
        infect (self, y, STATE_W, 1);
      else if (which < plain + failed + onset)
        {
          y[STATE_E] -= 1;
          y[STATE_I] += 1;
        }
      else
        remove_infectious (self, rng, y, 1);
    }
  return t;
}

static double
draw_number (gsl_rng *rng, double from, double expected)
{
  return from > 0 ? gsl_ran_binomial (rng, CLAMP (expected / from, 0, 1), (unsigned) from) : 0;
}

static void
draw_step (const PrognosisOutbreak *self, const PrognosisOutbreakDay *today, gsl_rng *rng, double *y, double step)
{
  const PrognosisOutbreakDay unvaccinated = { today->beta, 0 }; /* doses are given at the ends of the day */
  double slopes[N_STATES], middle[N_STATES], force, plain, failed, onsets, removed;

  prognosis_outbreak_get_slopes (self, &unvaccinated, y, slopes);
  for (gsize i = 0; i < N_STATES; i++)
    middle[i] = MAX (y[i] + slopes[i] * step / 2, 0);
  force = today->beta * middle[STATE_I] / self->population * step;
  plain = draw_number (rng, y[STATE_S], force * middle[STATE_S]);
  failed = draw_number (rng, y[STATE_W], force * middle[STATE_W]);
  onsets = self->latent_days > 0 ? draw_number (rng, y[STATE_E], middle[STATE_E] / self->latent_days * step) : 0;
  removed = draw_number (rng, y[STATE_I], middle[STATE_I] / self->infectious_days * step);
  y[STATE_E] -= onsets;
  y[STATE_I] += onsets;
  infect (self, y, STATE_S, plain);
  infect (self, y, STATE_W, failed);
  remove_infectious (self, rng, y, removed);
}

static void
vaccinate (const PrognosisOutbreak *self, gsl_rng *rng, double *y, double chance)
{
  const double vaccinated = chance > 0 && y[STATE_S] > 0 ? gsl_ran_binomial (rng, chance, (unsigned) y[STATE_S]) : 0;
  const double protected_ones = vaccinated > 0 ? gsl_ran_binomial (rng, self->efficacy, (unsigned) vaccinated) : 0;

  y[STATE_S] -= vaccinated;
  y[STATE_V] += protected_ones;
  y[STATE_W] += vaccinated - protected_ones;
}

static void
draw_day (const PrognosisOutbreak *self, const PrognosisOutbreakDay *today, gsl_rng *rng, double *y)
{
  const double fastest = MAX (MAX (today->beta, 1 / self->infectious_days), self->latent_days > 0 ? 1 / self->latent_days : 0);
  const double half = -expm1 (-today->hazard / 2);
  double t = 0;

  vaccinate (self, rng, y, half);
  while (t < 1)
    {
      t = draw_events (self, today, rng, y, t, 1);
      if (t < 1)
        {
          const double step = MIN (STEP / fastest, 1 - t);

          draw_step (self, today, rng, y, step);
          t = step < 1 - t ? t + step : 1;
        }
    }
  vaccinate (self, rng, y, half);
}

static guint32
mix (guint64 seed, guint64 run)
{
  guint64 z = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + run + 1;

  /* The finaliser of splitmix64: neighbouring runs get unrelated streams. */
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) (z ^ (z >> 31));
}

static void
draw_run (gsize run, gsize thread, gpointer data)
{
  const Runs *runs = data;
  const PrognosisOutbreak *self = runs->outbreak;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  double y[N_STATES], given = 0;

  gsl_rng_set (rng, mix (runs->seed, run));
  prognosis_outbreak_start (self, y);
  for (gsize i = 0; i < N_STATES; i++)
    y[i] = round (y[i]);
  prognosis_outbreak_course_set (runs->course, self, run, 0, y);
  for (gsize day = 0; day < runs->course->n_days; day++)
    {
      const PrognosisOutbreakDay today = prognosis_outbreak_begin_day (self, day, y[STATE_S], &given);

      draw_day (self, &today, rng, y);
      prognosis_outbreak_course_set (runs->course, self, run, day + 1, y);
    }
  gsl_rng_free (rng);
  prognosis_outbreak_course_add_beds (runs->course, self, run);
}

PrognosisOutbreakCourse *
prognosis_outbreak_run (const PrognosisOutbreak *self, gsize n_days, gsize n_runs, guint64 seed, gsize n_threads,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisOutbreakCourse) course = prognosis_outbreak_course_new (n_days, n_runs);
  Runs runs = { self, course, seed };

  prognosis_parallel (n_runs, n_threads, cancellable, draw_run, &runs);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&course);
}
