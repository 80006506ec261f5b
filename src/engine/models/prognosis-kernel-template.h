/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fixed-step RK4, its discrete adjoint and its forward sensitivities, generated from the equations of one model.

   A model consists of infections, which move foi * S from S to another state, and of flows that are linear in the
   states. Its core consists of the states on which rates depend; the others only accumulate. Stages and their adjoint
   are computed for the core only: by linearity, a step moves all states by the flows of the core's mean over the stages,
   and by the infections. This is RK4 with its sum reordered. The including file defines MODEL (a name),
   NS (states), NR (rates), NQ (coefficients), N_CORE and CORE (the indices of the core states, in braces), INFECTED (the
   state that infected persons enter) and, for the lane type V, the functions

     void prepare (const V *p, V *q)                      coefficients from rates
     void prepare_jvp (const V *p, const V *tp, V *tq)    its tangent
     void prepare_vjp (const V *p, const V *q_bar, V *p_bar)
     V    infectious (const V *y)                         infectious fraction of the population
     void infectious_vjp (V z_bar, V *y_bar)
     void flows (const V *y, const V *ty, const V *q, V *dy)
                                                          into all states, from the core y and t y; linear in both, and in q
     void flows_vjp (const V *y, const V *ty, const V *q, const V *w, V *y_bar, V *ty_bar, V *q_bar)

   where foi = beta(t) * pressure is the force of infection, and pressure the region's own infectious fraction or, with
   coupling, also that of its neighbours. A vjp is a transpose and adds to its outputs. Linear functions are their own
   tangents. The step length is included in foi and q, so that results are increments.

   The file is compiled once per instruction set: a lane is one native register, because gcc spills wider vectors
   (measured: 2 to 5 times slower). The stages of a step depend on each other, so several groups of lanes advance through
   the days together: while one waits, the processor works on the next. */

#include "prognosis-lane.h"

/* Groups of lanes that advance through the days together. */
#define SIDE_BY_SIDE 4

static const int core[N_CORE] = CORE;

#define UNROLL _Pragma ("GCC unroll 8")
#define FOR_STATES(i) UNROLL for (int i = 0; i < NS; i++)
#define FOR_CORE(i) UNROLL for (int at_ = 0; at_ < N_CORE; at_++) for (int i = core[at_], once_ = 1; once_; once_ = 0)
#define FOR_RATES(i) UNROLL for (int i = 0; i < NR; i++)
#define FOR_COEFFICIENTS(i) UNROLL for (int i = 0; i < NQ; i++)
#define FOR_STAGES(m) UNROLL for (int m = 0; m < 4; m++)
#define INLINE static inline __attribute__ ((always_inline))

/* Vectors stored per step for the adjoint. */
#define STAGE_SIZE (4 * N_CORE)

/* A step from t of length h: coefficients times h, and beta times h at its start, middle and end. */
typedef struct
{
  const V *q;
  V beta[3];
  double t, h;
} Step;

INLINE void
set_coefficients (const V *p, int n, V *q)
{
  prepare (p, q);
  FOR_COEFFICIENTS (i) q[i] *= 1.0 / n;
}

/* Substep m of n in a day, with beta between its values b0 and b1 at the ends of the day. */
INLINE void
set_substep (Step *step, V b0, V b1, int day, int m, int n)
{
  const double h = 1.0 / n, u = m * h;
  const V slope = b1 - b0;

  step->t = day + u;
  step->h = h;
  step->beta[0] = h * (b0 + u * slope);
  step->beta[1] = h * (b0 + (u + 0.5 * h) * slope);
  step->beta[2] = h * (b0 + (u + h) * slope);
  if (n == 1)
    step->beta[2] = b1;
}

/* Time of each stage within the step, and the factor of the previous stage's derivative. */
static const double stage_time[4] = { 0.0, 0.5, 0.5, 1.0 };
static const double stage_part[4] = { 0.0, 0.5, 0.5, 1.0 };
/* Index of beta in a step. */
#define STAGE_BETA(m) (((m) + 1) / 2)

/* Mean over the stages of the core, and of t times the core. */
INLINE void
mean_of_stages (V s[4][NS], const Step *step, V *x, V *tx)
{
  FOR_CORE (i)
  {
    const V middle = s[1][i] + s[2][i];

    x[i] = (1.0 / 6.0) * (s[0][i] + s[3][i]) + (1.0 / 3.0) * middle;
    tx[i] = step->t * x[i] + (step->h / 6.0) * (middle + s[3][i]);
  }
}

