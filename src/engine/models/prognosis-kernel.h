/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"

G_BEGIN_DECLS

/*
 * The solver's entry points for one model and one instruction set. They are made by
 * prognosis-kernel-template.h from the model's equations. Nothing here allocates or checks:
 * callers own all arrays, aligned to PROGNOSIS_KERNEL_ALIGN, and no value may be NAN.
 *
 * Time is in days from the start of the window. beta is given at the days' ends and is linear
 * in between; how it comes about (constant, knots, network) is not the solver's business.
 *
 * "Lanes" kernels solve `lanes` regions at once: element i of lane l stands at [i * lanes + l]. Several such groups
 * are solved with one call, and faster than one by one, for they fill each other's waits: in all their arrays one
 * group's part stands after the other's.
 */
#define PROGNOSIS_KERNEL_ALIGN 64
#define PROGNOSIS_MAX_SIGNALS 8
#define PROGNOSIS_MAX_SUBSTEPS 64
#define PROGNOSIS_MAX_COLUMNS 96

/* A solution of n_groups x lanes regions. Shapes are those of one group. */
typedef struct
{
  int n_days;
  int substeps; /* RK4 steps a day */
  int n_groups;
  const double *rates; /* n_rates x lanes */
  const double *beta;  /* (n_days + 1) x lanes */
  double *y;           /* (n_days + 1) x n_states x lanes; row 0 is given */
  double *stages;      /* n_days x substeps x 4 x n_core x lanes: written for the reverse; or NULL */
} PrognosisSolve;

/* Its reverse, which reads the stages that the solution has left, and not y. */
typedef struct
{
  double *y_bar;    /* like y: derivative of the loss by each day's state; overwritten, row 0 becomes that by the start */
  double *beta_bar; /* like beta: derivative of the loss by beta; added to */
  double *rate_bar; /* like rates; added to */
} PrognosisAdjoint;

/* One region with the derivatives of its solution along `n_columns` directions (a multiple of the lanes, at most
   PROGNOSIS_MAX_COLUMNS). */
typedef struct
{
  int n_days;
  int substeps;
  int n_columns;
  const double *rates;   /* n_rates */
  const double *beta;    /* n_days + 1 */
  const double *d_rates; /* n_rates x n_columns */
  const double *d_beta;  /* (n_days + 1) x n_columns */
  double *y;             /* (n_days + 1) x n_states; row 0 is given */
  double *dy;            /* (n_days + 1) x n_states x n_columns; row 0 is given */
} PrognosisTangent;

/* How a signal is seen in a solution. */
typedef enum
{
  PROGNOSIS_LAG_NONE,  /* the level itself */
  PROGNOSIS_LAG_START, /* what was added since the start of the window */
  PROGNOSIS_LAG_STEP,  /* what was added in the step */
} PrognosisLag;

/* Signals as seen by the loss: value = share * c . (y(t) - y(lagged)) + offset. */
typedef struct
{
  int n_signals;
  int n_steps;
  int first_day; /* day of step 0 */
  int step_days;
  PrognosisLag lag[PROGNOSIS_MAX_SIGNALS];
  double c[PROGNOSIS_MAX_SIGNALS][PROGNOSIS_MAX_STATES];
} PrognosisObservation;

/* Loss of the regions, each by itself: the sum over steps and signals of (weight * (value - observed))^2 / 2. */
typedef struct
{
  const double *share;    /* n_signals x lanes */
  const double *observed; /* n_steps x n_signals x lanes, less the offset; any finite number where the weight is 0 */
  const double *weight;   /* the same shape */
  double *loss;           /* lanes */
  double *share_bar;      /* n_signals x lanes; added to */
} PrognosisLossData;

/* Normal equations of one region. */
typedef struct
{
  const double *share;     /* n_signals */
  const int *share_column; /* n_signals; -1: fixed */
  const double *d_share;   /* n_signals: derivative of the share by its column */
  const double *observed;  /* n_steps x n_signals, less the offset */
  const double *weight;
  double huber;     /* in units of the weighted residual; 0: squares */
  double *residual; /* n_steps x n_signals: weighted; out, may be NULL */
  double *row;      /* workspace: n_columns */
  double *gradient; /* n_columns; out */
  double *hessian;  /* n_columns x n_columns, lower triangle is filled; out */
  double loss;      /* out */
} PrognosisNormal;

struct _PrognosisKernel
{
  const char *isa;
  int lanes;
  int n_states;
  int n_rates;
  int n_core; /* states that have stages */
  void (*solve) (const PrognosisSolve *solve);
  void (*adjoint) (const PrognosisSolve *solve, const PrognosisAdjoint *adjoint);
  /* Loss of a solution; writes y_bar (not read). */
  void (*observe) (const PrognosisSolve *solve, const PrognosisObservation *observation, const PrognosisLossData *data,
                   double *y_bar);
  void (*tangent) (const PrognosisTangent *tangent);
  void (*normal) (const PrognosisTangent *tangent, const PrognosisObservation *observation, PrognosisNormal *normal);
  /* The coupled system (prognosis-coupling.h) goes stage by stage. Infectious share of each lane. */
  void (*infectious) (const double *y, double *z);
  /* dy/dt with a given pressure in the place of the region's own infectious share. */
  void (*derivative) (const double *y, const double *beta, const double *pressure, const double *rates, double t_days, double *dy);
  /* Its transpose: adds to y_bar, beta_bar, pressure_bar and rate_bar. */
  void (*derivative_vjp) (const double *y, const double *beta, const double *pressure, const double *rates, double t_days,
                          const double *dy_bar, double *y_bar, double *beta_bar, double *pressure_bar, double *rate_bar);
  void (*infectious_vjp) (const double *z_bar, double *y_bar);
};

/* The fastest that this machine can run. PROGNOSIS_ISA=baseline in the environment picks the plainest. */
const PrognosisKernel *prognosis_model_get_kernel (const PrognosisModel *model);
/* RK4 steps a day for rates up to @largest [1/day]: step times rate <= 0.5 keeps the error of I below 1e-4 of its peak. */
int prognosis_kernel_substeps (double largest_rate);
/* Zeroed, aligned, freed with g_aligned_free(). */
double *prognosis_kernel_alloc (gsize n_doubles);

G_END_DECLS
