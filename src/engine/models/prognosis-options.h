/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

#define PROGNOSIS_MAX_KNOTS 64

typedef enum
{
  PROGNOSIS_TRANSMISSION_DEFAULT, /* the model's own */
  PROGNOSIS_TRANSMISSION_CONSTANT,
  PROGNOSIS_TRANSMISSION_PIECEWISE,
  PROGNOSIS_TRANSMISSION_NEURAL,
} PrognosisTransmissionKind;

typedef enum
{
  PROGNOSIS_COUPLING_DEFAULT,
  PROGNOSIS_COUPLING_NONE,
  PROGNOSIS_COUPLING_ADJACENCY,
  PROGNOSIS_COUPLING_LOW_RANK,
} PrognosisCouplingKind;

typedef enum
{
  PROGNOSIS_LOSS_HUBER,   /* scaled residuals, made robust */
  PROGNOSIS_LOSS_SCALED,  /* squares of residuals over their series' spread */
  PROGNOSIS_LOSS_SQUARES, /* plain squares of population fractions */
} PrognosisLoss;

typedef enum
{
  PROGNOSIS_PRIOR_WEAK, /* towards the data-driven start */
  PROGNOSIS_PRIOR_NONE,
} PrognosisPrior;

/* What is assumed of the time of year before the data are seen. */
typedef enum
{
  PROGNOSIS_SEASON_DEFAULT,  /* as a forecast hub knows; without one, a weak winter season in countries that have a winter */
  PROGNOSIS_SEASON_NONE,     /* nothing: a season is learned from the data or not at all */
  PROGNOSIS_SEASON_NORTHERN, /* a respiratory disease of the northern winter: growth is highest in early December */
  PROGNOSIS_SEASON_SOUTHERN, /* half a year later */
} PrognosisSeason;

/* What a forecast starts from where the last steps are not complete and it is known what was reported when. */
typedef enum
{
  PROGNOSIS_START_COMPLETED, /* what they will come to, by a nowcast */
  PROGNOSIS_START_REPORTED,  /* what has been reported so far */
} PrognosisStart;

/* Parts of the hybrid that can be left out, to see what each is worth. */
typedef enum
{
  PROGNOSIS_PART_CLEANING = 1 << 0,   /* batches, and weekly reports that can only be an error, are not believed */
  PROGNOSIS_PART_WEEKDAY = 1 << 1,    /* factors of the reporting week */
  PROGNOSIS_PART_REGRESSION = 1 << 2, /* growth by regression; without: AutoODE's infections alone */
  PROGNOSIS_PART_NETWORK = 1 << 3,    /* the network beside the regression */
  PROGNOSIS_PART_POOLING = 1 << 4,    /* regions share strength; without: each has its own growth and factors */
  PROGNOSIS_PART_DELAYS = 1 << 5,     /* recoveries and deaths follow cases; without: they have growth of their own */
  PROGNOSIS_PART_DEPLETION = 1 << 6,  /* those who were infected cannot be again */
  PROGNOSIS_PART_REVISION = 1 << 7,   /* first reports are corrected as earlier versions teach */
  PROGNOSIS_PART_FEW
  = 1 << 8, /* growth of weeks with hardly any case is damped as the past says, and its errors are told from those of many */
  PROGNOSIS_PART_HOLIDAYS = 1 << 9, /* weeks with a public holiday, and those after, differ, as does the turn of the year */
  PROGNOSIS_PART_YEARS = 1 << 10,   /* weekly forecasts are corrected by their errors at the same time of earlier years */
  PROGNOSIS_PART_MAP = 1 << 11,     /* AutoODE's infections; without: those of the regression alone */
} PrognosisPart;

/* Where the spread of a fit's parameters comes from. */
typedef enum
{
  PROGNOSIS_UNCERTAINTY_LAPLACE,   /* the covariance at the answer */
  PROGNOSIS_UNCERTAINTY_BOOTSTRAP, /* refits to resampled blocks of residuals */
  PROGNOSIS_UNCERTAINTY_ENSEMBLE,  /* fits from jittered starts, and of other networks */
} PrognosisUncertainty;

typedef struct
{
  char *region;    /* code or name, NULL: all */
  char *parameter; /* id */
  double value;    /* in the parameter's unit; initial values in persons */
} PrognosisFixed;

typedef struct
{
  char *signal;
  char *quantity;
} PrognosisObserve;

/**
 * PrognosisOptions:
 *
 * All choices of a fit or a forecast; each forecaster reads those that concern it. Strings and arrays are owned.
 * Made by prognosis_options_new() with every default, copied by prognosis_options_copy(). Ranges and defaults: PrognosisSetting.
 */
