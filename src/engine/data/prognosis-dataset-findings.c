/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-findings.h"

#include <glib/gi18n-lib.h>

/* Kinds of which data have many, from worst to least. All others, such as a doubtful column of dates, come before them: they
 * concern all values. */
static const char *const frequent[]
    = { "cases-above-population", "above-one", "negative", "falling-cumulative", "batch", "gap", "no-cases", "never-reported" };

/* @n warnings of one kind in a sentence; NULL: the kind is not frequent. (transfer full) */
static char *
count (const char *code, guint n)
{
  if (g_str_equal (code, "cases-above-population"))
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u region has more cases than people", "%u regions have more cases than people", n), n);
  if (g_str_equal (code, "above-one"))
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u series has proportions above 1", "%u series have proportions above 1", n), n);
  if (g_str_equal (code, "negative"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u count is negative", "%u counts are negative", n), n);
  if (g_str_equal (code, "falling-cumulative"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u cumulative count is lower than the one before it",
                                         "%u cumulative counts are lower than the ones before them", n),
                            n);
  if (g_str_equal (code, "batch"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u count seems to hold the reports of several days",
                                         "%u counts seem to hold the reports of several days", n),
                            n);
  if (g_str_equal (code, "gap"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u series has gaps", "%u series have gaps", n), n);
  if (g_str_equal (code, "no-cases"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u region has no cases", "%u regions have no cases", n), n);
  if (g_str_equal (code, "never-reported"))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u series was never reported; its zeros are treated as missing",
                                         "%u series were never reported; their zeros are treated as missing", n),
                            n);
  return NULL;
}

static void
finding_free (gpointer data)
{
  PrognosisFinding *self = data;

  g_free (self->title);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* 0: before all frequent ones. */
static guint
find_rank (const PrognosisFinding *self)
{
  const PrognosisWarning *first = g_ptr_array_index (self->warnings, 0);

  for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
    if (g_str_equal (frequent[i], first->code))
      return i + 1;
  return 0;
}

static char *
make_title (const PrognosisFinding *self)
{
  const PrognosisWarning *first = g_ptr_array_index (self->warnings, 0);
  const guint n = self->warnings->len;
  char *title = n > 1 ? count (first->code, n) : g_strdup (first->message);

  if (title != NULL)
    return title;
  /* Translators: a warning about the data, and how many others are of its kind. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s (and %u similar)", "%s (and %u similar)", n - 1), first->message,
                          n - 1);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const guint rank_a = find_rank (*(PrognosisFinding *const *) a), rank_b = find_rank (*(PrognosisFinding *const *) b);

  return (rank_a > rank_b) - (rank_a < rank_b);
}

GPtrArray *
prognosis_dataset_list_findings (const PrognosisDataset *self, gboolean remarks)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (self); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (self, i);
      PrognosisFinding *finding = g_hash_table_lookup (by_code, warning->code);

      if (prognosis_warning_is_remark (warning) != remarks)
        continue;
      if (finding == NULL)
        {
          finding = g_new0 (PrognosisFinding, 1);
          finding->warnings = g_ptr_array_new ();
          g_hash_table_insert (by_code, (char *) warning->code, finding);
          g_ptr_array_add (findings, finding);
        }
      g_ptr_array_add (finding->warnings, (PrognosisWarning *) warning);
    }
  g_ptr_array_sort (findings, compare);
  for (guint i = 0; i < findings->len; i++)
    {
      PrognosisFinding *finding = g_ptr_array_index (findings, i);

      finding->title = make_title (finding);
    }
  return findings;
}
