/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-json.h"
#include "prognosis-preset.h"
#include "prognosis-scenario.h"

G_BEGIN_DECLS

/**
 * PrognosisOutbreak:
 *
 * An outbreak that is described instead of observed: one population that mixes at random, in the compartments S, E, I, R and D of SEIRD
 * (without a latent period those of SIR), and V of those whom a vaccine protects. Everything is a number with bounds, see
 * prognosis_outbreak_list_fields(), but for the steps of transmission.
 *
 *   S' = -beta S I / N - h S,  W' = (1 - e) h S - beta W I / N,  V' = e h S,
 *   E' = beta (S + W) I / N - E / latent,  I' = E / latent - I / infectious,  R' = (1 - r) I / infectious,  D' = r I / infectious
 *
 * with beta = reproduction / infectious, times the factor of the scenario, times 1 - isolated; W are the vaccinated who are not protected,
 * and h is the hazard with which the doses of a day are used up by those who are offered them.
 */
typedef struct
{
  double population;
  double imported;        /* infectious persons on day 0 */
  double reproduction;    /* basic reproduction number */
  double latent_days;     /* mean; 0: infectious at once */
  double infectious_days; /* mean */
  double fatality;        /* share of the infected who die */
  double isolated;        /* share of the infectious persons who infect nobody, from isolation_day on */
  double isolation_day;
  double doses; /* of a vaccine a day, one a person, from vaccination_day on */
  double vaccination_day;
  double efficacy;             /* share of the vaccinated whom it protects at once and for good */
  double only_susceptible;     /* 1: doses go only to those who can still be infected; 0: to all alike */
  double hospitalised;         /* share of the infected who are admitted, when they become infectious */
  double stay_days;            /* mean length of stay */
  double stay_shape;           /* of its gamma distribution; 1: exponential */
  double capacity;             /* beds; 0: no limit */
  double days;                 /* for which it is followed */
  PrognosisScenario *scenario; /* (nullable): steps of transmission; day 0 is the first day */
} PrognosisOutbreak;

typedef enum
{
  PROGNOSIS_OUTBREAK_DISEASE,
  PROGNOSIS_OUTBREAK_PLACE,
  PROGNOSIS_OUTBREAK_MEASURES,
  PROGNOSIS_OUTBREAK_BEDS,
  PROGNOSIS_OUTBREAK_N_GROUPS,
} PrognosisOutbreakGroup;

typedef enum
{
  PROGNOSIS_OUTBREAK_NUMBER,
  PROGNOSIS_OUTBREAK_PERCENT, /* a share that people think of in percent */
  PROGNOSIS_OUTBREAK_SWITCH,  /* 0 or 1 */
} PrognosisOutbreakForm;

/* One number of an outbreak. Command, window, session files and tests walk the list. */
typedef struct
{
  const char *id;    /* stored in sessions and typed on the command line: never renamed */
  const char *title; /* marked for translation */
  const char *help;  /* one sentence; marked for translation */
  PrognosisOutbreakGroup group;
  PrognosisOutbreakForm form;
  PrognosisUnit unit;
  gsize offset; /* in PrognosisOutbreak */
  double preset;
  double lower, upper;               /* inclusive */
  double slider_lower, slider_upper; /* the comfortable part */
  double step;                       /* of a slider; 0: it moves by logarithms */
} PrognosisOutbreakField;

const PrognosisOutbreakField *prognosis_outbreak_list_fields (gsize *n);
const PrognosisOutbreakField *prognosis_outbreak_find_field (const char *id);

PrognosisOutbreak *prognosis_outbreak_new (void);
PrognosisOutbreak *prognosis_outbreak_copy (const PrognosisOutbreak *self);
void prognosis_outbreak_free (PrognosisOutbreak *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOutbreak, prognosis_outbreak_free)
gboolean prognosis_outbreak_equal (const PrognosisOutbreak *a, const PrognosisOutbreak *b);
double prognosis_outbreak_get (const PrognosisOutbreak *self, const PrognosisOutbreakField *field);
/* FALSE with %PROGNOSIS_ERROR_OPTION, and nothing changed, if @value is outside the field's bounds. */
gboolean prognosis_outbreak_set (PrognosisOutbreak *self, const PrognosisOutbreakField *field, double value, GError **error);
/* FALSE with %PROGNOSIS_ERROR_OPTION if numbers contradict each other: more imported cases than persons. */
gboolean prognosis_outbreak_check (const PrognosisOutbreak *self, GError **error);
/* Reproduction number, latent and infectious period of a disease, and its fatality, or none if that is not in the list. */
void prognosis_outbreak_apply_preset (PrognosisOutbreak *self, const PrognosisPreset *preset);

