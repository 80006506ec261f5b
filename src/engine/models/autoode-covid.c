/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wang, Maddix, Faloutsos, Wang, Yu (L4DC 2021): SuEIR in every region, with a time-dependent fatality ratio r(t)
   = a t + b of removals. D is part of R: S + E + U + I + R is conserved. As in the paper, confirmed cases,
   recoveries and deaths are observed as the levels of I, R and D. */

#include "prognosis-model-private.h"

/* clang-format off */
#define MODEL autoode_covid
#define NS 6
#define NR 5
#define NQ 5
#define N_CORE 3
#define CORE { S, E, I }
#define INFECTED E

enum { S, E, U, I, R, D };
enum { SIGMA, MU, GAMMA, A, B, S0 = NR, E0 }; /* the parameters; the rates come first */
/* Stored in place of mu, a and b: the rates of being reported, mu sigma, and of dying, (a t + b) gamma. */
enum { REPORTING = MU, DYING_TREND = A, DYING = B };
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
  q[DYING_TREND] = p[A] * p[GAMMA];
  q[DYING] = p[B] * p[GAMMA];
}

static inline void
prepare_jvp (const V *p, const V *tp, V *tq)
{
  tq[SIGMA] = tp[SIGMA];
  tq[REPORTING] = tp[MU] * p[SIGMA] + p[MU] * tp[SIGMA];
  tq[GAMMA] = tp[GAMMA];
  tq[DYING_TREND] = tp[A] * p[GAMMA] + p[A] * tp[GAMMA];
  tq[DYING] = tp[B] * p[GAMMA] + p[B] * tp[GAMMA];
}

static inline void
prepare_vjp (const V *p, const V *q_bar, V *p_bar)
{
  p_bar[SIGMA] += q_bar[SIGMA] + p[MU] * q_bar[REPORTING];
  p_bar[MU] += p[SIGMA] * q_bar[REPORTING];
  p_bar[GAMMA] += q_bar[GAMMA] + p[A] * q_bar[DYING_TREND] + p[B] * q_bar[DYING];
  p_bar[A] += p[GAMMA] * q_bar[DYING_TREND];
  p_bar[B] += p[GAMMA] * q_bar[DYING];
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
  dy[D] = q[DYING] * y[I] + q[DYING_TREND] * ty[I];
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
  y_bar[I] += q[DYING] * w[D];
  ty_bar[I] += q[DYING_TREND] * w[D];
  q_bar[GAMMA] += y[I] * removals;
  q_bar[DYING] += y[I] * w[D];
  q_bar[DYING_TREND] += ty[I] * w[D];
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (autoode_covid)

/* I, R and D start at their observed levels; U, which has no outflow, starts with the remainder. */
static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  const double s0 = v[S0 - NR], e0 = v[E0 - NR];

  y0[S] = s0;
  y0[E] = e0;
  y0[I] = given[I];
  y0[R] = given[R];
  y0[D] = given[D];
  y0[U] = 1.0 - s0 - e0 - given[I] - given[R];
  if (dy0)
    {
      const double d[NS][2] = { [S] = { 1.0, 0.0 }, [E] = { 0.0, 1.0 }, [U] = { -1.0, -1.0 } };

      memcpy (dy0, d, sizeof d);
    }
}

static const PrognosisParameter parameters[] = {
  [SIGMA] = PARAMETER_SIGMA (0.2, 1.0),
  [MU] = PARAMETER_MU,
  [GAMMA] = PARAMETER_GAMMA (0.02, 1e-6, 0.5),
  [A] = { .id = "a",
          .symbol = "a",
          .title = N_ ("Trend of the fatality ratio"),
          .unit = PROGNOSIS_UNIT_PER_DAY,
          .hint = N_ ("Change per day of the proportion of removed persons who die"),
          .start = 0.0,
          .lower = -2.0,
          .upper = 2.0,
          .prior_sd = 0.1,
          .scale = PROGNOSIS_SCALE_LINEAR,
          .use = PROGNOSIS_USE_RATE,
          .only = "D" },
  [B] = { .id = "b",
          .symbol = "b",
          .title = N_ ("Fatality ratio at the start"),
          .unit = PROGNOSIS_UNIT_SHARE,
          .hint = N_ ("Proportion of removed persons who die, at the start of the training window"),
          .start = 0.03,
          .lower = -20.0,
          .upper = 20.0,
          .prior_sd = 0.25,
          .scale = PROGNOSIS_SCALE_LINEAR,
          .use = PROGNOSIS_USE_RATE,
          .is_share = TRUE,
          .only = "D" },
  [S0] = PARAMETER_S0,
  [E0] = PARAMETER_E0,
};

