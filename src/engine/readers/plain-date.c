/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which column holds the days? Many tables have several: when a row was published, when the table was made, first and last days of
 * weeks, the same day in another spelling. Names tell most; a date that is the same in all rows is not that of the counts.
 */

#include "prognosis-config.h"
#include "plain-columns.h"

#include <math.h>
#include <string.h>

#include "plain-names.h"
#include "prognosis-table-private.h"

/* Points of a column that is named as the last days of weeks, as dates, as the first days of weeks, or only similarly. */
#define WEEK_END_POINTS 40.0
#define DATE_POINTS 30.0
#define WEEK_START_POINTS 20.0
#define SIMILAR_POINTS 10.0
#define OTHER_POINTS 5.0
/* A name further back in its list is a little less usual. */
#define POINTS_OF_PLACE_IN_LIST 0.1
#define POINTS_OF_ANOTHER_DATE (-25.0)
#define POINTS_OF_CONSTANT (-45.0)
/* Two columns that suit nearly as well, and events of which each could be meant: onset, confirmation, report. */
#define CLOSE_POINTS 8.0
#define N_EVENTS 3

/* Parts of names of dates at which something else happened: the table or row was written, or a person died or left. */
static const char *const other_dates[]
    = { "updat",      "version",    "publi",    "file",    "creat",   "profile",  "load",   "snapshot", "corte",
        "actualiz",   "aktuali",    "aggiorn",  "generat", "extract", "retriev",  "issue",  "as of",    "stand",
        "processed",  "dados",      "valid",    "entry",   "commit",  "forecast", "end of", "birth",    "geburt",
        "nacimiento", "nascimento", "discharg", "entlass", "sortie",  " alta ",   "dimiss" };
static const char *const similar_names[]
    = { "dat", "fecha", "fec ", "day", "tag ", "jour", "dia ", "giorno", "dag ", "time", "week", "日" };

static gboolean
has_part (const char *padded, const char *const *parts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (padded, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The place of @key in a list of names; -1: it is not there. */
static int
find_in_list (const char *key, PlainNames list)
{
  const char *const *names = prognosis_plain_get_names (list);

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], key) == 0)
      return i;
  return -1;
}

static double
weigh (const PrognosisTable *table, gsize column, gboolean *is_end, gboolean *is_start)
{
  static const struct
  {
    PlainNames list;
    double points;
  } lists[] = { { PLAIN_NAMES_WEEK_END, WEEK_END_POINTS },
                { PLAIN_NAMES_DATE, DATE_POINTS },
                { PLAIN_NAMES_WEEK_START, WEEK_START_POINTS } };
  const PrognosisDates look = prognosis_dates_look (table, column);
  const char *key = prognosis_table_get_key (table, column);
  g_autofree char *padded = g_strdup_printf (" %s ", key);
  const gboolean is_similar = has_part (padded, similar_names, G_N_ELEMENTS (similar_names));
  double score = is_similar ? SIMILAR_POINTS : OTHER_POINTS;

  if (look == PROGNOSIS_DATES_NONE || look == PROGNOSIS_DATES_INDEX)
    return 0.0;
  *is_end = *is_start = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const int place = find_in_list (key, lists[i].list);

      if (place < 0)
        continue;
      *is_end = lists[i].list == PLAIN_NAMES_WEEK_END;
      *is_start = lists[i].list == PLAIN_NAMES_WEEK_START;
      return lists[i].points - POINTS_OF_PLACE_IN_LIST * place;
    }
  /* Eight digits may be a code. */
  if (look == PROGNOSIS_DATES_COMPACT && column > 0 && !is_similar)
    return 0.0;
  return has_part (padded, other_dates, G_N_ELEMENTS (other_dates)) ? score + POINTS_OF_ANOTHER_DATE : score;
}

gssize
prognosis_plain_find_date (const PrognosisTable *table, gboolean *is_end, gboolean *is_start)
{
  const gsize n = prognosis_table_get_n_columns (table);
  gssize best = -1;
  double best_score = 0.0;

  *is_end = *is_start = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      gboolean ends, starts;
      double score = weigh (table, i, &ends, &starts);

      if (score == 0.0)
        continue;
      if (prognosis_plain_are_all_equal (table, i))
        score += POINTS_OF_CONSTANT;
      if (best >= 0 && score <= best_score)
        continue;
      best = (gssize) i;
      best_score = score;
      *is_end = ends;
      *is_start = starts;
    }
  return best;
}

/* Whether the dates of two columns, where both have one, do not simply follow each other at one distance. */
static gboolean
differ (const PrognosisTable *table, gsize date, gsize other)
{
  g_auto (PrognosisDateColumn) a = { 0 }, b = { 0 };
  gsize n = 0, n_other = 0;
  int distance = 0;

  if (!prognosis_date_column_init (&a, table, date, FALSE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_MAY_MISS, NULL)
      || !prognosis_date_column_init (&b, table, other, FALSE, PROGNOSIS_DATE_ORDER_FOUND, PROGNOSIS_DATES_MAY_MISS, NULL))
    return FALSE;
  for (guint row = 0; row < a.days->len; row++)
    {
      const int first = g_array_index (a.days, int, row), second = g_array_index (b.days, int, row);

      if (first == PROGNOSIS_NO_DAY || second == PROGNOSIS_NO_DAY)
        continue;
      if (n == 0)
        distance = second - first;
      n++;
      n_other += second - first != distance;
    }
  return 2 * n > a.days->len && n_other > 0;
}

gssize
prognosis_plain_find_other_date (const PrognosisTable *table, gsize date)
{
  gboolean is_end, is_start;
  const double score = weigh (table, date, &is_end, &is_start);
  const gsize event = prognosis_plain_find_event (table, date);

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      const double other = i != date ? weigh (table, i, &is_end, &is_start) : 0.0;
      const gboolean are_events = event < N_EVENTS && prognosis_plain_find_event (table, i) < N_EVENTS;

      if (other > 0.0 && (are_events || fabs (score - other) < CLOSE_POINTS) && differ (table, date, i))
        return (gssize) i;
    }
  return -1;
}
