/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-options.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_SETTING_INT,  /* int */
  PROGNOSIS_SETTING_REAL, /* double */
  PROGNOSIS_SETTING_SEED, /* guint64 */
  PROGNOSIS_SETTING_ENUM, /* an enum of the engine, stored as an int */
} PrognosisSettingKind;

typedef enum
{
  PROGNOSIS_GROUP_TRANSMISSION,
  PROGNOSIS_GROUP_NETWORK,
  PROGNOSIS_GROUP_WINDOW,
  PROGNOSIS_GROUP_COMPUTATION,
  PROGNOSIS_N_GROUPS,
} PrognosisGroup;

typedef struct
{
  const char *id;    /* stored in sessions and typed on the command line: never renamed */
  const char *title; /* marked for translation */
} PrognosisSettingValue;

/**
 * PrognosisSetting:
 *
 * One option of a fit or forecast. The defaults, the engine's checks, the window, the command with its help and manual page,
 * session files, reports and tests all walk the list of them. A new option is a field and a bit in prognosis-options.h, an
 * entry of the list, and the code that reads it.
 */
typedef struct
{
  const char *id;     /* stored in sessions: never renamed */
  const char *option; /* its name on the command line, without dashes; NULL: the id */
  const char *title;  /* marked for translation */
  const char *help;   /* one sentence; marked for translation */
  PrognosisGroup group;
  PrognosisSettingKind kind;
  gsize offset; /* in PrognosisOptions */
  PrognosisReads reads;
  double preset;                       /* the default */
  double lower, upper;                 /* inclusive; of an enum, indices of @values */
  const char *automatic;               /* what 0 means, accepted beside the range; marked for translation; NULL: nothing special */
  double step;                         /* of a slider or a spin button */
  double slider_upper;                 /* the comfortable part of the range, for a slider; 0: not for sliders */
  gboolean doubles;                    /* the slider moves by doublings: 4, 8, 16 ... */
  const char *unit;                    /* "days", or NULL: a number */
  const PrognosisSettingValue *values; /* of an enum, ended by a NULL id */
} PrognosisSetting;

/* Whole numbers up to this are exact as doubles: prognosis_setting_get() and prognosis_setting_set() lose digits of a larger seed. */
#define PROGNOSIS_SETTING_MAX_EXACT 9007199254740992.0

const PrognosisSetting *prognosis_setting_list (gsize *n);
const PrognosisSetting *prognosis_setting_find (const char *id);
/* Name on the command line, without dashes. */
const char *prognosis_setting_get_option (const PrognosisSetting *setting);

double prognosis_setting_get (const PrognosisSetting *setting, const PrognosisOptions *options);
/* Clamped to the bounds. Between 0, where that is special, and the lower bound, it continues in the direction of the change. */
void prognosis_setting_set (const PrognosisSetting *setting, PrognosisOptions *options, double value);
gboolean prognosis_setting_equal (const PrognosisSetting *setting, const PrognosisOptions *a, const PrognosisOptions *b);

/* "16", "0.5" or "piecewise": exact and independent of the locale. (transfer full) */
char *prognosis_setting_to_text (const PrognosisSetting *setting, const PrognosisOptions *options);
/* The inverse. FALSE with %PROGNOSIS_ERROR_OPTION where @text is no such value; @options is unchanged then. */
gboolean prognosis_setting_parse (const PrognosisSetting *setting, const char *text, PrognosisOptions *options, GError **error);

G_END_DECLS
