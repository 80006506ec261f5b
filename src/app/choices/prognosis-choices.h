/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-answer.h"
#include "prognosis-columns.h"
#include "prognosis-decision.h"
#include "prognosis-forecaster.h"
#include "prognosis-region-group.h"
#include "prognosis-kept.h"
#include "prognosis-outbreak.h"
#include "prognosis-scenario.h"
#include "prognosis-trajectories.h"

G_BEGIN_DECLS

/* A number that new counts of one step, or persons present, may pass. */
typedef struct
{
  char *signal; /* its name */
  double value;
} PrognosisThreshold;

/**
 * PrognosisChoices:
 *
 * Everything that the user has chosen, as one value: undo is going back to an earlier one, a
 * saved session is one written down, a job takes what it needs of one.
 */
typedef struct
{
  PrognosisDataset *dataset; /* complete, with the user's corrections; NULL before data are open */
  char *hash;                /* SHA-256 of the data as read, or NULL */
  PrognosisColumns *columns; /* assigned columns; NULL: as recognised */
  char *forecaster;          /* id */
  PrognosisOptions *options;
  gssize origin;        /* the last step that may be used; -1: the last one */
  GtkBitset *regions;   /* the selected ones */
  gboolean all_regions; /* sliders act on all regions, not only on the selected ones */
  PrognosisView view;
  gboolean is_log;
  gboolean per_100k;
  int within;                  /* days that answers cover: 7, 14 or 28; see prognosis_answer_find_period() */
  char *map;                   /* of the Regions page: PROGNOSIS_MAP_CHOICE_..., or the path of a GeoJSON file */
  double stay_days;            /* mean stay in hospital of those admitted; NAN: not given */
  double capacity;             /* beds that there are; NAN: not given */
  GArray *thresholds;          /* of PrognosisThreshold, one a signal */
  GPtrArray *scenarios;        /* of PrognosisScenario */
  GPtrArray *groups;           /* of PrognosisRegionGroup; their names differ */
  GPtrArray *kept;             /* of PrognosisKept; their names differ */
  GPtrArray *decisions;        /* of PrognosisDecision, one a region, none of them empty */
  PrognosisOutbreak *outbreak; /* that is simulated, or NULL */
  gboolean by_chance;          /* show runs of the simulated outbreak by chance */
  PrognosisForecast *result;   /* the forecast for these choices, or NULL */
} PrognosisChoices;

#define PROGNOSIS_MAP_CHOICE_AUTO ""
#define PROGNOSIS_MAP_CHOICE_TILES "tiles"
#define PROGNOSIS_MAP_CHOICE_OUTLINES "outlines"

PrognosisChoices *prognosis_choices_new (void);
PrognosisChoices *prognosis_choices_copy (const PrognosisChoices *self);
void prognosis_choices_free (PrognosisChoices *self);
/* Ignores the result, which follows from the rest. */
gboolean prognosis_choices_equal (const PrognosisChoices *a, const PrognosisChoices *b);
/* Whether both lead to the same forecast, whatever is selected or shown. */
gboolean prognosis_choices_same_forecast (const PrognosisChoices *a, const PrognosisChoices *b);
/* Whether they differ in the view only. */
gboolean prognosis_choices_equal_but_for_view (const PrognosisChoices *a, const PrognosisChoices *b);
/* Whether settings, fixed values and observation mappings equal those of @self. */
gboolean prognosis_choices_have_options (const PrognosisChoices *self, const PrognosisOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisChoices, prognosis_choices_free)

/* The step of the origin, resolved; -1 without data. */
gssize prognosis_choices_get_origin (const PrognosisChoices *self);
/* The day of that step; there must be data. */
int prognosis_choices_get_origin_day (const PrognosisChoices *self);
/* In steps, resolved: four weeks by default. Requires data. */
gsize prognosis_choices_get_horizon (const PrognosisChoices *self);
/* Converts choices in steps of @from days to steps of @to days of the same duration. */
void prognosis_choices_change_step (PrognosisChoices *self, int from, int to);
/* The key of a region in PrognosisOptions: its code, or its name if it has none. */
const char *prognosis_choices_get_region_key (const PrognosisChoices *self, gsize region);
/* The regions that a slider acts on. (transfer full) */
GtkBitset *prognosis_choices_dup_affected (const PrognosisChoices *self);
/* Whether a region is selected that is a total and that @forecast, or the forecast to come if NULL, leaves out. */
gboolean prognosis_choices_lacks_total (const PrognosisChoices *self, const PrognosisForecast *forecast);
/* The dataset in which the selected totals are picked. (transfer full) */
PrognosisDataset *prognosis_choices_dup_dataset (const PrognosisChoices *self);
/* The selected regions whose counts can be added up: no totals beside places. (transfer full): gsize, at least one */
GArray *prognosis_choices_list_summands (const PrognosisChoices *self);
/* NAN: none. */
double prognosis_choices_get_threshold (const PrognosisChoices *self, const char *signal);
/* @value NAN: removes it. */
void prognosis_choices_set_threshold (PrognosisChoices *self, const char *signal, double value);
/* The group of this name, or NULL. Lent. */
PrognosisRegionGroup *prognosis_choices_find_group (const PrognosisChoices *self, const char *name);
/* The forecast kept under @name, or NULL. Lent. */
PrognosisKept *prognosis_choices_find_kept (const PrognosisChoices *self, const char *name);
/* @wanted, with a number if a kept forecast or a forecaster already has this name. (transfer full) */
char *prognosis_choices_dup_free_name (const PrognosisChoices *self, const char *wanted);
/* What @forecast says about @signal in the selected region, or in the sum of the selected ones; see prognosis_answer_read(). */
gboolean prognosis_choices_read_answer (const PrognosisChoices *self, const PrognosisForecast *forecast, gsize signal,
                                        PrognosisAnswer *answer);
/* What was decided on a region; NULL: nothing. Lent. */
const PrognosisDecision *prognosis_choices_find_decision (const PrognosisChoices *self, gsize region);
/* @decision: (transfer full): replaces what was decided on its region; an empty one is forgotten */
void prognosis_choices_take_decision (PrognosisChoices *self, PrognosisDecision *decision);
/* The first of the selected regions. */
gsize prognosis_choices_get_first_region (const PrognosisChoices *self);

gboolean prognosis_choices_is_locked (const PrognosisChoices *self, gsize region, const char *parameter);
/* @value in the parameter's unit. */
void prognosis_choices_lock (PrognosisChoices *self, gsize region, const char *parameter, double value);
void prognosis_choices_unlock (PrognosisChoices *self, GtkBitset *regions, const char *parameter);
void prognosis_choices_unlock_all (PrognosisChoices *self);

G_END_DECLS
