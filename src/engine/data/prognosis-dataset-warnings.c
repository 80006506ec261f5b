/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Warnings of a data set: their list, and which of them are mere remarks. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

static void
warning_clear (gpointer data)
{
  PrognosisWarning *warning = data;

  g_free ((char *) warning->file);
  g_free ((char *) warning->code);
  g_free ((char *) warning->message);
}

GArray *
prognosis_warnings_new (void)
{
  GArray *warnings = g_array_new (FALSE, TRUE, sizeof (PrognosisWarning));

  g_array_set_clear_func (warnings, warning_clear);
  return warnings;
}

void
prognosis_warnings_take (GArray *warnings, const char *file, guint line, const char *code, char *message)
{
  PrognosisWarning warning = { g_strdup (file), line, g_strdup (code), message };

  g_array_append_val (warnings, warning);
}

void
prognosis_warnings_append (GArray *to, const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const PrognosisWarning *w = &g_array_index (from, PrognosisWarning, i);

      prognosis_warnings_take (to, w->file, w->line, w->code, g_strdup (w->message));
    }
}

gboolean
prognosis_warning_is_remark (const PrognosisWarning *self)
{
  /* What is not in this list, such as a warning that is new, changes the forecast. */
  static const char *const remarks[] = { "column-ignored",     "format-known",
                                         "iso-weeks-assumed",  "never-reported",
                                         "newest-version",     "no-cases",
                                         "encoding",           "header-joined",
                                         "header-repeated",    "notes-left-out",
                                         "one-place",          "other-sheets",
                                         "parts-left-out",     "rows-counted",
                                         "rows-summed",        "secret-numbers",
                                         "serial-dates",       "thousands-marks",
                                         "total-not-summed",   "totals-left-out",
                                         "week-start-assumed", NULL };

  return g_strv_contains (remarks, self->code);
}

gsize
prognosis_dataset_get_n_warnings (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->warnings->len;
}

const PrognosisWarning *
prognosis_dataset_get_warning (const PrognosisDataset *self, gsize i)
{
  g_return_val_if_fail (self != NULL && i < self->warnings->len, NULL);
  return &g_array_index (self->warnings, PrognosisWarning, i);
}
