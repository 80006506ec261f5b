/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

/* @age_group: NULL if the file has none. */
typedef struct
{
  char *location;
  char *age_group;
} PrognosisTrianglePlace;

/**
 * PrognosisTriangle:
 *
 * A reporting triangle: how many cases of each week were reported after 0, 1, 2, ... weeks, by place and age group. What was reported
 * after the origin is not in it. Immutable once read.
 */
typedef struct
{
  int origin_day; /* see prognosis-day.h */
  int first_day;  /* date of the first week; the others follow every 7 days, the last one at most 6 days before the origin */
  gsize n_places, n_weeks, n_delays;
  PrognosisTrianglePlace *places;
  double *increments; /* place, week, delay; NAN: no report. Corrections may be negative */
} PrognosisTriangle;

/* An origin for prognosis_triangle_read(): the last date of the file. */
#define PROGNOSIS_TRIANGLE_LAST_DATE G_MAXINT

/**
 * prognosis_triangle_read:
 * @origin_day: or %PROGNOSIS_TRIANGLE_LAST_DATE
 * @cancellable: (nullable):
 *
 * Reads a wide table (`location,date,value_0w,value_1w,...`) or a long one (`location,date,delay_weeks,value`), with an optional
 * `age_group`, in any order of rows and columns. Values are increments; an empty one is no report. A cell belongs to the report that
 * came @delay weeks after the date. Cells whose report came after the origin are not read, whatever they hold.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT
 */
PrognosisTriangle *prognosis_triangle_read (const char *path, int origin_day, GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from the cells of a table. */
PrognosisTriangle *prognosis_triangle_from_table (const PrognosisTable *table, int origin_day,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a table has such columns. */
gboolean prognosis_triangle_recognise (const PrognosisTable *table);
/**
 * prognosis_triangle_from_dataset:
 *
 * The places are the regions, the weeks the steps. Proportions and rates are counted in parts so small that they are like counts;
 * @unit is one of them, in the unit of the signal. What was reported after six weeks or more counts as reported after six.
 *
 * Returns: (transfer full): NULL if @dataset does not know what was reported when, its steps are not weeks, or the signal is
 *   cumulative
 */
PrognosisTriangle *prognosis_triangle_from_dataset (const PrognosisDataset *dataset, gsize signal, double *unit);
void prognosis_triangle_free (PrognosisTriangle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisTriangle, prognosis_triangle_free)

/* NAN: no report. */
double prognosis_triangle_get (const PrognosisTriangle *self, gsize place, gsize week, gsize delay);
int prognosis_triangle_get_day (const PrognosisTriangle *self, gsize week);

/**
 * prognosis_triangle_get_known:
 * @at: the week at whose date the reports are counted
 * @age: (out) (optional): delay of the last report that had come; -1 if none had
 *
 * Returns: the cases of @week that were known at the date of the week @at; NAN if @age is -1
 */
double prognosis_triangle_get_known (const PrognosisTriangle *self, gsize place, gsize week, gsize at, int *age);

G_END_DECLS
