/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of the columns of numbers are forecast: of each role, the one with the most evidence. */

#include "prognosis-config.h"
#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plain-evidence.h"
#include "prognosis-dataset-builder-private.h"
#include "prognosis-table-private.h"

typedef struct
{
  const char *name;
  PrognosisEvidence evidence;
  PrognosisRole role;
  int kind; /* by its name, or -1 */
  gboolean is_close;
} Weighed;

/* New counts are better than those so far, and both than what is present: they say the same in other ways. */
static double
get_preference (int kind)
{
  switch (kind)
    {
    case PROGNOSIS_KIND_INCIDENT: return 0.9;
    case -1: return 0.7;
    case PROGNOSIS_KIND_CUMULATIVE: return 0.6;
    case PROGNOSIS_KIND_PREVALENCE: return 0.1;
    default: return 0.0;
    }
}

static Weighed
weigh (const Plain *self, gsize column)
{
  Weighed weighed = { .name = prognosis_plain_get_signal_name (self, column) };

  weighed.kind = prognosis_kind_from_name (weighed.name);
  weighed.role = prognosis_role_from_name (weighed.name);
  if (!prognosis_table_has_header (self->table))
    return weighed;
  weighed.evidence = prognosis_plain_weigh (self->table, column);
  weighed.evidence.score += get_preference (weighed.kind);
  /* Name or values show that it does not count persons at all. */
  if (weighed.evidence.numbers == PROGNOSIS_NUMBERS_OTHER)
    weighed.role = PROGNOSIS_ROLE_OTHER;
  return weighed;
}

/* Whether @name has all words of @other and more: it is that of a part then. */
static gboolean
says_more (const char *name, const char *other)
{
  g_autofree char *key = prognosis_table_make_key (name), *other_key = prognosis_table_make_key (other);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_auto (GStrv) other_words = g_strsplit (other_key, " ", -1);

  for (gsize i = 0; other_words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) words, other_words[i]))
      return FALSE;
  return g_strv_length (words) > g_strv_length (other_words);
}

static gboolean
is_better (const Weighed *a, const Weighed *b)
{
  return a->evidence.score > b->evidence.score || (a->evidence.score == b->evidence.score && says_more (b->name, a->name));
}

/* The one with the most evidence; -1: none has the role. */
static gssize
find_best (const Weighed *columns, guint n, PrognosisRole role)
{
  gssize best = -1;

  for (guint i = 0; i < n; i++)
    if (columns[i].role == role && (best < 0 || is_better (&columns[i], &columns[best])))
      best = (gssize) i;
  return best;
}

/* Marks all that could be meant instead of @best, and returns the best of them; -1: none. Other kinds of the same count, such as
 * all cases so far, are no question. */
static gssize
mark_close (Weighed *columns, guint n, guint best)
{
  gssize second = -1;

  for (guint i = 0; i < n; i++)
    {
      if (i == best || columns[i].role != columns[best].role || columns[i].kind != columns[best].kind
          || columns[best].evidence.score - columns[i].evidence.score >= PROGNOSIS_EVIDENCE_CLOSE)
        continue;
      columns[i].is_close = columns[best].is_close = TRUE;
      if (second < 0 || columns[i].evidence.score > columns[second].evidence.score)
        second = (gssize) i;
    }
  return second;
}

static PrognosisReason
get_reason (const Weighed *column, gboolean is_fitted)
{
  if (is_fitted)
    return PROGNOSIS_REASON_CHOSEN;
  if (column->role == PROGNOSIS_ROLE_OTHER && column->evidence.reason == PROGNOSIS_REASON_CHOSEN)
    return PROGNOSIS_REASON_OTHER;
  return column->evidence.reason != PROGNOSIS_REASON_CHOSEN ? column->evidence.reason : PROGNOSIS_REASON_WEAKER;
}

/* Both lists are in the order of the file; together, too. */
static void
add_candidates (Plain *self, const Weighed *columns, const PrognosisPlainChoice *choices)
{
  const GArray *values = self->columns.values, *others = self->columns.set_aside;

  for (guint i = 0, j = 0; i < values->len || j < others->len;)
    {
      const PrognosisSetAside *other = j < others->len ? &g_array_index (others, PrognosisSetAside, j) : NULL;
      PrognosisCandidate candidate = { 0 };

      if (other != NULL && (i == values->len || other->column < g_array_index (values, gsize, i)))
        {
          candidate = (PrognosisCandidate){ prognosis_plain_get_signal_name (self, other->column), PROGNOSIS_ROLE_OTHER, NAN,
                                            other->reason, FALSE };
          j++;
        }
      else
        {
          candidate = (PrognosisCandidate){ columns[i].name, columns[i].role, columns[i].evidence.score,
                                            get_reason (&columns[i], choices[i].is_fitted), columns[i].is_close };
          i++;
        }
      prognosis_dataset_builder_add_candidate (self->builder, &candidate);
    }
}

PrognosisPlainChoice *
prognosis_plain_choose (Plain *self)
{
  const guint n = self->columns.values->len;
  g_autofree Weighed *columns = g_new0 (Weighed, n);
  PrognosisPlainChoice *choices = g_new0 (PrognosisPlainChoice, n);

  for (guint i = 0; i < n; i++)
    {
      columns[i] = weigh (self, g_array_index (self->columns.values, gsize, i));
      choices[i].role = columns[i].role;
    }
  for (guint role = 0; role < PROGNOSIS_ROLE_OTHER; role++)
    {
      const gssize best = find_best (columns, n, (PrognosisRole) role);
      const gssize second = best >= 0 ? mark_close (columns, n, (guint) best) : -1;

      if (best >= 0)
        choices[best].is_fitted = TRUE;
      if (second >= 0)
        prognosis_dataset_builder_warn (self->builder, self->file, 0, "close-call",
                                        _ ("“%s” is forecast, but “%s” suits nearly as well: choose the column that is meant, for "
                                           "example with --value-columns"),
                                        columns[best].name, columns[second].name);
    }
  /* The columns of a known format are documented. */
  if (self->columns.known == NULL && prognosis_table_has_header (self->table))
    add_candidates (self, columns, choices);
  return choices;
}
