/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"

G_BEGIN_DECLS

/* The type of a field of #PrognosisColumns. */
typedef enum
{
  PROGNOSIS_READING_COLUMN,     /* char *: a column */
  PROGNOSIS_READING_COLUMNS,    /* GStrv of columns */
  PROGNOSIS_READING_CONDITIONS, /* GStrv of conditions on rows */
  PROGNOSIS_READING_TEXT,       /* char * */
  PROGNOSIS_READING_ENUM,       /* int */
  PROGNOSIS_READING_LINE,       /* int: a line of the file, from 1 */
  PROGNOSIS_READING_SWITCH,     /* gboolean */
} PrognosisReadingKind;

typedef struct
{
  const char *id;    /* stored in sessions and typed on the command line: never renamed */
  const char *title; /* marked for translation */
} PrognosisReadingValue;

/**
 * PrognosisReadingSetting:
 *
 * One thing about a table that is recognised, and that the user may decide instead. Copies and comparisons of #PrognosisColumns,
 * session files, the command with its help and manual page, and the window all walk the list of them. A new one is a field of
 * #PrognosisColumns, an entry of the list, and the code that reads it.
 */
typedef struct
{
  const char *id;        /* stored in sessions: never renamed */
  const char *option;    /* its name on the command line, without dashes; NULL: the id */
  const char *argument;  /* what stands for its value in the help; NULL: its values, or a switch */
  const char *title;     /* marked for translation */
  const char *help;      /* one sentence; marked for translation */
  const char *automatic; /* how it is recognised, for the help of the command */
  PrognosisReadingKind kind;
  gsize offset;                        /* in PrognosisColumns */
  int first;                           /* of an enum: the number of its first value, which means “recognised” */
  gboolean is_plain;                   /* only tables without a format of their own are read by it */
  const PrognosisReadingValue *values; /* of an enum, ended by a NULL id */
} PrognosisReadingSetting;

const PrognosisReadingSetting *prognosis_reading_setting_list (gsize *n);
/* By id; or NULL. */
const PrognosisReadingSetting *prognosis_reading_setting_find (const char *id);
/* Name on the command line, without dashes. */
const char *prognosis_reading_setting_get_option (const PrognosisReadingSetting *setting);

/* Of an enum: the index in its values, 0 for “recognised”. */
guint prognosis_reading_setting_get_value (const PrognosisReadingSetting *setting, const PrognosisColumns *columns);
void prognosis_reading_setting_set_value (const PrognosisReadingSetting *setting, PrognosisColumns *columns, guint value);
/* Whether it is left to be recognised. */
gboolean prognosis_reading_setting_is_unset (const PrognosisReadingSetting *setting, const PrognosisColumns *columns);

/* The field of @columns that a setting stands for. */
#define PROGNOSIS_READING_FIELD(columns, setting, type) (*(type *) (void *) ((char *) (columns) + (setting)->offset))

G_END_DECLS
