/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-candidate.h"

#include <glib/gi18n-lib.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-dataset-private.h"

/* Names in one sentence. */
#define MAX_NAMES 3

typedef struct
{
  const char *id; /* in reports for programs: never renamed */
  const char *phrase;
  const char *one, *several; /* Translators: %s are names of columns in quotation marks. */
} Reason;

static const Reason reasons[PROGNOSIS_N_REASONS] = {
  [PROGNOSIS_REASON_CHOSEN] = { "chosen", NULL, N_ ("%s is forecast"), N_ ("%s are forecast") },
  [PROGNOSIS_REASON_WEAKER] = { "weaker", N_ ("another column was chosen by its name and values"),
                                N_ ("%s is not forecast: another column was chosen by its name and values"),
                                N_ ("%s are not forecast: another column was chosen by its name and values") },
  [PROGNOSIS_REASON_SMOOTHED]
  = { "smoothed", N_ ("it averages or sums several days"), N_ ("%s is not forecast: it averages or sums several days"),
      N_ ("%s are not forecast: they average or sum several days") },
  [PROGNOSIS_REASON_OTHER]
  = { "other", N_ ("by its name, it does not count cases"), N_ ("%s is not forecast: by its name, it does not count cases"),
      N_ ("%s are not forecast: by their names, they do not count cases") },
  [PROGNOSIS_REASON_EMPTY] = { "empty", N_ ("it has no values"), N_ ("%s is not forecast: it has no values"),
                               N_ ("%s are not forecast: they have no values") },
  [PROGNOSIS_REASON_YEAR] = { "year", N_ ("it looks like a year"), N_ ("%s is not forecast: it looks like a year"),
                              N_ ("%s are not forecast: they look like years") },
  [PROGNOSIS_REASON_RISING]
  = { "rising", N_ ("it numbers the rows or weeks"), N_ ("%s is not forecast: it numbers the rows or weeks"),
      N_ ("%s are not forecast: they number the rows or weeks") },
  [PROGNOSIS_REASON_CALENDAR] = { "calendar", N_ ("it is part of the date"), N_ ("%s is not forecast: it is part of the date"),
                                  N_ ("%s are not forecast: they are parts of the date") },
  [PROGNOSIS_REASON_POPULATION]
  = { "population", N_ ("another column gives the population"), N_ ("%s is not forecast: another column gives the population"),
      N_ ("%s are not forecast: another column gives the population") },
  [PROGNOSIS_REASON_GROUP] = { "group", N_ ("it names groups of persons"), N_ ("%s is not forecast: it names groups of persons"),
                               N_ ("%s are not forecast: they name groups of persons") },
};

static void
candidate_clear (gpointer data)
{
  g_free ((char *) ((PrognosisCandidate *) data)->column);
}

GArray *
prognosis_candidates_new (void)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (PrognosisCandidate));

  g_array_set_clear_func (candidates, candidate_clear);
  return candidates;
}

void
prognosis_dataset_builder_add_candidate (PrognosisDatasetBuilder *self, const PrognosisCandidate *candidate)
{
  PrognosisCandidate copy = *candidate;

  g_return_if_fail (self != NULL && candidate->column != NULL);

  /* Several files have the same columns. */
  for (guint i = 0; i < self->dataset->candidates->len; i++)
    if (g_str_equal (g_array_index (self->dataset->candidates, PrognosisCandidate, i).column, candidate->column))
      return;
  copy.column = g_strdup (candidate->column);
  g_array_append_val (self->dataset->candidates, copy);
}

gsize
prognosis_dataset_get_n_candidates (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->candidates->len;
}

const PrognosisCandidate *
prognosis_dataset_get_candidate (const PrognosisDataset *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i < self->candidates->len, NULL);
  return &g_array_index (self->candidates, PrognosisCandidate, i);
}

/* (transfer full): or NULL if no candidate has the reason */
static char *
describe (const PrognosisDataset *self, PrognosisReason reason)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *list = NULL;
  guint n = 0;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const PrognosisCandidate *candidate = &g_array_index (self->candidates, PrognosisCandidate, i);

      if (candidate->reason != reason)
        continue;
      if (n++ < MAX_NAMES)
        g_string_append_printf (names, _ ("%s“%s”"), names->len > 0 ? ", " : "", candidate->column);
    }
  if (n == 0)
    return NULL;
  if (n > MAX_NAMES)
    /* Translators: a list of names, and how many more there are. */
    list = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", n - MAX_NAMES), names->str,
                            n - MAX_NAMES);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (n == 1 ? _ (reasons[reason].one) : _ (reasons[reason].several), list != NULL ? list : names->str);
#pragma GCC diagnostic pop
}

GStrv
prognosis_dataset_dup_notices (const PrognosisDataset *self)
{
  g_autoptr (GStrvBuilder) notices = g_strv_builder_new ();
  gboolean has_choice = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->candidates->len; i++)
    has_choice |= g_array_index (self->candidates, PrognosisCandidate, i).reason != PROGNOSIS_REASON_CHOSEN;
  for (guint reason = 0; has_choice && reason < PROGNOSIS_N_REASONS; reason++)
    {
      g_autofree char *notice = describe (self, (PrognosisReason) reason);

      if (notice != NULL)
        g_strv_builder_add (notices, notice);
    }
  return g_strv_builder_end (notices);
}

const char *
prognosis_reason_to_phrase (PrognosisReason reason)
{
  return reasons[reason].phrase != NULL ? _ (reasons[reason].phrase) : NULL;
}

const char *
prognosis_reason_to_string (PrognosisReason reason)
{
  return reasons[reason].id;
}
