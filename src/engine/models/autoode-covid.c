/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Wang, Maddix, Faloutsos, Wang, Yu (L4DC 2021): SuEIR in every region, with deaths as a share
 * r(t) = a t + b of the removals. D lies inside R: S + E + U + I + R is conserved.
 * As in the paper, confirmed, recovered and deaths are observed as the levels of I, R and D.
 */

#include "prognosis-model-private.h"

#define MODEL autoode_covid
#define NS 6
#define NR 5

enum { S, E, U, I, R, D };
enum { SIGMA, MU, GAMMA, A, B };

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
  dy[D] = (p[A] * t + p[B]) * removals;
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
  tdy[D] = (p[A] * t + p[B]) * removals + (tp[A] * t + tp[B]) * p[GAMMA] * y[I];
}

static inline void
vjp (const V *y, V foi, const V *p, double t, const V *w, V *ay, V *afoi, V *ap)
{
  const V infections = w[E] - w[S], onsets = w[U] - w[E] + p[MU] * (w[I] - w[U]);
  const V removals = w[R] - w[I] + (p[A] * t + p[B]) * w[D], deaths = w[D] * p[GAMMA] * y[I];

  ay[S] += foi * infections;
  *afoi += y[S] * infections;
  ay[E] += p[SIGMA] * onsets;
  ap[SIGMA] += y[E] * onsets;
  ap[MU] += p[SIGMA] * y[E] * (w[I] - w[U]);
  ay[I] += p[GAMMA] * removals;
  ap[GAMMA] += y[I] * removals;
  ap[A] += t * deaths;
  ap[B] += deaths;
}

#include "prognosis-kernel-template.h"

#ifdef PROGNOSIS_KERNEL_TABLE
PROGNOSIS_DECLARE_KERNELS (autoode_covid)

/* I, R and D start at what is observed; U holds the rest, for nothing happens there. */
static void
initial (const double *v, const double *given, double *y0, double *dy0)
{
  y0[S] = v[0];
  y0[E] = v[1];
  y0[I] = given[I];
  y0[R] = given[R];
  y0[D] = given[D];
  y0[U] = 1.0 - v[0] - v[1] - given[I] - given[R];
  if (dy0)
    {
      const double d[NS][2] = { [S] = { 1.0, 0.0 }, [E] = { 0.0, 1.0 }, [U] = { -1.0, -1.0 } };

      memcpy (dy0, d, sizeof d);
    }
}

static const PrognosisParameter parameters[] = {
  PARAMETER_SIGMA (0.2, 1.0),
  PARAMETER_MU,
  { .id = "gamma", .symbol = "γ", .title = N_ ("Recovery rate"), .unit = "1/day",
    .hint = N_ ("One over the mean number of days that a person is infectious"),
    .start = 0.02, .lower = 1e-6, .upper = 0.5, .prior_sd = 1.0, .scale = PROGNOSIS_SCALE_LOG,
    .use = PROGNOSIS_USE_RATE },
  { .id = "a", .symbol = "a", .title = N_ ("Trend of deaths among the removed"), .unit = "1/day",
    .hint = N_ ("By how much the share of deaths among the removed changes in a day"),
    .start = 0.0, .lower = -2.0, .upper = 2.0, .prior_sd = 0.1, .scale = PROGNOSIS_SCALE_LINEAR,
    .use = PROGNOSIS_USE_RATE },
  { .id = "b", .symbol = "b", .title = N_ ("Deaths among the removed at the start"), .unit = "1",
    .hint = N_ ("Share of deaths among the removed at the start of the training window"),
    .start = 0.03, .lower = -20.0, .upper = 20.0, .prior_sd = 0.25, .scale = PROGNOSIS_SCALE_LINEAR,
    .use = PROGNOSIS_USE_RATE },
  PARAMETER_S0,
  PARAMETER_E0,
};

/* Rates from the balance of the observed levels; sigma, mu and S0 stay where they are for they are hardly determined. */
static void
guess (const PrognosisSummary *summary, const double *given, double *v, double *beta)
{
  const double sigma = v[0], mu = v[1], flow = prognosis_or (summary->flow, 1e-8);
  double *gamma = &v[2], *b = &v[4], *s0 = &v[5], *e0 = &v[6];

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
  { "S", N_ ("Susceptible") },
  { "E", N_ ("Exposed") },
  { "U", N_ ("Unreported") },
  { "I", N_ ("Infectious and reported") },
  { "R", N_ ("Removed") },
  { "D", N_ ("Dead among the removed") },
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
  .description = N_ ("SuEIR with deaths and changing transmission, regions coupled (Wang et al. 2021)"),
  .family = "hybrid",
  .equations = "S′ = −β(t) S Σ A (I + E)\nE′ = β(t) S Σ A (I + E) − σ E\nU′ = (1 − μ) σ E\nI′ = μ σ E − γ I\nR′ = γ I\nD′ = (a t + b) R′",
  .n_states = NS, .states = states,
  .n_rates = NR, .n_parameters = G_N_ELEMENTS (parameters), .parameters = parameters,
  .beta = PARAMETER_BETA (0.1, 1.0),
  .n_quantities = G_N_ELEMENTS (quantities), .quantities = quantities,
  .n_ties = G_N_ELEMENTS (ties), .ties = ties,
  /* Chosen on JHU's origins up to 2020-05-30 and every second Saturday after: longer windows and more knots fit better
     and forecast worse. */
  .default_knots = 2,
  .default_train_days = 21,
  .initial = initial, .guess = guess, .reproduction = reproduction,
  .kernels = PROGNOSIS_KERNELS (autoode_covid),
};
#endif