/* Flows of the core at stage m. */
INLINE void
flows_of_stage (const V *y, const Step *step, int m, const V *q, V *dy)
{
  V ty[NS];

  FOR_CORE (i) ty[i] = (step->t + stage_time[m] * step->h) * y[i];
  flows (y, ty, q, dy);
}

/* The transpose, from w of the core; adds to its outputs. */
INLINE void
core_vjp (const V *y, double t, const V *q, const V *w_core, V *y_bar, V *q_bar)
{
  V ty[NS], ty_bar[NS], w[NS];

  FOR_STATES (i) w[i] = (V){ 0 };
  FOR_CORE (i)
  {
    w[i] = w_core[i];
    ty[i] = t * y[i];
    ty_bar[i] = (V){ 0 };
  }
  flows_vjp (y, ty, q, w, y_bar, ty_bar, q_bar);
  FOR_CORE (i) y_bar[i] += t * ty_bar[i];
}

/* Weighted mean over the stages. */
INLINE V
mean_of_four (const V *x)
{
  return (1.0 / 6.0) * (x[0] + x[3]) + (1.0 / 3.0) * (x[1] + x[2]);
}

/* One step of all states; s: the core at the stages. In each sum, the term that a stage waits for comes last. */
INLINE void
take_step (const Step *step, V *y, V s[4][NS])
{
  V infections[4], infected, x[NS], tx[NS], dy[NS];

  FOR_CORE (i) s[0][i] = y[i];
  FOR_STAGES (m)
  {
    infections[m] = step->beta[STAGE_BETA (m)] * s[m][S] * infectious (s[m]);
    if (m < 3)
      {
        const double part = stage_part[m + 1];

        flows_of_stage (s[m], step, m, step->q, dy);
        FOR_CORE (i) s[m + 1][i] = y[i] + part * dy[i];
        s[m + 1][S] -= part * infections[m];
        s[m + 1][INFECTED] += part * infections[m];
      }
  }
  infected = mean_of_four (infections);
  mean_of_stages (s, step, x, tx);
  flows (x, tx, step->q, dy);
  FOR_STATES (i) y[i] += dy[i];
  y[S] -= infected;
  y[INFECTED] += infected;
}

/* Number of vectors per group in the arrays of a solution. */
#define Y_STRIDE(solve) (((solve)->n_days + 1) * NS)
#define BETA_STRIDE(solve) ((solve)->n_days + 1)
#define STAGE_STRIDE(solve) ((solve)->n_days * (solve)->substeps * STAGE_SIZE)

INLINE void
solve_groups (const PrognosisSolve *solve, int first, int n_groups, int n)
{
  V q[SIDE_BY_SIDE][NQ];

  for (int g = 0; g < n_groups; g++)
    set_coefficients ((const V *) solve->rates + (first + g) * NR, n, q[g]);
  for (int day = 0; day < solve->n_days; day++)
    for (int g = 0; g < n_groups; g++)
      {
        const V *beta = (const V *) solve->beta + (first + g) * BETA_STRIDE (solve) + day;
        V *row = (V *) solve->y + (first + g) * Y_STRIDE (solve) + day * NS;
        V *kept = solve->stages ? (V *) solve->stages + (first + g) * STAGE_STRIDE (solve) + day * n * STAGE_SIZE : NULL;
        Step step = { .q = q[g] };
        V y[NS], s[4][NS];

        FOR_STATES (i) y[i] = row[i];
        for (int m = 0; m < n; m++)
          {
            set_substep (&step, beta[0], beta[1], day, m, n);
            take_step (&step, y, s);
            if (kept)
              FOR_STAGES (k) FOR_CORE (i) kept[(m * 4 + k) * N_CORE + at_] = s[k][i];
          }
        FOR_STATES (i) row[NS + i] = y[i];
      }
}

static void
solve_lanes (const PrognosisSolve *solve)
{
  for (int first = 0; first < solve->n_groups; first += SIDE_BY_SIDE)
    {
      const int n_groups = MIN (SIDE_BY_SIDE, solve->n_groups - first);

      if (solve->substeps == 1)
        solve_groups (solve, first, n_groups, 1);
      else
        solve_groups (solve, first, n_groups, solve->substeps);
    }
}