/* The members of an object that is being built: each field by its id, and the steps of transmission. */
void prognosis_outbreak_write_json (const PrognosisOutbreak *self, JsonBuilder *json);
/* What is missing or out of bounds is as in a new outbreak. @object: (nullable). (transfer full): or NULL if @object is */
PrognosisOutbreak *prognosis_outbreak_read_json (JsonObject *object);

/* Without any measure. The growth rate r [1/day] solves (r + 1 / latent) (r + 1 / infectious) = beta / latent: Wallinga and Lipsitch 2007,
 * Proc. R. Soc. B 274:599. */
double prognosis_outbreak_get_growth (const PrognosisOutbreak *self);
/* Transmission rate on day @day, from 0 [1/day], with scenario and isolation. */
double prognosis_outbreak_get_beta (const PrognosisOutbreak *self, gsize day);

typedef enum
{
  PROGNOSIS_OUTBREAK_S,
  PROGNOSIS_OUTBREAK_E,
  PROGNOSIS_OUTBREAK_I,
  PROGNOSIS_OUTBREAK_R,
  PROGNOSIS_OUTBREAK_D,
  PROGNOSIS_OUTBREAK_V,
  PROGNOSIS_OUTBREAK_INFECTIONS, /* new ones of the day that ends here; 0 on day 0 */
  PROGNOSIS_OUTBREAK_BEDS_USED,
  PROGNOSIS_OUTBREAK_N_COLUMNS,
} PrognosisOutbreakColumn;

extern const char *const prognosis_outbreak_column_ids[PROGNOSIS_OUTBREAK_N_COLUMNS];
/* Marked for translation. */
extern const char *const prognosis_outbreak_column_titles[PROGNOSIS_OUTBREAK_N_COLUMNS];

/**
 * PrognosisOutbreakCourse:
 *
 * Persons in every column at the ends of days 0 to n_days, of the equations (one run) or of chance events.
 */
typedef struct
{
  gsize n_days, n_runs;
  double *persons; /* n_runs x (n_days + 1) x PROGNOSIS_OUTBREAK_N_COLUMNS */
} PrognosisOutbreakCourse;

void prognosis_outbreak_course_free (PrognosisOutbreakCourse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOutbreakCourse, prognosis_outbreak_course_free)
double prognosis_outbreak_course_get (const PrognosisOutbreakCourse *self, gsize run, gsize day, PrognosisOutbreakColumn column);
/* Over the runs, for each day; @levels in (0, 1), ascending; @values: (n_days + 1) x @n_levels. */
void prognosis_outbreak_course_get_quantiles (const PrognosisOutbreakCourse *self, PrognosisOutbreakColumn column,
                                              const double *levels, gsize n_levels, double *values);

/**
 * prognosis_outbreak_solve:
 *
 * The equations, by an adaptive method of order 8 restarted each day, because transmission and doses change between days.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_COMPUTATION
 */
PrognosisOutbreakCourse *prognosis_outbreak_solve (const PrognosisOutbreak *self, gsize n_days,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * prognosis_outbreak_run:
 * @n_runs: at least 1
 * @n_threads: results do not depend on it
 *
 * The same outbreak as chance events among whole persons: each infection, onset and removal by itself while fewer than a hundred persons are
 * infected (Gillespie 1977, J. Phys. Chem. 81:2340), else in steps of a tenth of the shortest mean time, with numbers drawn from binomial
 * distributions at the midpoint's rates (Gillespie 2001, J. Chem. Phys. 115:1716).
 *
 * Returns: (transfer full): or NULL with %G_IO_ERROR_CANCELLED
 */
PrognosisOutbreakCourse *prognosis_outbreak_run (const PrognosisOutbreak *self, gsize n_days, gsize n_runs, guint64 seed,
                                                 gsize n_threads, GCancellable *cancellable,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What people ask of one run. Days count from 0; -1: none. */
typedef struct
{
  double peak_infectious, peak_infections, peak_beds; /* persons; new ones of a day; beds */
  int peak_infectious_day, peak_infections_day, peak_beds_day;
  double infected; /* all infected persons up to the last day, with the imported cases */
  double deaths;
  int over_first, over_last; /* first and last day with more beds in use than the capacity */
  gboolean is_over;          /* nobody is exposed or infectious on the last day: of equations, less than one person */
  gboolean is_minor;         /* it is over, and there never were a hundred infected persons at a time, nor a twentieth of all */
} PrognosisOutbreakAnswer;

void prognosis_outbreak_answer_read (const PrognosisOutbreak *self, const PrognosisOutbreakCourse *course, gsize run,
                                     PrognosisOutbreakAnswer *answer);

G_END_DECLS
