/* SPDX-License-Identifier: GPL-3.0-or-later */

/* S' = -beta S I; E' = beta S I - sigma E; I' = sigma E - gamma I; R' = (1 - r) gamma I; D' = r gamma I. */

#include "prognosis-model-private.h"

/* clang-format off */
#define MODEL seird
#define NS 5
#define NR 3
#define NQ 3
#define N_CORE 3
#define CORE { S, E, I }
#define INFECTED E

enum { S, E, I, R, D };
enum { SIGMA, GAMMA, FATALITY, E0 = NR, I0, RHO }; /* the parameters; the rates come first */
enum { DYING = FATALITY }; /* stored in place of r: the rate of dying, r gamma */
/* clang-format on */

static inline V
infectious (const V *y)
{
  return y[I];
}

static inline void
infectious_vjp (V z_bar, V *y_bar)
{
  y_bar[I] += z_bar;
}

static inline void
prepare (const V *p, V *q)
{
  q[SIGMA] = p[SIGMA];
  q[GAMMA] = p[GAMMA];
  q[DYING] = p[FATALITY] * p[GAMMA];
}

static inline void
prepare_jvp (const V *p, const V *tp, V *tq)
{
  tq[SIGMA] = tp[SIGMA];
  tq[GAMMA] = tp[GAMMA];
  tq[DYING] = tp[FATALITY] * p[GAMMA] + p[FATALITY] * tp[GAMMA];
}

static inline void
prepare_vjp (const V *p, const V *q_bar, V *p_bar)
{
  p_bar[SIGMA] += q_bar[SIGMA];
  p_bar[GAMMA] += q_bar[GAMMA] + p[FATALITY] * q_bar[DYING];
  p_bar[FATALITY] += p[GAMMA] * q_bar[DYING];
}

static inline void
flows (const V *y, const V *ty, const V *q, V *dy)
{
  const V onsets = q[SIGMA] * y[E], removals = q[GAMMA] * y[I], deaths = q[DYING] * y[I];

  dy[S] = (V){ 0 };
  dy[E] = -onsets;
  dy[I] = onsets - removals;
  dy[R] = removals - deaths;
  dy[D] = deaths;
}

static inline void
flows_vjp (const V *y, const V *ty, const V *q, const V *w, V *y_bar, V *ty_bar, V *q_bar)
{
  const V onsets = w[I] - w[E], removals = w[R] - w[I], deaths = w[D] - w[R];

  y_bar[E] += q[SIGMA] * onsets;
  q_bar[SIGMA] += y[E] * onsets;
  y_bar[I] += q[GAMMA] * removals;
  y_bar[I] += q[DYING] * deaths;
  q_bar[GAMMA] += y[I] * removals;
  q_bar[DYING] += y[I] * deaths;
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (seird)

static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  const double e0 = v[E0 - NR], i0 = v[I0 - NR];

  y0[S] = 1.0 - e0 - i0;
  y0[E] = e0;
  y0[I] = i0;
  y0[R] = 0.0;
  y0[D] = 0.0;
  if (dy0)
    {
      const double d[NS][2]
          = { [S] = { -1.0, -1.0 }, [E] = { 1.0, 0.0 }, [I] = { 0.0, 1.0 }, [R] = { 0.0, 0.0 }, [D] = { 0.0, 0.0 } };

      memcpy (dy0, d, sizeof d);
    }
}

static const PrognosisParameter parameters[] = {
  [SIGMA] = PARAMETER_SIGMA (0.5, 3.0),
  [GAMMA] = PARAMETER_GAMMA (0.25, 1e-3, 3.0),
  [FATALITY] = PARAMETER_FATALITY (PROGNOSIS_USE_RATE),
  [E0] = PARAMETER_E0,
  [I0] = PARAMETER_I0,
  [RHO] = PARAMETER_RHO,
};

static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double sigma = v[SIGMA], gamma = v[GAMMA], growth = CLAMP (prognosis_or (summary->growth, 0.05), 0.01, 1.0);

  /* For growth rate r of the linear system: beta = (r + sigma) (r + gamma) / sigma. */
  *beta = (growth + sigma) * (growth + gamma) / sigma;
  if (summary->is_level)
    v[I0] = prognosis_or (summary->level, v[I0]);
  else
    v[I0] = prognosis_or (summary->flow, 1e-7) / (v[RHO] * (gamma + growth));
  v[E0] = v[I0] * (gamma + growth) / sigma;
  /* Deaths are assumed to be fully ascertained, unlike infections. */
  v[FATALITY] = CLAMP (v[RHO] * prognosis_ratio_or (summary->death_flow, summary->mean_flow, v[FATALITY]), 1e-5, 0.5);
}

static double
reproduction (const double *rates, double beta, double susceptible)
{
  return beta * susceptible / rates[GAMMA];
}

static const PrognosisState states[] = {
  { "S", N_ ("Susceptible") }, { "E", N_ ("Exposed") }, { "I", N_ ("Infectious") }, { "R", N_ ("Recovered") }, { "D", N_ ("Dead") },
};

static const PrognosisQuantity quantities[] = {
  { "I", N_ ("Infectious persons"), FALSE, { [I] = 1 }, NULL },
  { "R", N_ ("Recovered persons"), FALSE, { [R] = 1 }, NULL },
  { "infections", N_ ("Reported infections"), TRUE, { [S] = -1 }, "rho" },
  { "onsets", N_ ("Reported onsets"), TRUE, { [I] = 1, [R] = 1, [D] = 1 }, "rho" },
  { "recoveries", N_ ("Reported recoveries"), TRUE, { [R] = 1 }, "rho" },
  { "deaths", N_ ("Deaths"), TRUE, { [D] = 1 }, NULL },
};

static const PrognosisTie ties[] = { PROGNOSIS_TIES_OF_COUNTS ("onsets") };

const PrognosisModel prognosis_model_seird = {
  .id = "seird",
  .title = N_ ("SEIRD"),
  .description = N_ ("SEIR in which some infectious persons die"),
  .family = PROGNOSIS_FAMILY_MECHANISTIC,
  .equations = "S′ = −β S I\nE′ = β S I − σ E\nI′ = σ E − γ I\nR′ = (1 − r) γ I\nD′ = r γ I",
  PROGNOSIS_MODEL_PARTS,
  .beta = PARAMETER_BETA (0.4, 5.0),
  .default_knots = 1,
  .default_coupling = PROGNOSIS_COUPLING_NONE,
  .reproduction_rates = 1 << GAMMA,
  .kernels = PROGNOSIS_KERNELS (seird),
};
#endif