/* Transpose of a step, from its stages s, in reverse order. u is the adjoint that a stage passes to its input,
   times the factor of the previous stage. Factor times weight is 1/6 for all four stages, so that each receives
   the same share of the mean's adjoint. */
INLINE void
step_vjp (const Step *step, const V *half_q, V s[4][NS], V *y_bar, V *beta_bar, V *q_bar)
{
  const V infected_bar = (1.0 / 3.0) * (y_bar[INFECTED] - y_bar[S]);
  V x[NS], tx[NS], mean_bar[NS], t_mean_bar[NS], u[NS];

  mean_of_stages (s, step, x, tx);
  FOR_CORE (i) mean_bar[i] = t_mean_bar[i] = (V){ 0 };
  flows_vjp (x, tx, step->q, y_bar, mean_bar, t_mean_bar, q_bar);
  FOR_CORE (i)
  {
    mean_bar[i] = (1.0 / 6.0) * (mean_bar[i] + step->t * t_mean_bar[i]);
    t_mean_bar[i] *= step->h / 12.0;
  }
  UNROLL for (int m = 3; m >= 0; m--)
  {
    const V *y = s[m];
    const V z = infectious (y);
    const double part = m == 1 || m == 2 ? 0.5 : 1.0;
    const V b = part * step->beta[STAGE_BETA (m)];
    V bar = infected_bar, s_bar, input[NS];

    if (m == 0 || m == 3)
      bar *= 0.5;
    FOR_CORE (i) input[i] = mean_bar[i] + (2.0 * stage_time[m]) * t_mean_bar[i];
    if (m < 3)
      {
        bar += u[INFECTED] - u[S];
        core_vjp (y, step->t + stage_time[m] * step->h, m == 0 ? step->q : half_q, u, input, q_bar);
      }
    s_bar = y[S] * bar;
    beta_bar[STAGE_BETA (m)] += s_bar * z;
    infectious_vjp (b * s_bar, input);
    input[S] += b * z * bar;
    FOR_CORE (i)
    {
      u[i] = input[i];
      y_bar[i] += (1.0 / part) * u[i];
    }
  }
}

INLINE void
adjoint_groups (const PrognosisSolve *solve, const PrognosisAdjoint *adjoint, int first, int n_groups, int n)
{
  const double h = 1.0 / n;
  V q[SIDE_BY_SIDE][NQ], half_q[SIDE_BY_SIDE][NQ], q_bars[SIDE_BY_SIDE][NQ], nexts[SIDE_BY_SIDE];

  for (int g = 0; g < n_groups; g++)
    {
      set_coefficients ((const V *) solve->rates + (first + g) * NR, n, q[g]);
      FOR_COEFFICIENTS (i)
      {
        half_q[g][i] = 0.5 * q[g][i];
        q_bars[g][i] = (V){ 0 };
      }
      nexts[g] = (V){ 0 };
    }
  for (int day = solve->n_days - 1; day >= 0; day--)
    for (int g = 0; g < n_groups; g++)
      {
        const V *beta = (const V *) solve->beta + (first + g) * BETA_STRIDE (solve) + day;
        const V *kept = (const V *) solve->stages + (first + g) * STAGE_STRIDE (solve) + day * n * STAGE_SIZE;
        V *row = (V *) adjoint->y_bar + (first + g) * Y_STRIDE (solve) + day * NS;
        V *beta_out = (V *) adjoint->beta_bar + (first + g) * BETA_STRIDE (solve) + day;
        V y_bar[NS], q_bar[NQ], before = (V){ 0 }, after = nexts[g];
        Step step = { .q = q[g] };

        FOR_STATES (i) y_bar[i] = row[NS + i];
        FOR_COEFFICIENTS (i) q_bar[i] = q_bars[g][i];
        for (int m = n - 1; m >= 0; m--)
          {
            const double u = m * h;
            V s[4][NS], b_bar[3] = { { 0 }, { 0 }, { 0 } };

            FOR_STAGES (k) FOR_CORE (i) s[k][i] = kept[(m * 4 + k) * N_CORE + at_];
            set_substep (&step, beta[0], beta[1], day, m, n);
            step_vjp (&step, half_q[g], s, y_bar, b_bar, q_bar);
            before += (h * (1.0 - u)) * b_bar[0] + (h * (1.0 - u - 0.5 * h)) * b_bar[1] + (h * (1.0 - u - h)) * b_bar[2];
            after += (h * u) * b_bar[0] + (h * (u + 0.5 * h)) * b_bar[1] + (h * (u + h)) * b_bar[2];
          }
        beta_out[1] += after;
        nexts[g] = before;
        FOR_COEFFICIENTS (i) q_bars[g][i] = q_bar[i];
        FOR_STATES (i) row[i] += y_bar[i];
      }
  for (int g = 0; g < n_groups; g++)
    {
      ((V *) adjoint->beta_bar)[(first + g) * BETA_STRIDE (solve)] += nexts[g];
      FOR_COEFFICIENTS (i) q_bars[g][i] *= h;
      prepare_vjp ((const V *) solve->rates + (first + g) * NR, q_bars[g], (V *) adjoint->rate_bar + (first + g) * NR);
    }
}