typedef struct
{
  PrognosisTransmissionKind transmission;
  int n_knots; /* of the piecewise linear function; 0: the model's own */
  int hidden;  /* width of the network's hidden layers */
  int layers;
  int starts; /* initialisations of the network */
  int epochs; /* at most, in training a network */
  PrognosisCouplingKind coupling;
  int rank;
  PrognosisLoss loss;
  PrognosisPrior prior;
  PrognosisUncertainty uncertainty;
  gboolean uncalibrated;  /* a compartment model's intervals are its own, not widened by its past errors: ten times as quick; those
                             of a hybrid come from fewer past origins */
  double recency_days;    /* half-life of the observations' weights [steps]; 0: all count the same */
  PrognosisSeason season; /* of weekly data with dates */
  PrognosisStart start;
  guint without;          /* a set of PrognosisPart left out */
  double half_life_days;  /* how fast the trend of transmission is damped after the window; 0: held */
  double generation_days; /* mean generation time, for forecasters without compartments */
  int n_train;            /* the last observations used; 0: the forecaster's own choice */
  int horizon;            /* steps ahead; 0: see prognosis_options_get_horizon() */
  int n_paths;            /* sample paths of a forecast */
  guint64 seed;
  int n_threads;          /* 0: the number of cores */
  GPtrArray *fixed;       /* of PrognosisFixed */
  gboolean skips_unknown; /* what is fixed of parameters that a model does not have is passed over: several models are run */
  GPtrArray *observe;     /* of PrognosisObserve */
} PrognosisOptions;

/* The options that can act on a forecast, as a set of bits. Each belongs to one PrognosisSetting. */
typedef enum
{
  PROGNOSIS_READS_HORIZON = 1 << 0,
  PROGNOSIS_READS_PATHS = 1 << 1,
  PROGNOSIS_READS_SEED = 1 << 2,
  PROGNOSIS_READS_TRAIN = 1 << 3,
  PROGNOSIS_READS_HIDDEN = 1 << 4,
  PROGNOSIS_READS_LAYERS = 1 << 5,
  PROGNOSIS_READS_STARTS = 1 << 6,
  PROGNOSIS_READS_TRANSMISSION = 1 << 7,
  PROGNOSIS_READS_KNOTS = 1 << 8,
  PROGNOSIS_READS_HALF_LIFE = 1 << 9,
  PROGNOSIS_READS_COUPLING = 1 << 10,
  PROGNOSIS_READS_RANK = 1 << 11,
  PROGNOSIS_READS_RECENCY = 1 << 12,
  PROGNOSIS_READS_LOSS = 1 << 13,
  PROGNOSIS_READS_PRIOR = 1 << 14,
  PROGNOSIS_READS_UNCERTAINTY = 1 << 15,
  PROGNOSIS_READS_GENERATION = 1 << 16,
  PROGNOSIS_READS_SEASON = 1 << 17,
  PROGNOSIS_READS_EPOCHS = 1 << 18,
  PROGNOSIS_READS_NOWCAST = 1 << 19,
  PROGNOSIS_READS_ALL = (1 << 20) - 1,

  /* What every forecaster reads; the size of a network; what can act on a compartment model, and on a trained network. */
  PROGNOSIS_READS_ALWAYS = PROGNOSIS_READS_HORIZON | PROGNOSIS_READS_PATHS | PROGNOSIS_READS_SEED,
  PROGNOSIS_READS_NETWORK = PROGNOSIS_READS_HIDDEN | PROGNOSIS_READS_LAYERS | PROGNOSIS_READS_STARTS,
  PROGNOSIS_READS_MODEL = PROGNOSIS_READS_ALWAYS | PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_TRAIN | PROGNOSIS_READS_TRANSMISSION
                          | PROGNOSIS_READS_KNOTS | PROGNOSIS_READS_HALF_LIFE | PROGNOSIS_READS_COUPLING | PROGNOSIS_READS_RANK
                          | PROGNOSIS_READS_RECENCY | PROGNOSIS_READS_LOSS | PROGNOSIS_READS_PRIOR | PROGNOSIS_READS_UNCERTAINTY,
  PROGNOSIS_READS_LEARNER = PROGNOSIS_READS_NETWORK | PROGNOSIS_READS_EPOCHS,
} PrognosisReads;

PrognosisOptions *prognosis_options_new (void);
PrognosisOptions *prognosis_options_copy (const PrognosisOptions *options);
/* Steps ahead of a forecast: the horizon, or where it is 0 28 days, 4 weeks or 3 months. */
gsize prognosis_options_get_horizon (const PrognosisOptions *self, const PrognosisDataset *dataset);
void prognosis_options_free (PrognosisOptions *options);
/* How much work a network of this size is, over that of the smallest with one start; roughly, as measured over seven forecasters. */
double prognosis_options_get_network_work (const PrognosisOptions *options);
/* @region NULL: in all. Replaces an earlier value of the same key. */
void prognosis_options_fix (PrognosisOptions *options, const char *region, const char *parameter, double value);
void prognosis_options_unfix (PrognosisOptions *options, const char *region, const char *parameter);
void prognosis_options_observe (PrognosisOptions *options, const char *signal, const char *quantity);
/* FALSE with %PROGNOSIS_ERROR_OPTION where an option is outside its range, see PrognosisSetting. */
gboolean prognosis_options_check (const PrognosisOptions *options, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOptions, prognosis_options_free)

G_END_DECLS
