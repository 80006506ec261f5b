/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kermack and McKendrick 1927: S' = -beta S I; I' = beta S I - gamma I; R' = gamma I. */

#include "prognosis-model-private.h"

/* clang-format off */
#define MODEL sir
#define NS 3
#define NR 1
#define NQ 1
#define N_CORE 2
#define CORE { S, I }
#define INFECTED I

enum { S, I, R };
enum { GAMMA, I0 = NR, RHO, FATALITY }; /* the parameters; the rates come first */
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
  q[GAMMA] = p[GAMMA];
}

static inline void
prepare_jvp (const V *p, const V *tp, V *tq)
{
  tq[GAMMA] = tp[GAMMA];
}

static inline void
prepare_vjp (const V *p, const V *q_bar, V *p_bar)
{
  p_bar[GAMMA] += q_bar[GAMMA];
}

static inline void
flows (const V *y, const V *ty, const V *q, V *dy)
{
  const V removals = q[GAMMA] * y[I];

  dy[S] = (V){ 0 };
  dy[I] = -removals;
  dy[R] = removals;
}

static inline void
flows_vjp (const V *y, const V *ty, const V *q, const V *w, V *y_bar, V *ty_bar, V *q_bar)
{
  const V removals = w[R] - w[I];

  y_bar[I] += q[GAMMA] * removals;
  q_bar[GAMMA] += y[I] * removals;
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (sir)

static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  const double i0 = v[I0 - NR];

  y0[S] = 1.0 - i0;
  y0[I] = i0;
  y0[R] = 0.0;
  if (dy0)
    {
      dy0[S] = -1.0;
      dy0[I] = 1.0;
      dy0[R] = 0.0;
    }
}

static const PrognosisParameter parameters[] = {
  [GAMMA] = PARAMETER_GAMMA (0.25, 1e-3, 3.0),
  [I0] = PARAMETER_I0,
  [RHO] = PARAMETER_RHO,
  [FATALITY] = PARAMETER_FATALITY (PROGNOSIS_USE_OBSERVATION),
};

static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double gamma = v[GAMMA], growth = CLAMP (prognosis_or (summary->growth, 0.05), 0.01, 2.0);

  *beta = gamma + growth;
  if (summary->is_level)
    v[I0] = prognosis_or (summary->level, v[I0]);
  else
    v[I0] = prognosis_or (summary->flow, 1e-7) / (v[RHO] * *beta);
  v[FATALITY] = CLAMP (prognosis_ratio_or (summary->death_flow, summary->mean_flow, v[FATALITY]), 1e-4, 0.5);
}

static double
reproduction (const double *rates, double beta, double susceptible)
{
  return beta * susceptible / rates[GAMMA];
}

static const PrognosisState states[] = {
  { "S", N_ ("Susceptible") },
  { "I", N_ ("Infectious") },
  { "R", N_ ("Removed") },
};

static const PrognosisQuantity quantities[] = {
  { "I", N_ ("Infectious persons"), FALSE, { [I] = 1 }, NULL },
  { "R", N_ ("Removed persons"), FALSE, { [R] = 1 }, NULL },
  { "infections", N_ ("Reported infections"), TRUE, { [S] = -1 }, "rho" },
  { "recoveries", N_ ("Reported recoveries"), TRUE, { [R] = 1 }, "rho" },
  { "deaths", N_ ("Deaths"), TRUE, { [R] = 1 }, "r" },
};

static const PrognosisTie ties[] = { PROGNOSIS_TIES_OF_COUNTS ("infections") };

const PrognosisModel prognosis_model_sir = {
  .id = "sir",
  .title = N_ ("SIR"),
  .description = N_ ("Susceptible, infectious, removed: the simplest epidemic model"),
  .family = PROGNOSIS_FAMILY_MECHANISTIC,
  .equations = "S′ = −β S I\nI′ = β S I − γ I\nR′ = γ I",
  PROGNOSIS_MODEL_PARTS,
  .beta = PARAMETER_BETA (0.4, 5.0),
  .default_knots = 1,
  .default_coupling = PROGNOSIS_COUPLING_NONE,
  .reproduction_rates = 1 << GAMMA,
  .kernels = PROGNOSIS_KERNELS (sir),
};
#endif