static void
adjoint_lanes (const PrognosisSolve *solve, const PrognosisAdjoint *adjoint)
{
  for (int first = 0; first < solve->n_groups; first += SIDE_BY_SIDE)
    {
      const int n_groups = MIN (SIDE_BY_SIDE, solve->n_groups - first);

      if (solve->substeps == 1)
        adjoint_groups (solve, adjoint, first, n_groups, 1);
      else
        adjoint_groups (solve, adjoint, first, n_groups, solve->substeps);
    }
}

/* Shared by all tangents of a step: its stages, their means, and the products of beta, S and the infectious
   fraction z. */
typedef struct
{
  V s[4][NS], x[NS], tx[NS];
  V foi[4], beta_s[4], s_z[4];
} Along;

/* Advances a block of tangent columns by one step; moved: the tangent of the step itself. */
INLINE void
step_jvp (const Step *step, const Step *moved, const Along *a, V *ty)
{
  V ts[4][NS], k[NS], infections[4], infected, mean[NS], t_mean[NS], dy[NS], more[NS];

  FOR_CORE (i) ts[0][i] = ty[i];
  FOR_STAGES (m)
  {
    infections[m] = moved->beta[STAGE_BETA (m)] * a->s_z[m];
    infections[m] += a->foi[m] * ts[m][S];
    infections[m] += a->beta_s[m] * infectious (ts[m]);
    if (m < 3)
      {
        const double part = stage_part[m + 1];

        flows_of_stage (ts[m], step, m, step->q, k);
        flows_of_stage (a->s[m], step, m, moved->q, more);
        FOR_CORE (i) ts[m + 1][i] = ty[i] + part * (k[i] + more[i]);
        ts[m + 1][S] -= part * infections[m];
        ts[m + 1][INFECTED] += part * infections[m];
      }
  }
  infected = mean_of_four (infections);
  mean_of_stages (ts, step, mean, t_mean);
  flows (mean, t_mean, step->q, dy);
  flows (a->x, a->tx, moved->q, more);
  FOR_STATES (i) ty[i] += dy[i] + more[i];
  ty[S] -= infected;
  ty[INFECTED] += infected;
}

/* One region in all lanes; its tangent columns pass block by block through the step, whose stages are shared. */
INLINE void
tangent_in_steps (const PrognosisTangent *tangent, int n)
{
  const int n_blocks = tangent->n_columns / LANES;
  const V *d_beta = (const V *) tangent->d_beta, *d_rates = (const V *) tangent->d_rates;
  V p[NR], q[NQ], y[NS], d_q[PROGNOSIS_MAX_COLUMNS / LANES][NQ];
  Step step = { .q = q };

  FOR_RATES (i) p[i] = tangent->rates[i] + (V){ 0 };
  FOR_STATES (i) y[i] = tangent->y[i] + (V){ 0 };
  set_coefficients (p, n, q);
  for (int c = 0; c < n_blocks; c++)
    {
      V tp[NR];

      FOR_RATES (i) tp[i] = d_rates[i * n_blocks + c];
      prepare_jvp (p, tp, d_q[c]);
      FOR_COEFFICIENTS (i) d_q[c][i] *= 1.0 / n;
    }

  for (int day = 0; day < tangent->n_days; day++)
    {
      const V b0 = tangent->beta[day] + (V){ 0 }, b1 = tangent->beta[day + 1] + (V){ 0 };
      V *dy = (V *) tangent->dy + (day + 1) * NS * n_blocks;

      for (int i = 0; i < NS * n_blocks; i++)
        dy[i] = dy[i - NS * n_blocks];
      for (int m = 0; m < n; m++)
        {
          Along a;

          set_substep (&step, b0, b1, day, m, n);
          take_step (&step, y, a.s);
          mean_of_stages (a.s, &step, a.x, a.tx);
          FOR_STAGES (k)
          {
            const V z = infectious (a.s[k]), b = step.beta[STAGE_BETA (k)];

            a.foi[k] = b * z;
            a.beta_s[k] = b * a.s[k][S];
            a.s_z[k] = a.s[k][S] * z;
          }
          for (int c = 0; c < n_blocks; c++)
            {
              Step moved = { .q = d_q[c] };
              V ty[NS];

              set_substep (&moved, d_beta[day * n_blocks + c], d_beta[(day + 1) * n_blocks + c], day, m, n);
              FOR_STATES (i) ty[i] = dy[i * n_blocks + c];
              step_jvp (&step, &moved, &a, ty);
              FOR_STATES (i) dy[i * n_blocks + c] = ty[i];
            }
        }
      FOR_STATES (i) tangent->y[(day + 1) * NS + i] = y[i][0];
    }
}

