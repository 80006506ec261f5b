/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-shown-parameter.h"

#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

static PrognosisEquations *
get_equations (const PrognosisShownParameter *self)
{
  return prognosis_live_get_equations (prognosis_session_get_live (self->session));
}

PrognosisShownParameter
prognosis_shown_parameter_init (PrognosisSession *session, gsize number)
{
  PrognosisShownParameter self = { .session = session, .number = number, .view = &prognosis_parameter_view_plain };

  self.info = *prognosis_equations_get_parameter (get_equations (&self), number);
  self.info.id = g_intern_string (self.info.id);
  self.info.symbol = g_intern_string (self.info.symbol);
  self.info.title = g_intern_string (self.info.title);
  self.info.hint = g_intern_string (self.info.hint);
  self.other = prognosis_parameter_view_find (&self.info);
  return self;
}

gboolean
prognosis_shown_parameter_is_current (const PrognosisShownParameter *self)
{
  PrognosisEquations *equations = get_equations (self);

  return equations != NULL && self->number < prognosis_equations_get_n_parameters (equations)
         && g_str_equal (prognosis_equations_get_parameter (equations, self->number)->id, self->info.id);
}

gsize
prognosis_shown_parameter_get_region (const PrognosisShownParameter *self)
{
  return prognosis_choices_get_first_region (prognosis_session_get_choices (self->session));
}

double
prognosis_shown_parameter_get_value (const PrognosisShownParameter *self)
{
  return prognosis_live_get_value (prognosis_session_get_live (self->session), prognosis_shown_parameter_get_region (self),
                                   self->number);
}

gboolean
prognosis_shown_parameter_is_locked (const PrognosisShownParameter *self)
{
  return prognosis_choices_is_locked (prognosis_session_get_choices (self->session), prognosis_shown_parameter_get_region (self),
                                      self->info.id);
}

double
prognosis_shown_parameter_to_view (const PrognosisShownParameter *self, double value)
{
  return prognosis_live_to_view (prognosis_session_get_live (self->session), prognosis_shown_parameter_get_region (self),
                                 self->view, value);
}

double
prognosis_shown_parameter_from_view (const PrognosisShownParameter *self, double shown, gboolean *is_outside)
{
  const gsize region = prognosis_shown_parameter_get_region (self);
  const double wanted = prognosis_live_from_view (prognosis_session_get_live (self->session), region, self->view, shown);
  const double value = CLAMP (wanted, prognosis_equations_to_unit (get_equations (self), region, self->number, self->info.lower),
                              prognosis_equations_to_unit (get_equations (self), region, self->number, self->info.upper));

  if (is_outside != NULL)
    *is_outside = value != wanted;
  return value;
}

PrognosisScale
prognosis_shown_parameter_get_scale (const PrognosisShownParameter *self)
{
  return self->view == &prognosis_parameter_view_plain ? self->info.scale : PROGNOSIS_SCALE_LINEAR;
}

void
prognosis_shown_parameter_get_interval (const PrognosisShownParameter *self, double *lower, double *upper)
{
  prognosis_equations_get_interval (get_equations (self), prognosis_shown_parameter_get_region (self), self->number, self->view,
                                    lower, upper);
}

void
prognosis_shown_parameter_get_track (const PrognosisShownParameter *self, double *lower, double *upper)
{
  prognosis_equations_get_track (get_equations (self), prognosis_shown_parameter_get_region (self), self->number, self->view, lower,
                                 upper);
}

/* --- in words -------------------------------------------------------------------- */

const char *
prognosis_shown_parameter_get_title (const PrognosisShownParameter *self)
{
  return prognosis_shown_parameter_is_current (self)
             ? _ (prognosis_equations_get_title (get_equations (self), self->number, self->view))
             : _ (self->info.title);
}

char *
prognosis_shown_parameter_dup_symbol (const PrognosisShownParameter *self)
{
  if (self->view->symbol != NULL)
    return g_strdup (self->view->symbol);
  return self->view == &prognosis_parameter_view_plain ? g_strdup (self->info.symbol) : g_strdup_printf ("1/%s", self->info.symbol);
}

const char *
prognosis_shown_parameter_get_unit (const PrognosisShownParameter *self)
{
  if (self->view == &prognosis_parameter_view_plain)
    return prognosis_words_for_unit (self->info.unit);
  return self->view->symbol != NULL ? self->view->symbol : prognosis_words_for_unit (self->view->unit);
}

char *
prognosis_shown_parameter_dup_number (const PrognosisShownParameter *self, double value, gboolean is_estimate)
{
  const double shown = prognosis_shown_parameter_to_view (self, value);
  double lower = NAN, upper = NAN;

  if (is_estimate)
    prognosis_shown_parameter_get_interval (self, &lower, &upper);
  return prognosis_words_for_estimate (shown, lower, upper);
}

char *
prognosis_shown_parameter_dup_limits (const PrognosisShownParameter *self)
{
  double ends[] = { self->info.lower, self->info.upper };
  g_autofree char *lower = NULL, *upper = NULL;

  for (int i = 0; i < 2; i++)
    ends[i] = prognosis_shown_parameter_to_view (
        self,
        prognosis_equations_to_unit (get_equations (self), prognosis_shown_parameter_get_region (self), self->number, ends[i]));
  lower = prognosis_words_for_number (MIN (ends[0], ends[1]));
  upper = prognosis_words_for_number (MAX (ends[0], ends[1]));
  /* Translators: the name of a parameter, and the limits of its range. */
  return g_strdup_printf (_ ("%s must be between %s and %s"), prognosis_shown_parameter_get_title (self), lower, upper);
}
