/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-date-column.h"
#include "plain-columns.h"
#include "reader-common.h"

G_BEGIN_DECLS

/* What was found about cells of counts that are no plain numbers (plain-cells.c). */
typedef struct _PlainCells PlainCells;
/* Where a region was last seen in the table (plain-places.c). */
typedef struct _PlainSeen PlainSeen;

/* State while a plain table is read. */
typedef struct
{
  const PrognosisTable *table;
  PrognosisDatasetBuilder *builder;
  PrognosisPlainColumns columns;
  PrognosisDateColumn dates;
  gboolean indexed;
  int shift; /* days from the date of a row to the last day of its period */
  guint file;
  char *stem;
  gsize *signals; /* by index in columns.values */
  gboolean name_is_code;
  double persons_per_unit;        /* of the column of populations */
  const PrognosisColumns *wanted; /* or NULL */
  PrognosisWhere where;
  const char *version;   /* the last version of the data to read; NULL: the newest */
  const char *newest;    /* newest version of the whole table, or NULL */
  GHashTable *newest_of; /* newest version by place, signal and day, if rows are revised one at a time; or NULL */
  GArray *regions;       /* gsize: regions with rows, if missing days count as zero */
  int first_day;         /* over all regions */
  int last_day;
  gsize n_without_day;
  gsize n_lonely;     /* of these rows, those with a mistyped date, which have a warning of their own */
  const char *no_day; /* what the first of these rows says instead; lent by the table, or NULL */
  guint n_persons;    /* rows counted as one person each */
  GArray *seen;       /* PlainSeen by region, or NULL */
  gsize last_region;  /* of the row before, + 1; 0: none yet */
  guint n_totals;     /* rows with a word for a total instead of a date */
  PlainCells *cells;
  GHashTable *total_rows; /* rows (+ 1) that are totals of other rows, or NULL */
} Plain;

/* The name of the one place that all @tables are about, where their rows name none and no value has two days twice: years of one
 * series, or signals of one place. NULL: each is a place of its own, or names places itself. (transfer full) */
char *prognosis_plain_dup_common_place (PrognosisTable *const *tables, gsize n, const PrognosisColumns *wanted);
/* Fills in the days of all rows, and how they relate to the periods that they stand for. */
gboolean prognosis_plain_find_days (Plain *self, GError **error);
/* The days of tables with years in one column, and months in another or in the header: the last day of each month, or of the year;
   PROGNOSIS_NO_DAY for totals and for rows that are not @kept (by row; NULL: all are). NULL with @error. */
GArray *prognosis_plain_read_months (const PrognosisTable *table, const PrognosisPlainColumns *columns, const gboolean *kept,
                                     GError **error);
/* FALSE if day and month are exchanged in some of the dates of the column of dates. */
gboolean prognosis_plain_check_order (const Plain *self, GError **error);
/* Warns if all times are late in the evening in UTC. */
void prognosis_plain_warn_of_utc (const Plain *self);
/* Warns if the year in a column of its own is another than that of the date. */
void prognosis_plain_warn_of_years (const Plain *self);
/* Whether all place names are as short as codes. */
gboolean prognosis_plain_are_codes (const PrognosisTable *table, gsize column);
/* The place name of a row, composed of all its name columns. (transfer full) */
char *prognosis_plain_make_name (const Plain *self, gsize row);
/* The region of a row; adds it if it is new. */
gboolean prognosis_plain_find_region (Plain *self, gsize row, gsize *region, GError **error);
/* Adds the signal of a file or table that holds only one. */
gsize prognosis_plain_add_signal (Plain *self, const char *name);
/* Looks at the cells of counts, which prognosis_plain_get_count () then reads. */
void prognosis_plain_begin_cells (Plain *self);
/* A count: NAN if it is missing, and the middle of the possible counts if it is suppressed. @flags: of #PrognosisFlag. FALSE: it is
   no number. */
gboolean prognosis_plain_get_count (Plain *self, gsize row, gsize column, double *value, guint8 *flags, GError **error);
/* Tells which counts were no plain numbers, and what was taken for them. */
void prognosis_plain_warn_of_cells (const Plain *self);
void prognosis_plain_cells_free (PlainCells *self);
/* Reads the rows of a table with dates in the header. */
gboolean prognosis_plain_read_across (Plain *self, GCancellable *cancellable, GError **error);
/* The name of a value column, or that of the only one of a table without a header. Lent. */
const char *prognosis_plain_get_signal_name (const Plain *self, gsize column);

/* Leaves out columns of rates where the rows of groups are summed: counts of groups add up, but their rates do not. FALSE if the user
 * asked for them, or nothing is left. */
gboolean prognosis_plain_leave_out_rates (Plain *self, GError **error);
/* Adds a signal for each column of values, unless rows or dates say which signal a value belongs to. */
gboolean prognosis_plain_add_signals (Plain *self, GError **error);
/* Finds the newest version of the data, or of each row, if the table has a column of versions. */
void prognosis_plain_find_newest_version (Plain *self);
gboolean prognosis_plain_is_of_other_version (const Plain *self, gsize row);

typedef struct
{
  PrognosisRole role;
  gboolean is_fitted;
} PrognosisPlainChoice;

/* Chooses by evidence what is forecast among the value columns of the table, which say nothing of it themselves. Adds all candidates to the
 * builder, and warns of close calls. By number in columns.values. (transfer full) */
PrognosisPlainChoice *prognosis_plain_choose (Plain *self);
/* Reads the rows of a table with a column for each month. */
gboolean prognosis_plain_read_years (Plain *self, GCancellable *cancellable, GError **error);
/* Fills years, dates and places that are written only in the first row of their block. */
void prognosis_plain_fill_merged (PrognosisTable *table);
/* Finds rows that are totals of others, so that they are not added to them. */
void prognosis_plain_find_totals (Plain *self);

G_END_DECLS