static void
tangent_columns (const PrognosisTangent *tangent)
{
  if (tangent->substeps == 1)
    tangent_in_steps (tangent, 1);
  else
    tangent_in_steps (tangent, tangent->substeps);
}

#include "prognosis-kernel-loss.h"

static void
infectious_lanes (const double *y, double *z)
{
  *(V *) z = infectious ((const V *) y);
}

static void
derivative_lanes (const double *y, const double *beta, const double *pressure, const double *rates, double t_days, double *dy)
{
  const V *at = (const V *) y;
  const V infections = *(const V *) beta * *(const V *) pressure * at[S];
  V q[NQ], ty[NS], *out = (V *) dy;

  prepare ((const V *) rates, q);
  FOR_CORE (i) ty[i] = t_days * at[i];
  flows (at, ty, q, out);
  out[S] -= infections;
  out[INFECTED] += infections;
}

static void
derivative_vjp_lanes (const double *y, const double *beta, const double *pressure, const double *rates, double t_days,
                      const double *dy_bar, double *y_bar, double *beta_bar, double *pressure_bar, double *rate_bar)
{
  const V *at = (const V *) y, *w = (const V *) dy_bar;
  const V b = *(const V *) beta, x = *(const V *) pressure, bar = w[INFECTED] - w[S];
  V q[NQ], ty[NS], ty_bar[NS], q_bar[NQ], *out = (V *) y_bar;

  prepare ((const V *) rates, q);
  FOR_COEFFICIENTS (i) q_bar[i] = (V){ 0 };
  FOR_CORE (i)
  {
    ty[i] = t_days * at[i];
    ty_bar[i] = (V){ 0 };
  }
  flows_vjp (at, ty, q, w, out, ty_bar, q_bar);
  FOR_CORE (i) out[i] += t_days * ty_bar[i];
  prepare_vjp ((const V *) rates, q_bar, (V *) rate_bar);
  out[S] += b * x * bar;
  *(V *) beta_bar += at[S] * bar * x;
  *(V *) pressure_bar += at[S] * bar * b;
}

static void
infectious_vjp_lanes (const double *z_bar, double *y_bar)
{
  infectious_vjp (*(const V *) z_bar, (V *) y_bar);
}

#define KERNEL_PASTE(a, b, c) a##_##b##_##c
#define KERNEL_NAME(model, isa) KERNEL_PASTE (prognosis_kernel, model, isa)

extern const PrognosisKernel KERNEL_NAME (MODEL, PROGNOSIS_KERNEL_ISA);
const PrognosisKernel KERNEL_NAME (MODEL, PROGNOSIS_KERNEL_ISA) = {
  .isa = G_STRINGIFY (PROGNOSIS_KERNEL_ISA),
  .lanes = LANES,
  .n_states = NS,
  .n_rates = NR,
  .n_core = N_CORE,
  .solve = solve_lanes,
  .adjoint = adjoint_lanes,
  .observe = observe_lanes,
  .tangent = tangent_columns,
  .normal = normal_columns,
  .infectious = infectious_lanes,
  .derivative = derivative_lanes,
  .derivative_vjp = derivative_vjp_lanes,
  .infectious_vjp = infectious_vjp_lanes,
};
