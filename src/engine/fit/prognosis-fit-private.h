/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_matrix.h>

#include "prognosis-coupling.h"
#include "prognosis-fit.h"
#include "prognosis-kernel.h"

G_BEGIN_DECLS

/* Parameters of the model and of transmission, and the network's shape, together: prognosis_problem_init() refuses more, so
 * that everything behind it may have this fixed size. */
#define PROGNOSIS_MAX_UNKNOWNS PROGNOSIS_MAX_COLUMNS
/* Initial values of a model, all of which may be unknown. */
#define PROGNOSIS_MAX_INITIAL PROGNOSIS_MAX_STATES

/*
 * PrognosisProblem: what is the same in all regions of a fit: the window, the signals and how they are seen,
 * the parameters and the knots of transmission. Made once, then read by all threads.
 */
typedef struct
{
  PrognosisDataset *dataset;
  const PrognosisModel *model;
  const PrognosisKernel *kernel;
  PrognosisOptions *options;

  gsize first;   /* first step of the window */
  gsize n_steps; /* the last is the origin */
  int step_days;
  int n_days; /* of the solver, window only; its day 0 is the day of the first step, or the step before it for flows */
  int substeps;
  PrognosisObservation observation;     /* of the window */
  gsize signals[PROGNOSIS_MAX_SIGNALS]; /* the dataset's numbers of what is observed */
  int shares[PROGNOSIS_MAX_SIGNALS];    /* parameter, or -1 */

  PrognosisParameter *parameters;          /* the model's own that are in use, then those of transmission */
  char **names;                            /* owns the ids and symbols of the knots */
  gboolean unseen[PROGNOSIS_MAX_UNKNOWNS]; /* no signal depends on the parameter */
  gsize n_parameters;
  gsize n_initial;
  gsize first_initial;
  gsize first_beta; /* first parameter of transmission */
  gsize n_betas;    /* 1 for constant and network */
  gsize n_shape;    /* knots of the network: unknowns beside the parameters, else 0 */
  int knot_day[PROGNOSIS_MAX_KNOTS];
  gsize n_knots; /* n_betas, or n_shape */
  double *hat;   /* (n_days + 1) x n_knots: log beta of a day from the knots */

  gsize n_unknowns; /* n_parameters + n_shape */
  gsize n_columns;  /* the same, padded to the lanes */
} PrognosisProblem;

/* One region: its data as the solver sees them, and what was found. */
typedef struct
{
  gboolean has_data;
  double population;
  double unit[PROGNOSIS_MAX_SIGNALS];   /* signal's unit for a fraction of 1 */
  double offset[PROGNOSIS_MAX_SIGNALS]; /* fractions */
  double spread[PROGNOSIS_MAX_SIGNALS]; /* fractions */
  gboolean used[PROGNOSIS_MAX_SIGNALS]; /* FALSE: nothing in the series to fit */
  double noise[PROGNOSIS_MAX_SIGNALS];  /* standard deviation of the observations over their spread */
  double given[PROGNOSIS_MAX_STATES];
  double *observed; /* n_steps x n_signals, fractions less the offset */
  double *weight;   /* base weight: 0 for missing or excluded, else by recency */
  gsize n_observed;
  double *robust_weight; /* the weight that each observation had in the end, over its scale; or NULL */
  gboolean *fixed;       /* n_parameters */

  double *start;       /* n_parameters, of the data-driven start: the prior's centre */
  double *values;      /* n_parameters: the result */
  double *shape;       /* n_shape: log beta relative to its level, at the knots */
  double *cholesky;    /* n_unknowns x n_unknowns, lower: factor of the precision; or NULL */
  double *shape_map;   /* n_shape x n_shape: knots from the network's directions; or NULL */
  double *information; /* n_parameters x n_parameters, lower: of the data alone; or NULL */
  double *prior_share; /* n_parameters */
  guint64 seed;        /* of its networks' weights, beside the options' */
  PrognosisStop stop;
  double loss;    /* what was minimised, per observation */
  double *losses; /* n_losses: what the search went through, in all; or NULL */
  gsize n_losses;
  gsize n_rough; /* of them, before the noise was known */
  double square; /* sum of squared residuals in fractions */
  gsize n_evaluations;
  char **notes;
} PrognosisRegionFit;

/* Memory of one thread; nothing is allocated inside an evaluation. */
typedef struct
{
  double *rates, *beta, *d_rates, *d_beta, *y, *dy, *row, *gradient, *hessian, *residual;
  double *weight; /* n_steps x n_signals, with scale and noise */
  gsize n_days;   /* how far beta, y and d_beta reach */
} PrognosisWorkspace;

