/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-parameter-detail.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Appends @words, which wrap to the next line as a whole. */
static void
add_detail (GString *text, const char *words)
{
  g_autofree char *part = prognosis_style_isolate (words);
  gsize from = text->len;

  if (from > 0)
    from = g_string_append (text, "\u2003")->len;
  g_string_append (text, part);
  for (char *space = strchr (text->str + from, ' '); space != NULL; space = strchr (text->str + from, ' '))
    {
      gssize at = space - text->str;

      g_string_erase (text, at, 1);
      g_string_insert (text, at, "\u00a0");
    }
}

/* Selected regions may have different values; the row shows that of the first. */
static void
add_spread (GString *text, PrognosisSession *session, gsize parameter)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  double lowest = INFINITY, highest = -INFINITY;
  g_autofree char *from = NULL, *to = NULL, *part = NULL;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      double value = prognosis_live_get_value (prognosis_session_get_live (session), region, parameter);

      lowest = isfinite (value) ? MIN (lowest, value) : lowest;
      highest = isfinite (value) ? MAX (highest, value) : highest;
    }
  if (!(lowest < highest))
    return;
  from = prognosis_words_for_number (lowest);
  to = prognosis_words_for_number (highest);
  /* Translators: the lowest and the highest value of a parameter in the selected regions. */
  part = g_strdup_printf (_ ("selected regions: %s – %s"), from, to);
  add_detail (text, part);
}

/* The number in the view that the row does not show. */
static void
add_other_view (GString *text, const PrognosisParameter *info, PrognosisSession *session, gsize parameter, gsize region,
                const PrognosisParameterView *view)
{
  const PrognosisParameterView *other = prognosis_parameter_view_find (info);
  PrognosisLive *live = prognosis_session_get_live (session);
  const double value = prognosis_live_get_value (live, region, parameter);
  const gboolean is_plain = view == &prognosis_parameter_view_plain;
  g_autofree char *number = NULL, *part = NULL;

  if (is_plain && (other == NULL || !(value > 0)))
    return;
  number = prognosis_words_for_number (is_plain ? prognosis_live_to_view (live, region, other, value) : value);
  if (!is_plain)
    part = g_strdup_printf ("%s = %s %s", info->symbol, number, prognosis_words_for_unit (info->unit));
  else if (other->symbol != NULL)
    part = g_strdup_printf ("%s = %s", other->symbol, number);
  else
    /* Translators: the mean duration that corresponds to a rate; the first %s is the rate's symbol. */
    part = g_strdup_printf (_ ("1/%s = %s days"), info->symbol, number);
  add_detail (text, part);
}

static void
add_interval (GString *text, PrognosisEquations *equations, gsize parameter, gsize region)
{
  g_autofree char *from = NULL, *to = NULL, *part = NULL;
  double lower, upper;

  prognosis_equations_get_interval (equations, region, parameter, &lower, &upper);
  if (!isfinite (lower) || !isfinite (upper))
    return;
  from = prognosis_words_for_number (lower);
  to = prognosis_words_for_number (upper);
  /* Translators: the 95 % interval of a parameter. */
  part = g_strdup_printf (_ ("95 %%: %s – %s"), from, to);
  add_detail (text, part);
}

char *
prognosis_parameter_detail_dup_text (const PrognosisParameter *info, PrognosisSession *session, gsize parameter,
                                     const PrognosisParameterView *view, gboolean is_locked)
{
  const gsize region = prognosis_choices_get_first_region (prognosis_session_get_choices (session));
  GString *text = g_string_new (NULL);

  add_other_view (text, info, session, parameter, region, view);
  if (!is_locked)
    add_interval (text, prognosis_live_get_equations (prognosis_session_get_live (session)), parameter, region);
  add_spread (text, session, parameter);
  return g_string_free (text, FALSE);
}
