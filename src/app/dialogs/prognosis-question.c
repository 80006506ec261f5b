/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-question.h"

#include <glib/gi18n.h>
#include <string.h>

#include "prognosis-candidate.h"
#include "prognosis-words.h"

/* More curves side by side do not fit. */
#define MAX_ANSWERS 3

static void
answer_free (gpointer data)
{
  PrognosisReply *self = data;

  g_free (self->label);
  prognosis_columns_free (self->columns);
  g_free (self);
}

void
prognosis_question_free (PrognosisQuestion *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

static PrognosisQuestion *
new_question (char *text, gboolean is_urgent)
{
  PrognosisQuestion *self = g_new0 (PrognosisQuestion, 1);

  self->text = text;
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->is_urgent = is_urgent;
  return self;
}

/* (transfer none): to be completed */
static PrognosisColumns *
add_answer (PrognosisQuestion *self, const char *label, const PrognosisColumns *columns)
{
  PrognosisReply *answer = g_new0 (PrognosisReply, 1);

  answer->label = g_strdup (label);
  answer->columns = columns != NULL ? prognosis_columns_copy (columns) : prognosis_columns_new ();
  g_ptr_array_add (self->answers, answer);
  return answer->columns;
}

/* Names all columns that are fitted, in their order, with @column instead of that of its role. @kind: of @column. */
static void
name_values (PrognosisColumns *columns, PrognosisDataset *dataset, const char *column, PrognosisRole role, int kind)
{
  const gsize n = prognosis_dataset_get_n_signals (dataset);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gsize n_values = 0;

  g_strfreev (columns->values);
  g_free (columns->kinds);
  g_free (columns->roles);
  columns->kinds = g_new (int, n + 1);
  columns->roles = g_new (int, n + 1);
  for (gsize s = 0; s < n; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      const gboolean is_other = signal->role != role;

      if (!signal->fitted)
        continue;
      g_strv_builder_add (names, is_other ? signal->name : column);
      columns->kinds[n_values] = is_other ? -1 : kind;
      columns->roles[n_values++] = (int) signal->role;
    }
  columns->values = g_strv_builder_end (names);
}

/* Several columns that suit equally well. */
static PrognosisQuestion *
ask_for_column (PrognosisDataset *dataset, const PrognosisColumns *columns)
{
  PrognosisQuestion *self = NULL;
  PrognosisRole role = PROGNOSIS_ROLE_OTHER;

  /* First the one that was chosen, which tells the role. */
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < prognosis_dataset_get_n_candidates (dataset); i++)
      {
        const PrognosisCandidate *candidate = prognosis_dataset_get_candidate (dataset, i);

        if (!candidate->is_close || (candidate->reason == PROGNOSIS_REASON_CHOSEN) != (pass == 0)
            || (self != NULL && (candidate->role != role || self->answers->len == MAX_ANSWERS || pass == 0)))
          continue;
        if (self == NULL)
          {
            if (pass > 0)
              return NULL;
            role = candidate->role;
            /* Translators: %s is “Infections”, “Recoveries” or “Deaths”. */
            self = new_question (g_strdup_printf (_ ("Which column is to be forecast as “%s”?"), prognosis_words_for_role (role)),
                                 TRUE);
          }
        name_values (add_answer (self, candidate->column, columns), dataset, candidate->column, role, -1);
      }
  return self;
}

static gboolean
has_warning (PrognosisDataset *dataset, const char *code, const char *about)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (g_str_equal (warning->code, code) && (about == NULL || strstr (warning->message, about) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* First the order that was assumed. */
static PrognosisQuestion *
ask_for_order (PrognosisDataset *dataset, const PrognosisColumns *columns)
{
  const gboolean is_day_first = has_warning (dataset, "day-first-assumed", NULL);
  PrognosisQuestion *self;

  if (!is_day_first && !has_warning (dataset, "date-order-assumed", NULL))
    return NULL;
  self = new_question (g_strdup (_ ("Do the dates begin with the month or with the day?")), TRUE);
  for (int i = 0; i < 2; i++)
    if ((i == 0) == is_day_first)
      add_answer (self, _ ("Day first (31/12/2020)"), columns)->date_order = PROGNOSIS_DATE_ORDER_DAY_FIRST;
    else
      add_answer (self, _ ("Month first (12/31/2020)"), columns)->date_order = PROGNOSIS_DATE_ORDER_MONTH_FIRST;
  return self;
}

/* New counts or all so far: where the numbers hardly tell. */
static PrognosisQuestion *
ask_for_kind (PrognosisDataset *dataset, const PrognosisColumns *columns)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      const PrognosisKind other = signal->kind == PROGNOSIS_KIND_INCIDENT ? PROGNOSIS_KIND_CUMULATIVE : PROGNOSIS_KIND_INCIDENT;
      const PrognosisKind kinds[] = { signal->kind, other };
      PrognosisQuestion *self;

      if (!signal->fitted || signal->kind > PROGNOSIS_KIND_CUMULATIVE
          || !(has_warning (dataset, "kind-doubtful", signal->name) || has_warning (dataset, "kind-guessed", signal->name)))
        continue;
      /* Translators: %s is the name of a column. */
      self = new_question (g_strdup_printf (_ ("Does “%s” count what is new, or all so far?"), signal->name), FALSE);
      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        name_values (add_answer (self, prognosis_words_for_kind (kinds[i]), columns), dataset, signal->name, signal->role,
                     (int) kinds[i]);
      return self;
    }
  return NULL;
}

PrognosisQuestion *
prognosis_question_find (PrognosisDataset *dataset, const PrognosisColumns *columns)
{
  PrognosisQuestion *self;

  g_return_val_if_fail (dataset != NULL, NULL);

  /* Only a plain table is read as the user says. */
  if (!g_str_equal (prognosis_dataset_get_format (dataset), "plain"))
    return NULL;
  self = ask_for_column (dataset, columns);
  if (self == NULL)
    self = ask_for_order (dataset, columns);
  return self != NULL ? self : ask_for_kind (dataset, columns);
}
