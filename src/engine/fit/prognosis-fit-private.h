/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_matrix.h>

#include "prognosis-coupling.h"
#include "prognosis-fit.h"
#include "prognosis-kernel.h"

G_BEGIN_DECLS

/* Limit of the number of unknowns: parameters of the model and of transmission, and the shape of the network.
   prognosis_problem_init() rejects more, so that arrays can have this fixed size. */
#define PROGNOSIS_MAX_UNKNOWNS PROGNOSIS_MAX_COLUMNS
/* Limit of the number of initial values of a model. */
#define PROGNOSIS_MAX_INITIAL PROGNOSIS_MAX_STATES

/* PrognosisProblem: what is common to all regions of a fit: the window, the signals and how they are observed, the
   parameters and the knots of transmission. Immutable after its creation, and then used by all threads. */
/* Residuals relative to the spread of a series, until they are known. */
#define PROGNOSIS_FIRST_NOISE 0.1

typedef struct
{
  PrognosisDataset *dataset;
  const PrognosisModel *model;
  const PrognosisKernel *kernel;
  PrognosisOptions *options;

  gsize first;   /* first step of the window */
  gsize n_steps; /* the last is the origin */
  int step_days;
  int n_days; /* for the solver, window only; day 0 is the day of the first step, or for flows of the step before it */
  int substeps;
  PrognosisObservation observation;     /* of the window */
  gsize signals[PROGNOSIS_MAX_SIGNALS]; /* indices of the observed signals in the dataset */
  int shares[PROGNOSIS_MAX_SIGNALS];    /* index of the parameter, or -1 */

  PrognosisParameter *parameters;          /* the model's parameters in use, then those of transmission */
  char **names;                            /* owns the ids and symbols of the knots' parameters */
  gboolean unseen[PROGNOSIS_MAX_UNKNOWNS]; /* whether no signal depends on the parameter */
  gsize n_parameters;
  gsize n_initial;
  gsize first_initial;
  gsize first_beta; /* index of the first parameter of transmission */
  gsize n_betas;    /* 1 if constant or a network */
  gsize n_shape;    /* number of knots of the network, which are unknowns beside the parameters; otherwise 0 */
  int knot_day[PROGNOSIS_MAX_KNOTS];
  gsize n_knots; /* n_betas, or n_shape */
  double *hat;   /* (n_days + 1) x n_knots: weights of the knots in each day's log beta */

  gsize n_unknowns; /* n_parameters + n_shape */
  gsize n_columns;  /* the same, padded to a multiple of the lanes */
} PrognosisProblem;

/* One region: its data in the form the solver uses, and the result. */
typedef struct _PrognosisRegionFit
{
  gboolean has_data;
  double population;
  double unit[PROGNOSIS_MAX_SIGNALS];   /* value of the signal at a fraction of 1 */
  double offset[PROGNOSIS_MAX_SIGNALS]; /* fractions */
  double spread[PROGNOSIS_MAX_SIGNALS]; /* fractions */
  gboolean used[PROGNOSIS_MAX_SIGNALS]; /* FALSE if there is nothing to fit in the series */
  double noise[PROGNOSIS_MAX_SIGNALS];  /* standard deviation of the residuals relative to the spread */
  double given[PROGNOSIS_MAX_STATES];
  double *observed; /* n_steps x n_signals, fractions minus the offset */
  double *weight;   /* base weight: 0 if missing or excluded, otherwise by recency */
  gsize n_observed;
  double *robust_weight; /* final weight of each observation, divided by its scale; or NULL */
  gboolean *fixed;       /* n_parameters */

  double *start;       /* n_parameters: initial values from the data, which are the centre of the prior */
  double *values;      /* n_parameters: the result */
  double *shape;       /* n_shape: log beta relative to its level, at the knots */
  double *cholesky;    /* n_unknowns x n_unknowns, lower: Cholesky factor of the precision; or NULL */
  double *shape_map;   /* n_shape x n_shape: from the network's directions to knots; or NULL */
  double *information; /* n_parameters x n_parameters, lower: from the data without the prior; or NULL */
  double *prior_share; /* n_parameters */
  guint64 seed;        /* for its networks' weights, in addition to the seed of the options */
  PrognosisStop stop;
  double loss;    /* the minimised loss, per observation */
  double *losses; /* n_losses: losses of all steps of the search; or NULL */
  gsize n_losses;
  gsize n_rough; /* number of losses before the noise was estimated */
  double square; /* sum of squared residuals, in fractions */
  gsize n_evaluations;
  gsize n_weights;                        /* of its network; 0: it has none */
  double *network;                        /* 2 x n_weights: its weights, then those at the centre of their prior; or NULL */
  const struct _PrognosisRegionFit *near; /* the same region in another fit, whose network it starts from; lent, or NULL */
  char **notes;
  double *draws; /* n_draws x n_parameters: from the posterior; or NULL */
  gsize n_draws;
} PrognosisRegionFit;

