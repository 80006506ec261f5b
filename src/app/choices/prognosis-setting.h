/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_SETTING_INT,
  PROGNOSIS_SETTING_UINT64,
  PROGNOSIS_SETTING_DOUBLE,
  PROGNOSIS_SETTING_ENUM,
} PrognosisSettingType;

typedef enum
{
  PROGNOSIS_GROUP_TRANSMISSION,
  PROGNOSIS_GROUP_WINDOW,
  PROGNOSIS_GROUP_COMPUTATION,
  PROGNOSIS_N_GROUPS,
} PrognosisGroup;

typedef struct
{
  const char *id; /* stored in sessions: never renamed */
  const char *title;
} PrognosisSettingValue;

/**
 * PrognosisSetting:
 *
 * One choice of PrognosisOptions, described once: the panel, undo, saved sessions and
 * tests walk the list.
 */
typedef struct
{
  const char *id;    /* stored in sessions: never renamed */
  const char *title; /* marked for translation */
  const char *hint;  /* one sentence; marked for translation */
  PrognosisGroup group;
  PrognosisSettingType type;
  gsize offset; /* in PrognosisOptions */
  guint reads;  /* a PrognosisReads: it is shown where the forecaster reads it */
  double lower, upper, step;
  const char *automatic;               /* what 0 means, marked for translation; NULL: a number */
  const PrognosisSettingValue *values; /* of an enum, ended by a NULL id */
} PrognosisSetting;

const PrognosisSetting *prognosis_setting_list (gsize *n);
const PrognosisSetting *prognosis_setting_find (const char *id);
double prognosis_setting_get (const PrognosisSetting *setting, const PrognosisOptions *options);
/* Clamped to the bounds. */
void prognosis_setting_set (const PrognosisSetting *setting, PrognosisOptions *options, double value);

G_END_DECLS