struct _PrognosisFit
{
  gatomicrefcount ref_count;
  PrognosisProblem problem;
  PrognosisRegionFit *regions;
  gsize n_regions;
  double *values;              /* n_regions x n_parameters */
  PrognosisCoupling *coupling; /* or NULL */
  gsize n_joint_evaluations;
  GMutex notes_lock;  /* of the regions' notes, which are made when first asked for */
  PrognosisFit *made; /* of a fit so far: the one that is being made, whose data it lends; else NULL */
  double *own;        /* its regions' start, values, share of the prior and shape */
};

gboolean prognosis_problem_init (PrognosisProblem *self, PrognosisDataset *dataset, const PrognosisModel *model,
                                 const PrognosisOptions *options, GError **error);
void prognosis_problem_clear (PrognosisProblem *self);
void prognosis_region_init (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region);
void prognosis_region_clear (PrognosisRegionFit *self);

/* @n_groups: of lanes that are solved together; with @tangents one. */
void prognosis_workspace_init (PrognosisWorkspace *self, const PrognosisProblem *problem, gsize n_days, gsize n_groups,
                               gboolean tangents);
void prognosis_workspace_clear (PrognosisWorkspace *self);

/* Log beta from parameters and shape, for days 0 to @n_days; after the window by the stated rule. */
void prognosis_problem_get_beta (const PrognosisProblem *self, const double *values, const double *shape, gsize n_days,
                                 double *beta);
/* y: row 0 is set. */
void prognosis_problem_get_initial (const PrognosisProblem *self, const PrognosisRegionFit *region, const double *values,
                                    double *y0, double *dy0);

/* Finds the start from data. */
void prognosis_region_guess (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region);
/* Moves @values so that what was reported is what a wave leaves when it is over: a smaller share reported, and more of the
 * infected at the start. FALSE where the data or the user leave no room for that. */
gboolean prognosis_region_deplete (PrognosisRegionFit *self, const PrognosisProblem *problem);
/* How much of how the data vary the curve explains, 0 to 1; NAN where the loss does not tell. */
double prognosis_region_get_explained (const PrognosisRegionFit *self, const PrognosisProblem *problem);
gboolean prognosis_region_follows (const PrognosisRegionFit *self, const PrognosisProblem *problem);
/* The best so far of one region stands in it. */
typedef void (*PrognosisFoundFunc) (gsize region, gpointer data);
/* Levenberg-Marquardt. Never fails: what happened stands in @self. @found: called after each start that was the best until then,
 * but for the last; or NULL. */
void prognosis_region_fit (PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsize region,
                           GCancellable *cancellable, PrognosisFoundFunc found, gpointer data);

/* What @fit is now, to be simulated while it goes on: of one that is being made only before its threads begin, of such a copy
 * at any time. Parameters and curve, without their uncertainty. */
PrognosisFit *prognosis_fit_copy_so_far (PrognosisFit *fit);
/* Brings one region of such a copy up to date. */
void prognosis_fit_take_found (PrognosisFit *self, gsize region);
void prognosis_fit_free_so_far (PrognosisFit *self);

/* The coupling asked for, or the model's own where the data have neighbours. */
PrognosisCouplingKind prognosis_problem_get_coupling (const PrognosisProblem *problem);
gboolean prognosis_problem_check_coupling (const PrognosisProblem *problem, GError **error);
void prognosis_fit_couple (PrognosisFit *fit, GCancellable *cancellable);
double *prognosis_fit_get_outside (const PrognosisFit *fit, const double *values, int n_days);
/* For tests: the joint loss at whitened unknowns, all regions' and then the coupling's. */
double prognosis_fit_get_joint_loss (PrognosisFit *fit, const double *u, double *gradient);
gsize prognosis_fit_get_n_joint (const PrognosisFit *fit);

/* Sets of parameters (and shapes) from @n refits of @region, as the options' uncertainty asks; seeded. */
void prognosis_region_refits (const PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region, gsize n,
                              double *values, double *shapes);

/* Transformed scale of fitting. */
double prognosis_parameter_transform (const PrognosisParameter *p, double value);
double prognosis_parameter_value (const PrognosisParameter *p, double theta);
double prognosis_parameter_slope (const PrognosisParameter *p, double value); /* d value / d theta */
double prognosis_parameter_prior_sd (const PrognosisParameter *p);            /* of theta */

G_END_DECLS
