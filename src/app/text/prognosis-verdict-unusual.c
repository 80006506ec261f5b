/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-verdict.h"

#include <glib/gi18n.h>

char *
prognosis_verdict_on_unusual (guint unusual, const char *last_day)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  if (unusual & PROGNOSIS_UNUSUAL_ABSENT)
    g_ptr_array_add (sentences, g_strdup (_ ("A signal is not forecast.")));
  if (unusual & PROGNOSIS_UNUSUAL_DOUBTFUL)
    g_ptr_array_add (sentences, g_strdup (_ ("A report of the last week is doubtful.")));
  if (unusual & PROGNOSIS_UNUSUAL_SURPRISED)
    /* Translators: a day. */
    g_ptr_array_add (sentences,
                     g_strdup_printf (_ ("What came since lies outside the 95 %% interval of the forecast of %s."), last_day));
  if (unusual & PROGNOSIS_UNUSUAL_CHANGED)
    /* Translators: a day. */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("The forecast lies outside the 80 %% interval of that of %s."), last_day));
  if (unusual & PROGNOSIS_UNUSUAL_STEEP)
    g_ptr_array_add (sentences, g_strdup (_ ("Its last week is more than twice, or less than half, the week before the origin.")));
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}
