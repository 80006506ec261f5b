/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-setting.h"

#include <glib/gi18n.h>

static const PrognosisSettingValue transmission_values[] = {
  { "default", N_ ("The model’s own") },
  { "constant", N_ ("Constant") },
  { "piecewise", N_ ("Piecewise linear") },
  { "neural", N_ ("Neural network") },
  { NULL },
};

static const PrognosisSettingValue coupling_values[] = {
  { "default", N_ ("The model’s own") },
  { "none", N_ ("None") },
  { "adjacency", N_ ("Neighbours") },
  { "low-rank", N_ ("Low rank") },
  { NULL },
};

static const PrognosisSettingValue loss_values[] = {
  { "huber", N_ ("Robust") },
  { "scaled", N_ ("Scaled squares") },
  { "squares", N_ ("Plain squares") },
  { NULL },
};

static const PrognosisSettingValue prior_values[] = {
  { "weak", N_ ("Weak") },
  { "none", N_ ("None") },
  { NULL },
};

static const PrognosisSettingValue uncertainty_values[] = {
  { "laplace", N_ ("From the curvature") },
  { "bootstrap", N_ ("Resampled residuals") },
  { "ensemble", N_ ("Several fits") },
  { NULL },
};

#define FIELD(name) G_STRUCT_OFFSET (PrognosisOptions, name)

