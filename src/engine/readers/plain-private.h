/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-date-column.h"
#include "plain-columns.h"
#include "reader-common.h"

G_BEGIN_DECLS

/* A plain table while it is read. */
typedef struct
{
  const PrognosisTable *table;
  PrognosisDatasetBuilder *builder;
  PrognosisPlainColumns columns;
  PrognosisDateColumn dates;
  gboolean indexed;
  int shift; /* from the date in a row to the last day of its period */
  guint file;
  char *stem;
  gsize *signals; /* by number in columns.values */
  gboolean name_is_code;
  const PrognosisColumns *wanted; /* or NULL */
  PrognosisWhere where;
  const char *newest;    /* version, where rows have one */
  GHashTable *newest_of; /* instead: version by place, quantity and day, where each has its own */
  GArray *regions;       /* gsize: that have rows, where absent days are zero */
  int first_day;         /* of them all */
  int last_day;
  gsize n_without_day;
  char *last_place;
  gsize last_region;
  guint n_totals;         /* rows in the place of whose day a word for a total stands */
  GHashTable *total_rows; /* rows (+ 1) that are totals of others, or NULL */
} Plain;

/* Whether the names of all places are as short as codes. */
gboolean _prognosis_plain_are_codes (const PrognosisTable *table, gsize column);
/* Of the place of a row, made of all columns that name it. (transfer full) */
char *_prognosis_plain_make_name (const Plain *self, gsize row);
/* The region of a row, made where it is new. */
gboolean _prognosis_plain_find_region (Plain *self, gsize row, gsize *region, GError **error);
/* What all values are that one column holds, or one file. */
gsize _prognosis_plain_add_signal (Plain *self, const char *name);
/* Rows where the days are in the header. */
gboolean _prognosis_plain_read_across (Plain *self, GCancellable *cancellable, GError **error);
/* Where rows are added up: finds those that are totals of others already. */
void _prognosis_plain_find_totals (Plain *self);

G_END_DECLS
