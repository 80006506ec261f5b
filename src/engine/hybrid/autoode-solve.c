/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The compartments: susceptible, exposed and infectious persons that will be reported (Kermack, McKendrick 1927),

     ds/dt = -beta s I / n,   dE/dt = beta s I - sigma E,   dI/dt = sigma E - gamma I,   cases of a day = integral of sigma E,

   from the centre of the last week on. At the start E and I have the ratio that they have while cases grow by r a day, which
   gives beta as well. After it

     log beta (tau) = log gamma + log (beta_0 / gamma) fade^tau + drift (1 - q^tau) / (7 log (1 / q)),   q = 0.85,

   so that transmission returns to its balance, where an infectious person infects one other, and drift comes to an end. The
   midpoint rule with one step a day, and beta of the middle of the day, agrees with a fourth-order method to three digits at
   such rates. The derivatives with respect to the map's outputs are those of the discretised equations, carried along: for
   three outputs that costs less than going back through the solution.

   Compiled once for every instruction set, with PROGNOSIS_AUTOODE_SOLVE naming the function (autoode-solve.h). */

#include "autoode-solve.h"

#include <math.h>

#define MAX_GROWTH 0.1  /* 1/day: twofold in a week */
#define MAX_DRIFT 0.5   /* of log beta, 1/week */
#define DRIFT_FADE 0.85 /* q, per day: without a bound, growth that rises early goes on for weeks */

enum
{
  S,
  E,
  I,
  N_STATES
};

#define N_OUT PROGNOSIS_AUTOODE_N_OUTPUTS

/* A number and its derivatives with respect to the outputs. */
typedef double Dual __attribute__ ((vector_size (4 * sizeof (double))));

G_STATIC_ASSERT (N_OUT == 3);

static const Dual only_derivatives = { 0.0, 1.0, 1.0, 1.0 };

static inline Dual
add (Dual a, Dual b, double f)
{
  return a + b * f;
}

static inline Dual
multiply (Dual a, Dual b)
{
  return b * a[0] + a * only_derivatives * b[0];
}

static inline Dual
exponential (Dual a)
{
  Dual e = a;

  e[0] = 1.0;
  return e * exp (a[0]);
}

typedef struct
{
  const PrognosisAutoodeRates *rates;
  double per_person; /* 1 / n */
  Dual departure;    /* log of beta_0 over the balance */
  Dual drift;
} Equations;

static inline void
derivatives (const Equations *self, Dual beta, const Dual *y, Dual *dy)
{
  const Dual infected = multiply (beta, multiply (y[S], y[I]));

  dy[S] = infected * -self->per_person;
  dy[E] = add (infected, y[E], -self->rates->latent);
  dy[I] = add (y[E] * self->rates->latent, y[I], -self->rates->infectious);
}

void
PROGNOSIS_AUTOODE_SOLVE (const PrognosisAutoodeRates *rates, const PrognosisAutoodeStart *start, const double *outputs, gsize n,
                         const double *log_factor, double *cases, double *slope, double *reproduction)
{
  const double sigma = rates->latent, gamma = rates->infectious;
  const double t = tanh ((start->growth + outputs[PROGNOSIS_AUTOODE_GROWTH]) / 7.0 / MAX_GROWTH);
  const double d = tanh (outputs[PROGNOSIS_AUTOODE_DRIFT] / MAX_DRIFT);
  const Dual r = { MAX_GROWTH * t, (1.0 - t * t) / 7.0 }, level_output = { outputs[PROGNOSIS_AUTOODE_LEVEL], 0.0, 0.0, 1.0 };
  const Dual level = exponential (add (level_output, r, 0.5)) * start->level;
  const double leaving = gamma + r[0], rising = sigma + r[0];
  Equations equations = { .rates = rates, .per_person = 1.0 / start->susceptible };
  /* At the middle of a day: what is left of the departure and of the drift. */
  double left = sqrt (rates->fade), drift_left = sqrt (DRIFT_FADE);
  Dual y[N_STATES], middle[N_STATES], dy[N_STATES];

  equations.drift = (Dual){ MAX_DRIFT * d, 0.0, 1.0 - d * d };
  equations.departure = (Dual){ log (rising * leaving / (sigma * gamma)), r[1] / rising + r[1] / leaving };
  y[S] = (Dual){ 1.0 };
  y[E] = level / sigma;
  y[I] = multiply (level, (Dual){ 1.0 / leaving, -r[1] / (leaving * leaving) });
  for (gsize day = 0; day < n; day++, left *= rates->fade, drift_left *= DRIFT_FADE)
    {
      const double weeks = (1.0 - drift_left) / -log (DRIFT_FADE) / 7.0;
      const Dual known = add (equations.departure * left, equations.drift, weeks);
      const Dual beta = exponential (log_factor ? known + (Dual){ log_factor[day] } : known) * gamma;

      derivatives (&equations, beta, y, dy);
      for (int i = 0; i < N_STATES; i++)
        middle[i] = add (y[i], dy[i], 0.5);
      derivatives (&equations, beta, middle, dy);
      for (int i = 0; i < N_STATES; i++)
        y[i] = add (y[i], dy[i], 1.0);
      cases[day] = sigma * middle[E][0];
      for (int k = 0; slope && k < N_OUT; k++)
        slope[day * N_OUT + k] = sigma * middle[E][1 + k];
      if (reproduction)
        reproduction[day] = beta[0] * middle[S][0] / gamma;
    }
}
