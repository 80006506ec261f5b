/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zou et al. 2020: S' = -beta S (I+E); E' = beta S (I+E) - sigma E; U' = (1-mu) sigma E; I' = mu sigma E - gamma
   I; R' = gamma I. U are the unreported infections. */

#include "prognosis-model-private.h"

/* clang-format off */
#define MODEL sueir
#define NS 5
#define NR 3
#define NQ 3
#define N_CORE 3
#define CORE { S, E, I }
#define INFECTED E

enum { S, E, U, I, R };
enum { SIGMA, MU, GAMMA, S0 = NR, E0, I0, FATALITY }; /* the parameters; the rates come first */
enum { REPORTING = MU }; /* stored in place of mu: the rate of being reported, mu sigma */
/* clang-format on */

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
prepare (const V *p, V *q)
{
  q[SIGMA] = p[SIGMA];
  q[REPORTING] = p[MU] * p[SIGMA];
  q[GAMMA] = p[GAMMA];
}

static inline void
prepare_jvp (const V *p, const V *tp, V *tq)
{
  tq[SIGMA] = tp[SIGMA];
  tq[REPORTING] = tp[MU] * p[SIGMA] + p[MU] * tp[SIGMA];
  tq[GAMMA] = tp[GAMMA];
}

static inline void
prepare_vjp (const V *p, const V *q_bar, V *p_bar)
{
  p_bar[SIGMA] += q_bar[SIGMA] + p[MU] * q_bar[REPORTING];
  p_bar[MU] += p[SIGMA] * q_bar[REPORTING];
  p_bar[GAMMA] += q_bar[GAMMA];
}

static inline void
flows (const V *y, const V *ty, const V *q, V *dy)
{
  const V onsets = q[SIGMA] * y[E], reported = q[REPORTING] * y[E], removals = q[GAMMA] * y[I];

  dy[S] = (V){ 0 };
  dy[E] = -onsets;
  dy[U] = onsets - reported;
  dy[I] = reported - removals;
  dy[R] = removals;
}

static inline void
flows_vjp (const V *y, const V *ty, const V *q, const V *w, V *y_bar, V *ty_bar, V *q_bar)
{
  const V onsets = w[U] - w[E], reported = w[I] - w[U], removals = w[R] - w[I];

  y_bar[E] += q[SIGMA] * onsets;
  y_bar[E] += q[REPORTING] * reported;
  q_bar[SIGMA] += y[E] * onsets;
  q_bar[REPORTING] += y[E] * reported;
  y_bar[I] += q[GAMMA] * removals;
  q_bar[GAMMA] += y[I] * removals;
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (sueir)

/* Persons in none of the fitted compartments start in U, which has no outflow. */
static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  const double s0 = v[S0 - NR], e0 = v[E0 - NR], i0 = v[I0 - NR];

  y0[S] = s0;
  y0[E] = e0;
  y0[I] = i0;
  y0[R] = 0.0;
  y0[U] = 1.0 - s0 - e0 - i0;
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
  [SIGMA] = PARAMETER_SIGMA (0.2, 1.0),
  [MU] = PARAMETER_MU,
  [GAMMA] = PARAMETER_GAMMA (0.1, 1e-3, 0.5),
  [S0] = PARAMETER_S0,
  [E0] = PARAMETER_E0,
  [I0] = PARAMETER_I0,
  [FATALITY] = PARAMETER_FATALITY (PROGNOSIS_USE_OBSERVATION),
};

static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double sigma = v[SIGMA], mu = v[MU], growth = CLAMP (summary->growth, -0.05, 0.3);
  const double flow = prognosis_or (summary->flow, 1e-7);
  double *gamma = &v[GAMMA], *s0 = &v[S0], *e0 = &v[E0], *i0 = &v[I0];

  *s0 = MAX (0.88 - prognosis_or (summary->removed, 0.0), 0.1);
  *e0 = flow / (mu * sigma);
  if (summary->is_level)
    *i0 = prognosis_or (summary->level, *i0);
  else
    *i0 = flow / (*gamma + MAX (growth, 0.0));
  if (summary->recovery_flow > 0.0 && !summary->is_level)
    {
      /* With a known infectious period, recoveries determine the number of infectious persons: keep gamma. */
      *i0 = summary->recovery_flow / *gamma;
    }
  v[FATALITY] = CLAMP (
      prognosis_ratio_or (summary->death_flow, prognosis_or (summary->recovery_flow, summary->mean_flow), v[FATALITY]), 1e-4, 0.5);
  /* E grows at rate r: beta S (I + E) = (sigma + r) E. */
  *beta = (sigma + growth) * *e0 / (*s0 * (*e0 + *i0));
}

static double
reproduction (const double *rates, double beta, double susceptible)
{
  /* Persons are infectious while exposed; those who are reported, also until they recover. */
  return beta * susceptible * (1.0 / rates[SIGMA] + rates[MU] / rates[GAMMA]);
}

static const PrognosisState states[] = {
  { "S", N_ ("Susceptible") }, { "E", N_ ("Exposed") }, { "U", N_ ("Unreported") }, { "I", N_ ("Infectious and reported") },
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

static const PrognosisTie ties[] = { PROGNOSIS_TIES_OF_COUNTS ("reported") };

const PrognosisModel prognosis_model_sueir = {
  .id = "sueir",
  .title = N_ ("SuEIR"),
  .description = N_ ("SEIR with unreported infections and infectiousness during the exposed stage"),
  .family = PROGNOSIS_FAMILY_MECHANISTIC,
  .equations = "S′ = −β S (I + E)\nE′ = β S (I + E) − σ E\nU′ = (1 − μ) σ E\nI′ = μ σ E − γ I\nR′ = γ I",
  PROGNOSIS_MODEL_PARTS,
  .beta = PARAMETER_BETA (0.1, 1.0),
  .default_knots = 1,
  .default_train_days = 14,
  .default_coupling = PROGNOSIS_COUPLING_NONE,
  .reproduction_rates = 1 << SIGMA | 1 << MU | 1 << GAMMA,
  .kernels = PROGNOSIS_KERNELS (sueir),
};
#endif
