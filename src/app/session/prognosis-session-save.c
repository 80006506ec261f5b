/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* Saving, keeping what is unsaved, and what a saved session brings along. */

#include "prognosis-session-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include "prognosis-json.h"

PrognosisSessionText *
prognosis_session_dup_text (PrognosisSession *session)
{
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (session->comparison);
  PrognosisSessionText *self;

  if (session->choices->dataset == NULL && session->choices->outbreak == NULL)
    return NULL;
  self = g_new0 (PrognosisSessionText, 1);
  self->paths = g_strdupv (session->paths);
  self->choices = prognosis_choices_copy (session->choices);
  if (backtest != NULL)
    {
      self->backtest = prognosis_backtest_ref (backtest);
      self->compared_options = prognosis_options_copy (prognosis_comparison_get_options (session->comparison));
      self->is_of_data = prognosis_comparison_is_of_data (session->comparison, session->choices);
    }
  /* While a fit runs, the forecast shown belongs to other choices; and a fit that was stopped early cannot be reproduced. */
  if (session->forecast != NULL && session->forecast == session->choices->result
      && !prognosis_forecast_is_early (session->forecast))
    self->forecast = prognosis_forecast_ref (session->forecast);
  else if (session->saved.forecast != NULL)
    self->stored_forecast = g_ref_string_acquire (session->saved.forecast);
  return self;
}

char *
prognosis_session_to_json (PrognosisSession *self)
{
  g_autoptr (PrognosisSessionText) text = prognosis_session_dup_text (self);

  return prognosis_session_text_to_json (text);
}

gboolean
prognosis_session_save (PrognosisSession *self, const char *path, GError **error)
{
  g_autoptr (PrognosisSessionText) text = NULL;

  g_return_val_if_fail (self->choices->dataset != NULL || self->choices->outbreak != NULL, FALSE);
  text = prognosis_session_dup_text (self);
  if (!prognosis_session_text_write (text, path, error))
    return FALSE;
  self->n_kept = self->n_changes;
  if (g_strcmp0 (self->saved.file, path) != 0)
    {
      g_free (self->saved.file);
      self->saved.file = g_strdup (path);
    }
  return TRUE;
}

const char *
prognosis_session_get_file (PrognosisSession *self)
{
  return self->saved.file;
}

/* --- while the program runs --------------------------------------------------- */

void
prognosis_session_autosave_failed_cb (PrognosisSession *self, const char *message)
{
  /* Translators: %s is a sentence that gives the reason. */
  g_autofree char *text = g_strdup_printf (_ ("Your changes are not being backed up. %s"), message);

  prognosis_session_emit_toast (self, text, NULL);
}

void
prognosis_session_forget_autosave (PrognosisSession *self)
{
  prognosis_autosave_forget (self->autosave);
}

gboolean
prognosis_session_keep_unsaved (PrognosisSession *self)
{
  if (!prognosis_autosave_is_enabled (self->autosave) || self->n_changes == self->n_kept
      || (self->choices->dataset == NULL && self->choices->outbreak == NULL))
    return FALSE;
  prognosis_autosave_keep (self->autosave);
  return TRUE;
}

/* --- results on record -------------------------------------------------------- */

void
prognosis_session_take_results (PrognosisSession *self, JsonNode *node)
{
  PrognosisSessionResults results;

  prognosis_session_results_read (node, self->choices, &results);
  if (results.backtest != NULL)
    prognosis_comparison_set_result (self->comparison, results.backtest, results.is_of_data ? self->choices->dataset : NULL,
                                     results.options);
  prognosis_options_free (results.options);
  self->saved.forecast = results.forecast;
}

void
prognosis_session_check_stored (PrognosisSession *self, PrognosisForecast *forecast)
{
  g_autoptr (JsonNode) stored
      = self->saved.forecast != NULL ? prognosis_json_parse (self->saved.forecast, strlen (self->saved.forecast), NULL) : NULL;

  prognosis_session_forget_stored (self);
  if (stored != NULL && !prognosis_forecast_is_as_stored (forecast, stored))
    prognosis_session_emit_toast (self, _ ("This forecast differs from the saved one: the program or the data have changed since."),
                                  NULL);
}

void
prognosis_session_forget_stored (PrognosisSession *self)
{
  g_clear_pointer (&self->saved.forecast, g_ref_string_release);
}
