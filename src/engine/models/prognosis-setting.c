/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of options of a fit or forecast: for each its name, kind, bounds, default, title, help, and the place of its value
   in PrognosisOptions. Window, command, --help, manual page, session files and report walk this list, so an option is
   described nowhere else. Which forecaster reads which option is the forecaster's own statement (PrognosisReads). */

#include "prognosis-config.h"
#include "prognosis-setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-error.h"
#include "prognosis-number.h"

/* In the order of their enumerations. */
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

static const PrognosisSettingValue season_values[] = {
  { "default", N_ ("Automatic") },
  { "none", N_ ("None") },
  { "northern", N_ ("Northern winter") },
  { "southern", N_ ("Southern winter") },
  { NULL },
};

static const PrognosisSettingValue start_values[] = {
  { "default", N_ ("Completed by a nowcast") },
  { "none", N_ ("As reported") },
  { NULL },
};

#define FIELD(name) .offset = G_STRUCT_OFFSET (PrognosisOptions, name)
#define VALUES(list) .values = list, .upper = G_N_ELEMENTS (list) - 2, .step = 1

/* The list. Each group is in the order in which the window and the command's help show it. */
static const PrognosisSetting settings[] = {
  { .id = "transmission",
    .title = N_ ("Transmission over time"),
    .help = N_ ("How the transmission rate may change during the training window."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_TRANSMISSION,
    FIELD (transmission),
    VALUES (transmission_values) },
  { .id = "knots",
    .title = N_ ("Knots"),
    .help = N_ ("Number of days at which a piecewise linear transmission rate may change its slope."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_KNOTS,
    FIELD (n_knots),
    .lower = 2,
    .upper = PROGNOSIS_MAX_KNOTS,
    .automatic = N_ ("Automatic"),
    .step = 1,
    .slider_upper = 30 },
  { .id = "hidden",
    .title = N_ ("Network width"),
    .help = N_ ("Neurons in each hidden layer: more follow finer changes but take longer to fit. The network in Hybrid has half as "
                "many, at most 32."),
    .group = PROGNOSIS_GROUP_NETWORK,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_HIDDEN,
    FIELD (hidden),
    .preset = 16,
    .lower = 4,
    .upper = 128,
    .step = 4,
    .slider_upper = 128,
    .doubles = TRUE },
  { .id = "layers",
    .title = N_ ("Network layers"),
    .help = N_ ("Number of hidden layers of the network."),
    .group = PROGNOSIS_GROUP_NETWORK,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_LAYERS,
    FIELD (layers),
    .preset = 2,
    .lower = 1,
    .upper = 2,
    .step = 1,
    .slider_upper = 2 },
  { .id = "starts",
    .title = N_ ("Starts"),
    .help = N_ ("Networks trained from different random weights; the best one or their mean is used."),
    .group = PROGNOSIS_GROUP_NETWORK,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_STARTS,
    FIELD (starts),
    .preset = 3,
    .lower = 1,
    .upper = 100,
    .step = 1,
    .slider_upper = 16 },
  { .id = "epochs",
    .title = N_ ("Epochs"),
    .help = N_ ("Limit on the epochs of training; it ends earlier when the error on held-back days stops falling."),
    .group = PROGNOSIS_GROUP_NETWORK,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_EPOCHS,
    FIELD (epochs),
    .preset = 200,
    .lower = 1,
    .upper = 2000,
    .step = 10 },
  { .id = "half-life",
    .title = N_ ("Half-life of the trend"),
    .help = N_ ("Half-life of the trend in transmission after the training window; if zero, transmission stays at its last value."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_REAL,
    .reads = PROGNOSIS_READS_HALF_LIFE,
    FIELD (half_life_days),
    .lower = 0.1,
    .upper = 100000,
    .automatic = N_ ("Held"),
    .step = 1,
    .unit = "days" },
  { .id = "generation",
    .option = "generation-days",
    .title = N_ ("Generation time"),
    .help = N_ ("Mean generation time in days, from which models without compartments derive reproduction numbers and scenarios."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_REAL,
    .reads = PROGNOSIS_READS_GENERATION,
    FIELD (generation_days),
    .preset = 5.5, /* COVID-19: Ferretti et al. 2020, standard deviation 2.1 */
    .lower = 0.5,
    .upper = 100,
    .step = 0.5,
    .unit = "days" },
  { .id = "coupling",
    .title = N_ ("Coupling between regions"),
    .help = N_ ("How infections in one region add to those in others."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_COUPLING,
    FIELD (coupling),
    VALUES (coupling_values) },
  { .id = "rank",
    .title = N_ ("Rank of the coupling"),
    .help = N_ ("Number of mixing patterns to learn between regions."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_RANK,
    FIELD (rank),
    .preset = 2,
    .lower = 1,
    .upper = 64,
    .step = 1,
    .slider_upper = 10 },
  { .id = "season",
    .title = N_ ("Season"),
    .help = N_ ("Season that the hybrid model expects in weekly data before it has seen one; automatic: that of the forecast hub, "
                "otherwise a weak winter season in countries with a winter."),
    .group = PROGNOSIS_GROUP_TRANSMISSION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_SEASON,
    FIELD (season),
    VALUES (season_values) },
  { .id = "nowcast",
    .title = N_ ("Incomplete weeks"),
    .help = N_ ("Whether the forecast starts from what the last weeks will come to once all reports are in, or from what has been "
                "reported of them so far."),
    .group = PROGNOSIS_GROUP_WINDOW,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_NOWCAST,
    FIELD (start),
    VALUES (start_values) },
  { .id = "train",
    .title = N_ ("Training window"),
    .help = N_ ("Number of latest observations to use; if zero, the model chooses."),
    .group = PROGNOSIS_GROUP_WINDOW,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_TRAIN,
    FIELD (n_train),
    .lower = 2,
    .upper = 100000,
    .automatic = N_ ("Automatic"),
    .step = 1 },
  { .id = "horizon",
    .title = N_ ("Horizon"),
    .help = N_ ("Number of steps to forecast: days, weeks or months as in the data; if zero, four weeks or three months."),
    .group = PROGNOSIS_GROUP_WINDOW,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_HORIZON,
    FIELD (horizon),
    .lower = 1,
    .upper = 3660,
    .automatic = N_ ("Four weeks"),
    .step = 1 },
  { .id = "recency",
    .title = N_ ("Recency weighting"),
    .help = N_ ("Age, in steps of the data, at which an observation has half its weight; if zero, all weigh the same."),
    .group = PROGNOSIS_GROUP_WINDOW,
    .kind = PROGNOSIS_SETTING_REAL,
    .reads = PROGNOSIS_READS_RECENCY,
    FIELD (recency_days),
    .lower = 0.1,
    .upper = 100000,
    .automatic = N_ ("All the same"),
    .step = 1 },
  { .id = "loss",
    .title = N_ ("Loss"),
    .help = N_ ("What the fit minimises: a robust loss that tolerates single wrong reports, squares scaled by the spread of each "
                "series, or plain squares."),
    .group = PROGNOSIS_GROUP_COMPUTATION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_LOSS,
    FIELD (loss),
    VALUES (loss_values) },
  { .id = "prior",
    .title = N_ ("Prior"),
    .help = N_ ("Whether estimates are drawn towards plausible values where the data say little."),
    .group = PROGNOSIS_GROUP_COMPUTATION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_PRIOR,
    FIELD (prior),
    VALUES (prior_values) },
  { .id = "uncertainty",
    .title = N_ ("Uncertainty"),
    .help = N_ ("How the spread of the estimates is found: from the curvature at the best fit, which is quick, or from refits to "
                "resampled residuals or fits from several starts, which assume less and take longer."),
    .group = PROGNOSIS_GROUP_COMPUTATION,
    .kind = PROGNOSIS_SETTING_ENUM,
    .reads = PROGNOSIS_READS_UNCERTAINTY,
    FIELD (uncertainty),
    VALUES (uncertainty_values) },
  { .id = "paths",
    .title = N_ ("Ensemble size"),
    .help = N_ ("Number of sample paths from which the forecast intervals are read: more are smoother but slower."),
    .group = PROGNOSIS_GROUP_COMPUTATION,
    .kind = PROGNOSIS_SETTING_INT,
    .reads = PROGNOSIS_READS_PATHS,
    FIELD (n_paths),
    .preset = 400,
    .lower = 20,
    .upper = 10000,
    .step = 50 },
  { .id = "seed",
    .title = N_ ("Seed"),
    .help = N_ ("Seed for everything random: the same seed gives the same forecast."),
    .group = PROGNOSIS_GROUP_COMPUTATION,
    .kind = PROGNOSIS_SETTING_SEED,
    .reads = PROGNOSIS_READS_SEED,
    FIELD (seed),
    .preset = 1,
    .upper = (double) G_MAXUINT64,
    .step = 1 },
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

const char *
prognosis_setting_get_option (const PrognosisSetting *setting)
{
  return setting->option != NULL ? setting->option : setting->id;
}

double
prognosis_setting_get (const PrognosisSetting *setting, const PrognosisOptions *options)
{
  gconstpointer field = G_STRUCT_MEMBER_P (options, setting->offset);

  switch (setting->kind)
    {
    case PROGNOSIS_SETTING_SEED: return *(const guint64 *) field;
    case PROGNOSIS_SETTING_REAL: return *(const double *) field;
    case PROGNOSIS_SETTING_ENUM:
    case PROGNOSIS_SETTING_INT:
    default: return *(const int *) field;
    }
}

static void
store (const PrognosisSetting *setting, PrognosisOptions *options, double value)
{
  gpointer field = G_STRUCT_MEMBER_P (options, setting->offset);

  G_STATIC_ASSERT (sizeof (PrognosisLoss) == sizeof (int));

  switch (setting->kind)
    {
    case PROGNOSIS_SETTING_SEED: *(guint64 *) field = (guint64) MIN (round (value), PROGNOSIS_SETTING_MAX_EXACT); break;
    case PROGNOSIS_SETTING_REAL: *(double *) field = value; break;
    case PROGNOSIS_SETTING_ENUM:
    case PROGNOSIS_SETTING_INT:
    default: *(int *) field = (int) round (value); break;
    }
}

void
prognosis_setting_set (const PrognosisSetting *setting, PrognosisOptions *options, double value)
{
  if (setting->automatic != NULL && value < setting->lower
      && (value <= 0 || prognosis_setting_get (setting, options) >= setting->lower))
    store (setting, options, 0);
  else
    store (setting, options, CLAMP (value, setting->lower, setting->upper));
}

gboolean
prognosis_setting_equal (const PrognosisSetting *setting, const PrognosisOptions *a, const PrognosisOptions *b)
{
  if (setting->kind == PROGNOSIS_SETTING_SEED)
    return G_STRUCT_MEMBER (guint64, a, setting->offset) == G_STRUCT_MEMBER (guint64, b, setting->offset);
  return prognosis_setting_get (setting, a) == prognosis_setting_get (setting, b);
}

char *
prognosis_setting_to_text (const PrognosisSetting *setting, const PrognosisOptions *options)
{
  const double value = prognosis_setting_get (setting, options);

  if (setting->kind == PROGNOSIS_SETTING_SEED)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, G_STRUCT_MEMBER (guint64, options, setting->offset));
  if (setting->values != NULL)
    return g_strdup (setting->values[(int) value].id);
  return prognosis_number_to_text (value);
}

static gboolean
is_within (const PrognosisSetting *setting, double value)
{
  return (value >= setting->lower && value <= setting->upper) || (value == 0 && setting->automatic != NULL);
}

/* @text is no value of @setting. */
static gboolean
refuse (const PrognosisSetting *setting, const char *text, GError **error)
{
  g_autofree char *lower = prognosis_number_to_text (setting->lower), *upper = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  upper = setting->kind == PROGNOSIS_SETTING_SEED ? g_strdup_printf ("%" G_GUINT64_FORMAT, G_MAXUINT64)
                                                  : prognosis_number_to_text (setting->upper);
  for (gsize i = 0; setting->values != NULL && setting->values[i].id != NULL; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", setting->values[i].id);
  switch (setting->kind)
    {
    case PROGNOSIS_SETTING_ENUM:
      prognosis_set_option_error (error, setting->id, _ ("“%s” is not known; expected one of %s"), text, ids->str);
      break;
    case PROGNOSIS_SETTING_REAL:
      prognosis_set_option_error (error, setting->id, _ ("“%s” is not a number from %s to %s"), text, lower, upper);
      break;
    case PROGNOSIS_SETTING_SEED:
    case PROGNOSIS_SETTING_INT:
    default: prognosis_set_option_error (error, setting->id, _ ("“%s” is not a whole number from %s to %s"), text, lower, upper);
    }
  return FALSE;
}

gboolean
prognosis_setting_parse (const PrognosisSetting *setting, const char *text, PrognosisOptions *options, GError **error)
{
  gint64 whole;
  double real;

  switch (setting->kind)
    {
    case PROGNOSIS_SETTING_ENUM:
      for (int i = 0; setting->values[i].id != NULL; i++)
        if (g_str_equal (setting->values[i].id, text))
          {
            store (setting, options, i);
            return TRUE;
          }
      return refuse (setting, text, error);
    case PROGNOSIS_SETTING_SEED:
      return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &G_STRUCT_MEMBER (guint64, options, setting->offset), NULL)
             || refuse (setting, text, error);
    case PROGNOSIS_SETTING_REAL:
      if (!prognosis_number_parse (text, &real) || !is_within (setting, real))
        return refuse (setting, text, error);
      store (setting, options, real);
      return TRUE;
    case PROGNOSIS_SETTING_INT:
    default:
      if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &whole, NULL) || !is_within (setting, whole))
        return refuse (setting, text, error);
      store (setting, options, whole);
      return TRUE;
    }
}

gboolean
prognosis_options_check (const PrognosisOptions *options, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const double value = prognosis_setting_get (&settings[i], options);
      g_autofree char *text = NULL;

      if (is_within (&settings[i], value))
        continue;
      text = prognosis_number_to_text (value);
      refuse (&settings[i], text, error);
      g_prefix_error (error, "%s: ", settings[i].id);
      return FALSE;
    }
  return TRUE;
}
