/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-parameter-detail.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A published value that was rounded on the way is still one. */
#define TOLERANCE 1e-3

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
add_spread (GString *text, PrognosisSession *session, gsize parameter, const PrognosisParameterView *view)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  double lowest = INFINITY, highest = -INFINITY;
  g_autofree char *from = NULL, *to = NULL, *part = NULL;
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      PrognosisLive *live = prognosis_session_get_live (session);
      double value = prognosis_live_to_view (live, region, view, prognosis_live_get_value (live, region, parameter));

      lowest = isfinite (value) ? MIN (lowest, value) : lowest;
      highest = isfinite (value) ? MAX (highest, value) : highest;
    }
  if (!(lowest < highest))
    return;
  from = prognosis_words_for_estimate (lowest, NAN, NAN);
  to = prognosis_words_for_estimate (highest, NAN, NAN);
  /* Translators: the lowest and the highest value of a parameter in the selected regions. */
  part = g_strdup_printf (_ ("selected regions: %s – %s"), from, to);
  add_detail (text, part);
}

gboolean
prognosis_parameter_detail_is_unpublished (PrognosisSession *session, gsize parameter, gsize region, double *shortest,
                                           double *longest)
{
  PrognosisLive *live = prognosis_session_get_live (session);
  PrognosisEquations *equations = prognosis_live_get_equations (live);
  const double value = prognosis_live_get_value (live, region, parameter);
  double days = value;

  if (!prognosis_equations_find_published (equations, parameter, shortest, longest))
    return FALSE;
  if (prognosis_equations_get_parameter (equations, parameter)->unit == PROGNOSIS_UNIT_PER_DAY)
    days = 1 / value;
  return days < *shortest * (1 - TOLERANCE) || days > *longest * (1 + TOLERANCE);
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
  number = prognosis_words_for_estimate (is_plain ? prognosis_live_to_view (live, region, other, value) : value, NAN, NAN);
  if (!is_plain)
    part = g_strdup_printf ("%s = %s %s", info->symbol, number, prognosis_words_for_unit (info->unit));
  else if (other->symbol != NULL)
    part = g_strdup_printf ("%s = %s", other->symbol, number);
  else
    /* Translators: the mean duration that corresponds to a rate; the first %s is the rate's symbol. */
    part = g_strdup_printf (_ ("1/%s = %s days"), info->symbol, number);
  add_detail (text, part);
}

/* A period of no known disease. */
static void
add_published (GString *text, PrognosisSession *session, gsize parameter, gsize region)
{
  double shortest, longest;
  g_autofree char *from = NULL, *to = NULL, *part = NULL;

  if (!prognosis_parameter_detail_is_unpublished (session, parameter, region, &shortest, &longest))
    return;
  from = prognosis_words_for_number (shortest);
  to = prognosis_words_for_number (longest);
  /* Translators: the range of the published values of a period. */
  part = g_strdup_printf (_ ("published: %s – %s days"), from, to);
  add_detail (text, part);
}

static void
add_interval (GString *text, PrognosisEquations *equations, gsize parameter, gsize region, const PrognosisParameterView *view)
{
  g_autofree char *from = NULL, *to = NULL, *part = NULL;
  double lower, upper;

  prognosis_equations_get_interval (equations, region, parameter, view, &lower, &upper);
  if (!isfinite (lower) || !isfinite (upper))
    return;
  from = prognosis_words_for_estimate (lower, lower, upper);
  to = prognosis_words_for_estimate (upper, lower, upper);
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

  if (!is_locked)
    add_interval (text, prognosis_live_get_equations (prognosis_session_get_live (session)), parameter, region, view);
  add_published (text, session, parameter, region);
  add_other_view (text, info, session, parameter, region, view);
  add_spread (text, session, parameter, view);
  return g_string_free (text, FALSE);
}