static const PrognosisSetting settings[] = {
  { "transmission", N_ ("Transmission over time"), N_ ("How the transmission rate may change during the training window."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_ENUM, FIELD (transmission), PROGNOSIS_READS_TRANSMISSION, 0, 3, 1, NULL,
    transmission_values },
  { "knots", N_ ("Knots"), N_ ("Days at which the piecewise linear transmission rate may bend."), PROGNOSIS_GROUP_TRANSMISSION,
    PROGNOSIS_SETTING_INT, FIELD (n_knots), PROGNOSIS_READS_KNOTS, 0, 30, 1, N_ ("Automatic"), NULL },
  { "hidden", N_ ("Network width"), N_ ("Neurons in each hidden layer: more can follow finer changes, and take longer to fit."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_INT, FIELD (hidden), PROGNOSIS_READS_HIDDEN, 4, 128, 4, NULL, NULL },
  { "layers", N_ ("Network layers"), N_ ("Hidden layers of the network, one or two."), PROGNOSIS_GROUP_TRANSMISSION,
    PROGNOSIS_SETTING_INT, FIELD (layers), PROGNOSIS_READS_LAYERS, 1, 2, 1, NULL, NULL },
  { "starts", N_ ("Starts"), N_ ("Networks begun from different random weights; the best or their mean is used."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_INT, FIELD (starts), PROGNOSIS_READS_STARTS, 1, 16, 1, NULL, NULL },
  { "half-life", N_ ("Half-life of the trend"),
    N_ ("How many days after the window the trend of transmission takes to halve; held at its last value if zero."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_DOUBLE, FIELD (half_life_days), PROGNOSIS_READS_HALF_LIFE, 0, 120, 1,
    N_ ("Held"), NULL },
  { "generation", N_ ("Generation time"),
    N_ ("Mean time from one’s infection to those of others, in days: the reproduction number and scenarios follow from it "
        "where the model has no compartments."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_DOUBLE, FIELD (generation_days), PROGNOSIS_READS_GENERATION, 0.5, 60, 0.5, NULL,
    NULL },
  { "coupling", N_ ("Coupling between regions"), N_ ("Whether infections in one region raise those of others."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_ENUM, FIELD (coupling), PROGNOSIS_READS_COUPLING, 0, 3, 1, NULL,
    coupling_values },
  { "rank", N_ ("Rank of the coupling"), N_ ("How many patterns of mixing between regions are learned."),
    PROGNOSIS_GROUP_TRANSMISSION, PROGNOSIS_SETTING_INT, FIELD (rank), PROGNOSIS_READS_RANK, 1, 10, 1, NULL, NULL },
  { "train", N_ ("Training window"), N_ ("How many of the last observations are used; the model chooses if zero."),
    PROGNOSIS_GROUP_WINDOW, PROGNOSIS_SETTING_INT, FIELD (n_train), PROGNOSIS_READS_TRAIN, 0, 2000, 1, N_ ("Automatic"), NULL },
  { "horizon", N_ ("Horizon"), N_ ("How many days or weeks ahead to forecast; four weeks if zero."), PROGNOSIS_GROUP_WINDOW,
    PROGNOSIS_SETTING_INT, FIELD (horizon), PROGNOSIS_READS_HORIZON, 0, 365, 1, N_ ("Four weeks"), NULL },
  { "recency", N_ ("Recency weighting"), N_ ("After how many days back an observation counts half; all count the same if zero."),
    PROGNOSIS_GROUP_WINDOW, PROGNOSIS_SETTING_DOUBLE, FIELD (recency_days), PROGNOSIS_READS_RECENCY, 0, 365, 1, N_ ("All the same"),
    NULL },
  { "loss", N_ ("Loss"), N_ ("What the fit makes small: robust to single wrong reports, or squares."), PROGNOSIS_GROUP_COMPUTATION,
    PROGNOSIS_SETTING_ENUM, FIELD (loss), PROGNOSIS_READS_LOSS, 0, 2, 1, NULL, loss_values },
  { "prior", N_ ("Prior"), N_ ("Whether estimates are drawn towards plausible values where the data say little."),
    PROGNOSIS_GROUP_COMPUTATION, PROGNOSIS_SETTING_ENUM, FIELD (prior), PROGNOSIS_READS_PRIOR, 0, 1, 1, NULL, prior_values },
  { "uncertainty", N_ ("Uncertainty"),
    N_ ("Where the spread of the estimates comes from: the curvature at the best fit is quick; refits to resampled "
        "residuals and fits from several starts assume less, and take longer."),
    PROGNOSIS_GROUP_COMPUTATION, PROGNOSIS_SETTING_ENUM, FIELD (uncertainty), PROGNOSIS_READS_UNCERTAINTY, 0, 2, 1, NULL,
    uncertainty_values },
  { "paths", N_ ("Ensemble size"), N_ ("Sample paths from which the bands are read: more are smoother, and slower."),
    PROGNOSIS_GROUP_COMPUTATION, PROGNOSIS_SETTING_INT, FIELD (n_paths), PROGNOSIS_READS_PATHS, 50, 5000, 50, NULL, NULL },
  { "seed", N_ ("Seed"), N_ ("Of all that is random: the same seed gives the same forecast."), PROGNOSIS_GROUP_COMPUTATION,
    PROGNOSIS_SETTING_UINT64, FIELD (seed), PROGNOSIS_READS_SEED, 0, 999999, 1, NULL, NULL },
};

const PrognosisSetting *
prognosis_setting_list (gsize *n)
{
  *n = G_N_ELEMENTS (settings);
  return settings;
}

const PrognosisSetting *
prognosis_setting_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].id, id))
      return &settings[i];
  return NULL;
}

double
prognosis_setting_get (const PrognosisSetting *setting, const PrognosisOptions *options)
{
  gconstpointer field = G_STRUCT_MEMBER_P (options, setting->offset);

  switch (setting->type)
    {
    case PROGNOSIS_SETTING_UINT64: return *(const guint64 *) field;
    case PROGNOSIS_SETTING_DOUBLE: return *(const double *) field;
    case PROGNOSIS_SETTING_ENUM: /* enums of the engine have the size of an int */
    case PROGNOSIS_SETTING_INT:
    default: return *(const int *) field;
    }
}

void
prognosis_setting_set (const PrognosisSetting *setting, PrognosisOptions *options, double value)
{
  gpointer field = G_STRUCT_MEMBER_P (options, setting->offset);

  value = CLAMP (value, setting->lower, setting->upper);
  switch (setting->type)
    {
    case PROGNOSIS_SETTING_UINT64: *(guint64 *) field = (guint64) (value + 0.5); break;
    case PROGNOSIS_SETTING_DOUBLE: *(double *) field = value; break;
    case PROGNOSIS_SETTING_ENUM:
    case PROGNOSIS_SETTING_INT:
    default: *(int *) field = (int) (value + 0.5); break;
    }
}