/* Memory of one thread: evaluations do not allocate. */
typedef struct
{
  double *rates, *beta, *d_rates, *d_beta, *y, *dy, *row, *gradient, *hessian, *residual;
  double *weight; /* n_steps x n_signals, with scale and noise applied */
  gsize n_days;   /* length of beta, y and d_beta */
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
  GMutex notes_lock;  /* guards the notes and draws of regions, which are created on demand */
  PrognosisFit *made; /* for a fit in progress: the fit that lends its data; otherwise NULL */
  double *own;        /* start, values, prior share and shape of its regions */
};

gboolean prognosis_problem_init (PrognosisProblem *self, PrognosisDataset *dataset, const PrognosisModel *model,
                                 const PrognosisOptions *options, GError **error);
void prognosis_problem_clear (PrognosisProblem *self);
void prognosis_region_init (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region);
void prognosis_region_clear (PrognosisRegionFit *self);

/* @n_groups: number of lane groups solved together; one with @tangents. */
void prognosis_workspace_init (PrognosisWorkspace *self, const PrognosisProblem *problem, gsize n_days, gsize n_groups,
                               gboolean tangents);
void prognosis_workspace_clear (PrognosisWorkspace *self);

/* Log beta from parameters and shape, for days 0 to @n_days; after the window extrapolated according to the
   options. */
void prognosis_problem_get_beta (const PrognosisProblem *self, const double *values, const double *shape, gsize n_days,
                                 double *beta);
/* Sets row 0 of y. */
void prognosis_problem_get_initial (const PrognosisProblem *self, const PrognosisRegionFit *region, const double *values,
                                    double *y0, double *dy0);

/* Derives initial values from the data. */
void prognosis_region_guess (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region);
/* Changes @values to explain what was reported as the end of a wave: with a smaller ascertainment rate, and more
   initial infections. FALSE if the data or fixed parameters do not allow that. */
gboolean prognosis_region_deplete (PrognosisRegionFit *self, const PrognosisProblem *problem);
/* The share of the variation in the data that the curve explains, 0 to 1; NAN if it cannot be derived from the
   loss. */
double prognosis_region_get_explained (const PrognosisRegionFit *self, const PrognosisProblem *problem);
gboolean prognosis_region_follows (const PrognosisRegionFit *self, const PrognosisProblem *problem);
/* Called when @region holds the best result so far. */
typedef void (*PrognosisFoundFunc) (gsize region, gpointer data);
/* Levenberg-Marquardt. Never fails: the outcome is stored in @self. @found: called after each start that was the
   best until then, except the last; or NULL. */
void prognosis_region_fit (PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace, gsize region,
                           GCancellable *cancellable, PrognosisFoundFunc found, gpointer data);

/* A copy of the present state of @fit that can be simulated while fitting continues: of the fit itself only before
   its threads start, of such a copy at any time. It has parameters and curves, but no uncertainty. */
PrognosisFit *prognosis_fit_copy_so_far (PrognosisFit *fit);
/* Updates one region of such a copy. */
void prognosis_fit_take_found (PrognosisFit *self, gsize region);
void prognosis_fit_free_so_far (PrognosisFit *self);

/* Gives regions whose forecast is implausible that stop. Call it once, last. */
void prognosis_fit_mark_implausible (PrognosisFit *self);

/* The requested coupling, or the model's default if the data have neighbours. */
PrognosisCouplingKind prognosis_problem_get_coupling (const PrognosisProblem *problem);
gboolean prognosis_problem_check_coupling (const PrognosisProblem *problem, GError **error);
void prognosis_fit_couple (PrognosisFit *fit, GCancellable *cancellable);
double *prognosis_fit_get_outside (const PrognosisFit *fit, const double *values, int n_days);
/* For tests: the joint loss at whitened unknowns of all regions, followed by those of the coupling. */
double prognosis_fit_get_joint_loss (PrognosisFit *fit, const double *u, double *gradient);
gsize prognosis_fit_get_n_joint (const PrognosisFit *fit);

/* Parameters (and shapes) from @n refits of @region with the method of uncertainty in the options; seeded. */
void prognosis_region_refits (const PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region, gsize n,
                              double *values, double *shapes);

/* As prognosis_fit_draw(), from the Gaussian at the optimum whatever the options. @shapes: n_draws x n_shape, or NULL. */
void prognosis_fit_draw_laplace (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes);

/**
 * prognosis_fit_sample_posterior:
 * @n_draws: (out): the number of draws
 *
 * Takes about 10 ms for six weeks of daily counts. Not for fits with a network, nor without a covariance.
 *
 * Returns: (transfer full): n_draws x n_parameters
 */
double *prognosis_fit_sample_posterior (const PrognosisFit *self, gsize region, gsize *n_draws);

/* The transformed scale on which parameters are fitted. */
double prognosis_parameter_transform (const PrognosisParameter *p, double value);
double prognosis_parameter_value (const PrognosisParameter *p, double theta);
double prognosis_parameter_slope (const PrognosisParameter *p, double value); /* d value / d theta */
double prognosis_parameter_prior_sd (const PrognosisParameter *p);            /* of theta */

G_END_DECLS
