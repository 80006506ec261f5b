/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_widget_set_opacity (GTK_WIDGET (label), 1);
}

/* While a new result is computed, the previous text stays, dimmed, so that the chart below does not move. */
static void
fade_line (GtkLabel *label)
{
  gtk_widget_set_opacity (GTK_WIDGET (label), 0.45);
}

gboolean
prognosis_trajectories_page_is_waiting (PrognosisTrajectoriesPage *self)
{
  return prognosis_trajectories_page_get_forecast (self) != NULL
         && (prognosis_session_is_busy (self->session) || prognosis_session_is_stale (self->session));
}

void
prognosis_trajectories_page_show_check (PrognosisTrajectoriesPage *self)
{
  PrognosisComparison *comparison = prognosis_session_get_check (self->session);
  PrognosisBacktest *check = prognosis_comparison_get_backtest (comparison);
  const PrognosisForecaster *chosen = prognosis_forecaster_find (prognosis_session_get_choices (self->session)->forecaster);
  /* An automatic choice was already compared, by a score that includes the intervals. */
  const gboolean is_own = chosen != NULL && !chosen->combines_others;
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  gboolean does_worse = FALSE;
  g_autofree char *past = check != NULL && is_own ? prognosis_verdict_on_check (check, &does_worse) : NULL;
  g_autofree char *here = forecast != NULL && !prognosis_trajectories_page_is_waiting (self)
                              ? prognosis_verdict_on_gain (forecast, choices->dataset, choices->regions)
                              : NULL;
  g_autofree char *text
      = here != NULL && past != NULL ? g_strconcat (here, " ", past, NULL) : g_strdup (here != NULL ? here : past);

  if (here == NULL && check == NULL
      && (prognosis_trajectories_page_is_waiting (self) || prognosis_comparison_is_running (comparison)))
    fade_line (self->check);
  else
    show_line (self->check, text);
  /* Only bad news warns. */
  if (does_worse)
    gtk_widget_add_css_class (GTK_WIDGET (self->check), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->check), "warning");
}

char *
prognosis_trajectories_page_dup_remark (PrognosisChartPage *page)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);

  if (forecast == NULL || prognosis_session_is_stale (self->session))
    return NULL;
  return prognosis_verdict_on_hindsight (forecast, choices->dataset, choices->regions);
}

/* What came of the forecast in the first selected region, in one line. (transfer full) (nullable) */
static char *
dup_hindsight (PrognosisTrajectoriesPage *self)
{
  g_autoptr (GString) counts = g_string_new (NULL);
  PrognosisTrajectories what;
  gsize region;

  if (self->regions->len == 0 || prognosis_trajectories_page_get_forecast (self) == NULL
      || prognosis_session_is_stale (self->session))
    return NULL;
  region = g_array_index (self->regions, gsize, 0);
  prognosis_trajectories_page_fill (self, &what, region);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (what.dataset); s++)
    {
      gsize n_inside, n;

      if (!prognosis_trajectories_count_inside (&what, region, s, &n_inside, &n))
        continue;
      if (counts->len > 0)
        g_string_append (counts, ", ");
      /* Translators: the name of a signal, and how many observations of how many were inside an interval. */
      g_string_append_printf (counts, _ ("%s %u of %u"), prognosis_dataset_get_signal (what.dataset, s)->name, (guint) n_inside,
                              (guint) n);
    }
  if (counts->len == 0)
    return NULL;
  /* Translators: a list such as "confirmed 12 of 14, deaths 13 of 14". */
  return g_strdup_printf (_ ("Came out inside the 80 %% interval: %s"), counts->str);
}

/* What came of the last forecast in the diary, if the one shown has no future to be compared with. (transfer full) (nullable) */
static char *
dup_last (PrognosisTrajectoriesPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const GPtrArray *entries = prognosis_diary_keeper_get_entries (prognosis_session_get_diary (self->session));

  if (entries->len == 0 || choices->dataset == NULL
      || prognosis_choices_get_origin (choices) + 1 != (gssize) prognosis_dataset_get_n_steps (choices->dataset))
    return NULL;
  return prognosis_verdict_on_last (entries->pdata[0], choices->dataset, choices->regions);
}

void
prognosis_trajectories_page_show_hindsight (PrognosisTrajectoriesPage *self)
{
  g_autofree char *came = dup_hindsight (self);
  g_autofree char *text = came != NULL ? g_steal_pointer (&came) : dup_last (self);

  if (prognosis_trajectories_page_is_waiting (self))
    fade_line (self->hindsight);
  else
    show_line (self->hindsight, text);
}

void
prognosis_trajectories_page_show_status (PrognosisTrajectoriesPage *self)
{
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);
  const PrognosisForecaster *forecaster;
  g_autofree char *stand_in = NULL;
  g_autofree char *text = NULL;

  if (forecast != NULL)
    {
      forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast));
      if (prognosis_forecast_get_fit (forecast) != NULL)
        {
          g_autofree char *fit = prognosis_words_for_fit (prognosis_forecast_get_fit (forecast), NULL);

          /* Translators: the name of a model, and how its fit ended. */
          text = g_strdup_printf (_ ("%s · %s"), forecaster != NULL ? _ (forecaster->title) : "", fit);
        }
      else
        text = g_strdup (forecaster != NULL ? _ (forecaster->title) : "");
      stand_in = prognosis_verdict_on_forecast (forecast, prognosis_session_get_choices (self->session)->regions);
      if (stand_in != NULL)
        {
          g_autofree char *before = g_steal_pointer (&text);

          /* Translators: the name of a model, and a remark about its forecast. */
          text = g_strdup_printf (_ ("%s · %s"), before, stand_in);
        }
    }
  else
    text = g_strdup (prognosis_session_get_problem (self->session));
  if (forecast != NULL && (prognosis_session_is_busy (self->session) || prognosis_session_is_stale (self->session)))
    {
      g_autofree char *before = g_steal_pointer (&text);

      /* Translators: %s is the status of the earlier fit. */
      text = g_strdup_printf (prognosis_session_is_busy (self->session) ? _ ("%s · from before the current fit")
                                                                        : _ ("%s · before the latest changes: press Fit"),
                              before);
    }
  gtk_label_set_label (self->status, text != NULL ? text : "");
}
