/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Zou et al. 2020: S' = -beta S (I+E); E' = beta S (I+E) - sigma E; U' = (1-mu) sigma E;
 * I' = mu sigma E - gamma I; R' = gamma I. U are the infections that nobody reports.
 */

#include "prognosis-model-private.h"

#define MODEL sueir
#define NS 5
#define NR 3

enum { S, E, U, I, R };
enum { SIGMA, MU, GAMMA };

static inline V
infectious (const V *y)
{
  return y[E] + y[I];
}

static inline void
infectious_vjp (V z_bar, V *y_bar)
{
  y_bar[E] += z_bar;
  y_bar[I] += z_bar;
}

static inline void
rhs (const V *y, V foi, const V *p, double t, V *dy)
{
  const V infections = foi * y[S], onsets = p[SIGMA] * y[E], removals = p[GAMMA] * y[I];
  const V reported = p[MU] * onsets;

  dy[S] = -infections;
  dy[E] = infections - onsets;
  dy[U] = onsets - reported;
  dy[I] = reported - removals;
  dy[R] = removals;
}

static inline void
jvp (const V *y, V foi, const V *p, double t, const V *ty, V tfoi, const V *tp, V *tdy)
{
  const V infections = tfoi * y[S] + foi * ty[S];
  const V onsets = tp[SIGMA] * y[E] + p[SIGMA] * ty[E], removals = tp[GAMMA] * y[I] + p[GAMMA] * ty[I];
  const V reported = tp[MU] * p[SIGMA] * y[E] + p[MU] * onsets;

  tdy[S] = -infections;
  tdy[E] = infections - onsets;
  tdy[U] = onsets - reported;
  tdy[I] = reported - removals;
  tdy[R] = removals;
}

static inline void
vjp (const V *y, V foi, const V *p, double t, const V *w, V *ay, V *afoi, V *ap)
{
  const V infections = w[E] - w[S], onsets = w[U] - w[E] + p[MU] * (w[I] - w[U]), removals = w[R] - w[I];

  ay[S] += foi * infections;
  *afoi += y[S] * infections;
  ay[E] += p[SIGMA] * onsets;
  ap[SIGMA] += y[E] * onsets;
  ap[MU] += p[SIGMA] * y[E] * (w[I] - w[U]);
  ay[I] += p[GAMMA] * removals;
  ap[GAMMA] += y[I] * removals;
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (sueir)

/* Whoever is in none of the fitted compartments at the start stands in U, where nothing happens any more. */
static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  y0[S] = v[0];
  y0[E] = v[1];
  y0[I] = v[2];
  y0[R] = 0.0;
  y0[U] = 1.0 - v[0] - v[1] - v[2];
  if (dy0)
    {
      const double d[NS][3] = {
        [S] = { 1.0, 0.0, 0.0 }, [E] = { 0.0, 1.0, 0.0 }, [U] = { -1.0, -1.0, -1.0 },
        [I] = { 0.0, 0.0, 1.0 }, [R] = { 0.0, 0.0, 0.0 },
      };

      memcpy (dy0, d, sizeof d);
    }
}

static const PrognosisParameter parameters[] = {
  PARAMETER_SIGMA (0.2, 1.0),
  PARAMETER_MU,
  PARAMETER_GAMMA (0.1, 0.5),
  PARAMETER_S0,
  PARAMETER_E0,
  PARAMETER_I0,
  PARAMETER_FATALITY (PROGNOSIS_USE_OBSERVATION),
};

static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double sigma = v[0], mu = v[1], growth = CLAMP (summary->growth, -0.05, 0.3);
  const double flow = prognosis_or (summary->flow, 1e-7);
  double *gamma = &v[2], *s0 = &v[3], *e0 = &v[4], *i0 = &v[5];

  *s0 = MAX (0.88 - prognosis_or (summary->removed, 0.0), 0.1);
  *e0 = flow / (mu * sigma);
  if (summary->is_level)
    *i0 = prognosis_or (summary->level, *i0);
  else
    *i0 = flow / (*gamma + MAX (growth, 0.0));
  if (summary->recovery_flow > 0.0 && !summary->is_level)
    {
      /* Recoveries tell how many are infectious, if the mean infectious period is known: keep gamma. */
      *i0 = summary->recovery_flow / *gamma;
    }
  v[6] = CLAMP (prognosis_ratio_or (summary->death_flow, prognosis_or (summary->recovery_flow, summary->mean_flow), v[6]), 1e-4, 0.5);
  /* E grows at rate r: beta S (I + E) = (sigma + r) E. */
  *beta = (sigma + growth) * *e0 / (*s0 * (*e0 + *i0));
}

static double
reproduction (const double *rates, double beta, double susceptible)
{
  /* Infectious while exposed, and the reported ones until they recover. */
  return beta * susceptible * (1.0 / rates[SIGMA] + rates[MU] / rates[GAMMA]);
}

static const PrognosisState states[] = {
  { "S", N_ ("Susceptible") },
  { "E", N_ ("Exposed") },
  { "U", N_ ("Unreported") },
  { "I", N_ ("Infectious and reported") },
  { "R", N_ ("Removed") },
};

static const PrognosisQuantity quantities[] = {
  { "I", N_ ("Infectious and reported persons"), FALSE, { [I] = 1 }, NULL },
  { "R", N_ ("Removed persons"), FALSE, { [R] = 1 }, NULL },
  { "infections", N_ ("All infections"), TRUE, { [S] = -1 }, NULL },
  { "reported", N_ ("Reported infections"), TRUE, { [I] = 1, [R] = 1 }, NULL },
  { "recoveries", N_ ("Recoveries"), TRUE, { [R] = 1 }, NULL },
  { "deaths", N_ ("Deaths"), TRUE, { [R] = 1 }, "r" },
};

static const PrognosisTie ties[] = {
  { PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, "I" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, "reported" },
  { PROGNOSIS_KIND_RATE, PROGNOSIS_ROLE_INFECTIONS, "reported" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, "reported" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_RECOVERIES, "recoveries" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_RECOVERIES, "recoveries" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, "deaths" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS, "deaths" },
};

const PrognosisModel prognosis_model_sueir = {
  .id = "sueir",
  .title = N_ ("SuEIR"),
  .description = N_ ("SEIR with infections that are never reported, infectious while exposed"),
  .family = "mechanistic",
  .equations = "S′ = −β S (I + E)\nE′ = β S (I + E) − σ E\nU′ = (1 − μ) σ E\nI′ = μ σ E − γ I\nR′ = γ I",
  .n_states = NS, .states = states,
  .n_rates = NR, .n_parameters = G_N_ELEMENTS (parameters), .parameters = parameters,
  .beta = PARAMETER_BETA (0.1, 1.0),
  .n_quantities = G_N_ELEMENTS (quantities), .quantities = quantities,
  .n_ties = G_N_ELEMENTS (ties), .ties = ties,
  .default_knots = 1,
  .default_train_days = 14,
  .initial = initial, .guess = guess, .reproduction = reproduction,
  .kernels = PROGNOSIS_KERNELS (sueir),
};
#endif