/* Rates from the balance of the observed levels; sigma, mu and S0 keep their defaults, because the data hardly
   determine them. */
static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double sigma = v[SIGMA], mu = v[MU], flow = prognosis_or (summary->flow, 1e-8);
  double *gamma = &v[GAMMA], *b = &v[B], *s0 = &v[S0], *e0 = &v[E0];

  *gamma = CLAMP (prognosis_ratio_or (summary->recovery_flow, summary->mean_level, *gamma), 1e-4, 0.3);
  *b = CLAMP (prognosis_ratio_or (summary->death_flow, summary->recovery_flow, *b), 1e-3, 1.0);
  *e0 = (flow + *gamma * given[I]) / (mu * sigma);
  *e0 = CLAMP (*e0, 1e-8, 0.3);
  *s0 = MIN (0.88, 0.99 - *e0 - given[I] - given[R]);
  *s0 = MAX (*s0, 0.05);
  *beta = sigma * *e0 / (*s0 * (*e0 + given[I]));
}

static double
reproduction (const double *rates, double beta, double susceptible)
{
  return beta * susceptible * (1.0 / rates[SIGMA] + rates[MU] / rates[GAMMA]);
}

static const PrognosisState states[] = {
  { "S", N_ ("Susceptible") }, { "E", N_ ("Exposed") },
  { "U", N_ ("Unreported") },  { "I", N_ ("Infectious and reported") },
  { "R", N_ ("Removed") },     { "D", N_ ("Dead among the removed") },
};

static const PrognosisQuantity quantities[] = {
  { "I", N_ ("Infectious and reported persons"), FALSE, { [I] = 1 }, NULL },
  { "R", N_ ("Removed persons"), FALSE, { [R] = 1 }, NULL },
  { "D", N_ ("Dead persons"), FALSE, { [D] = 1 }, NULL },
  { "reported", N_ ("Reported infections"), TRUE, { [I] = 1, [R] = 1 }, NULL },
  { "recoveries", N_ ("Recoveries"), TRUE, { [R] = 1, [D] = -1 }, NULL },
  { "deaths", N_ ("Deaths"), TRUE, { [D] = 1 }, NULL },
};

static const PrognosisTie ties[] = {
  { PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, "I" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, "I" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_RECOVERIES, "R" },
  { PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS, "D" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, "reported" },
  { PROGNOSIS_KIND_RATE, PROGNOSIS_ROLE_INFECTIONS, "reported" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_RECOVERIES, "recoveries" },
  { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, "deaths" },
};

const PrognosisModel prognosis_model_autoode_covid = {
  .id = "autoode-covid",
  .title = N_ ("AutoODE-COVID"),
  .description = N_ ("SuEIR with deaths, time-dependent transmission and coupled regions (Wang et al. 2021)"),
  .family = PROGNOSIS_FAMILY_HYBRID,
  .equations
  = "S′ = −β(t) S Σ A (I + E)\nE′ = β(t) S Σ A (I + E) − σ E\nU′ = (1 − μ) σ E\nI′ = μ σ E − γ I\nR′ = γ I\nD′ = (a t + b) R′",
  PROGNOSIS_MODEL_PARTS,
  .beta = PARAMETER_BETA (0.1, 1.0),
  /* Chosen on JHU data at origins up to 2020-05-30 and every second Saturday after: longer windows and more knots
     improve the fit but not the forecast. */
  .default_knots = 2,
  .default_train_days = 21,
  .default_coupling = PROGNOSIS_COUPLING_ADJACENCY,
  .reproduction_rates = 1 << SIGMA | 1 << MU | 1 << GAMMA,
  .kernels = PROGNOSIS_KERNELS (autoode_covid),
};
#endif
