/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A simulated outbreak: what people ask of it as cards, its curves, and transmission as steps that are dragged. Everything is solved
   anew with each change; nothing is fitted. */

#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-chart-page.h"
#include "prognosis-outbreak-figure.h"
#include "prognosis-outbreak-runs.h"
#include "prognosis-session-outbreak.h"
#include "prognosis-trajectories.h"
#include "prognosis-transmission-strip.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum
{
  CARD_GROWTH,
  CARD_PEAK,
  CARD_INFECTED,
  CARD_DEATHS,
  CARD_BEDS,
  N_CARDS,
} Card;

#define PROGNOSIS_TYPE_OUTBREAK_PAGE (prognosis_outbreak_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOutbreakPage, prognosis_outbreak_page, PROGNOSIS, OUTBREAK_PAGE, PrognosisChartPage)

struct _PrognosisOutbreakPage
{
  PrognosisChartPage parent_instance;

  PrognosisOutbreakRuns *runs;

  GtkFlowBox *cards;
  GtkLabel *values[N_CARDS], *details[N_CARDS];
  PrognosisChart *chart;
  PrognosisTransmissionStrip *strip;
};

G_DEFINE_TYPE (PrognosisOutbreakPage, prognosis_outbreak_page, PROGNOSIS_TYPE_CHART_PAGE)

static const PrognosisChoices *
get_choices (PrognosisOutbreakPage *self)
{
  return prognosis_session_get_choices (prognosis_page_get_session (PROGNOSIS_PAGE (self)));
}

/* --- cards -------------------------------------------------------------------- */

static const char *const card_titles[N_CARDS] = {
  [CARD_GROWTH] = N_ ("Doubling Time"), [CARD_PEAK] = N_ ("Peak"),          [CARD_INFECTED] = N_ ("Infected"),
  [CARD_DEATHS] = N_ ("Deaths"),        [CARD_BEDS] = N_ ("Hospital Beds"),
};

static void
add_card (PrognosisOutbreakPage *self, Card card)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ (card_titles[card])), *value = gtk_label_new (NULL), *detail = gtk_label_new (NULL);
  GtkWidget *labels[] = { title, value, detail }, *child;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (labels[i]), 9);
      gtk_label_set_max_width_chars (GTK_LABEL (labels[i]), 16);
      gtk_widget_set_margin_start (labels[i], 10);
      gtk_widget_set_margin_end (labels[i], 10);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_set_margin_top (title, 6);
  gtk_widget_set_margin_bottom (detail, 6);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (value, "title-3");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (box, "card");
  self->values[card] = GTK_LABEL (value);
  self->details[card] = GTK_LABEL (detail);
  gtk_flow_box_insert (self->cards, box, -1);
  child = GTK_WIDGET (gtk_flow_box_get_child_at_index (self->cards, card));
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (card_titles[card]), -1);
}

static void
show_card (PrognosisOutbreakPage *self, Card card, const char *value, const char *detail)
{
  gtk_label_set_label (self->values[card], value);
  gtk_label_set_selectable (self->values[card], TRUE); /* an empty one would take the focus */
  gtk_label_set_label (self->details[card], detail);
}

/* The day, as a date if there are data. (transfer full) */
static char *
format_day (PrognosisOutbreakPage *self, int day)
{
  PrognosisDataset *dataset = get_choices (self)->dataset;

  if (dataset != NULL)
    return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, 0) + day);
  /* Translators: the number of a day, counted from the first case. */
  return g_strdup_printf (_ ("day %d"), day);
}

/* Three digits, and whole persons. (transfer full) */
static char *
format_persons (double persons)
{
  const double unit = pow (10, MAX (floor (log10 (MAX (persons, 1))) - 2, 0));

  return prognosis_words_for_number (round (persons / unit) * unit);
}

/* Two digits. (transfer full) */
static char *
format_percent (double share)
{
  const double percent = 100 * share, unit = pow (10, floor (log10 (MAX (percent, 0.001))) - 1);
  g_autofree char *text = prognosis_words_for_number (round (percent / unit) * unit);

  return g_strdup_printf (_ ("%s %%"), text);
}

static void
show_growth (PrognosisOutbreakPage *self, const PrognosisOutbreak *outbreak)
{
  const double growth = prognosis_outbreak_get_growth (outbreak);
  g_autofree char *days = growth > 0 ? g_strdup_printf ("%.1f", G_LN2 / growth) : NULL;
  /* Translators: a number of days. */
  g_autofree char *text = growth > 0 ? g_strdup_printf (_ ("%s days"), days) : g_strdup (_ ("Falls"));

  show_card (self, CARD_GROWTH, text, growth > 0 ? _ ("without any measure") : _ ("a case infects fewer than one person"));
}

static void
show_peak (PrognosisOutbreakPage *self, const PrognosisOutbreakAnswer *answer)
{
  g_autofree char *persons = format_persons (answer->peak_infectious);
  g_autofree char *day = format_day (self, answer->peak_infectious_day);
  /* Translators: a day. */
  g_autofree char *detail = g_strdup_printf (_ ("infectious at once, %s"), day);

  show_card (self, CARD_PEAK, persons, detail);
}

static double
get_share_minor (const PrognosisOutbreak *outbreak, const PrognosisOutbreakCourse *runs)
{
  gsize n = 0;

  for (gsize run = 0; run < runs->n_runs; run++)
    {
      PrognosisOutbreakAnswer answer;

      prognosis_outbreak_answer_read (outbreak, runs, run, &answer);
      n += answer.is_minor;
    }
  return (double) n / (double) runs->n_runs;
}

static void
show_infected (PrognosisOutbreakPage *self, const PrognosisOutbreak *outbreak, const PrognosisOutbreakAnswer *answer,
               const PrognosisOutbreakCourse *runs)
{
  g_autofree char *share = format_percent (answer->infected / outbreak->population);
  g_autofree char *persons = format_persons (answer->infected);
  g_autofree char *minor = runs != NULL ? format_percent (get_share_minor (outbreak, runs)) : NULL;
  g_autofree char *detail = NULL;

  if (runs != NULL)
    /* Translators: a percentage. */
    detail = g_strdup_printf (_ ("%s of the runs die out early"), minor);
  else
    /* Translators: a number of people. */
    detail = g_strdup_printf (answer->is_over ? _ ("%s people") : _ ("%s people, and more to come"), persons);
  show_card (self, CARD_INFECTED, share, detail);
}

static void
show_beds (PrognosisOutbreakPage *self, const PrognosisOutbreak *outbreak, const PrognosisOutbreakAnswer *answer)
{
  g_autofree char *beds = format_persons (answer->peak_beds);
  g_autofree char *peak = format_day (self, answer->peak_beds_day);
  g_autofree char *first = answer->over_first >= 0 ? format_day (self, answer->over_first) : NULL;
  g_autofree char *last = answer->over_last >= 0 ? format_day (self, answer->over_last) : NULL;
  g_autofree char *detail = NULL;

  if (first != NULL)
    /* Translators: two days. */
    detail = g_strdup_printf (_ ("over capacity from %s to %s"), first, last);
  else if (outbreak->capacity > 0)
    detail = g_strdup (_ ("always within capacity"));
  else
    /* Translators: a day. */
    detail = g_strdup_printf (_ ("in use at most, %s"), peak);
  show_card (self, CARD_BEDS, beds, detail);
  if (answer->over_first >= 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->details[CARD_BEDS]), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->details[CARD_BEDS]), "error");
}

static void
show_cards (PrognosisOutbreakPage *self, const PrognosisOutbreak *outbreak, const PrognosisOutbreakCourse *course,
            const PrognosisOutbreakCourse *runs)
{
  PrognosisOutbreakAnswer answer;
  g_autofree char *deaths = NULL;
  g_autofree char *share = NULL;
  g_autofree char *detail = NULL;

  prognosis_outbreak_answer_read (outbreak, course, 0, &answer);
  deaths = format_persons (answer.deaths);
  share = format_percent (outbreak->fatality);
  /* Translators: a percentage. */
  detail = g_strdup_printf (_ ("%s of the infected"), share);
  show_growth (self, outbreak);
  show_peak (self, &answer);
  show_infected (self, outbreak, &answer, runs);
  show_card (self, CARD_DEATHS, deaths, detail);
  show_beds (self, outbreak, &answer);
  gtk_widget_set_visible (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->cards, CARD_DEATHS)), outbreak->fatality > 0);
  gtk_widget_set_visible (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->cards, CARD_BEDS)), outbreak->hospitalised > 0);
}

/* --- the page ----------------------------------------------------------------- */

typedef struct
{
  PrognosisOutbreakCourse *course, *before; /* @before: or NULL */
  PrognosisOutbreakPicture picture;
} Solution;

static void
solution_clear (Solution *solution)
{
  g_clear_pointer (&solution->course, prognosis_outbreak_course_free);
  g_clear_pointer (&solution->before, prognosis_outbreak_course_free);
}

/* FALSE if there is nothing to show. */
static gboolean
solve (PrognosisOutbreakPage *self, Solution *solution)
{
  const PrognosisChoices *choices = get_choices (self);
  const PrognosisOutbreak *before = prognosis_session_get_outbreak_before (prognosis_page_get_session (PROGNOSIS_PAGE (self)));
  const gsize n_days = choices->outbreak != NULL ? (gsize) choices->outbreak->days : 0;

  *solution = (Solution){ NULL };
  if (choices->outbreak != NULL)
    solution->course = prognosis_outbreak_solve (choices->outbreak, n_days, NULL);
  if (solution->course == NULL)
    return FALSE;
  if (before != NULL)
    solution->before = prognosis_outbreak_solve (before, n_days, NULL);
  solution->picture = (PrognosisOutbreakPicture){
    .outbreak = choices->outbreak,
    .course = solution->course,
    .before = solution->before,
    .runs = choices->by_chance ? prognosis_outbreak_runs_get (self->runs, choices->outbreak) : NULL,
    .dataset = choices->dataset,
    .region = choices->dataset != NULL ? prognosis_choices_get_first_region (choices) : 0,
  };
  return TRUE;
}

static PrognosisFigure *
prognosis_outbreak_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  Solution solution;
  PrognosisFigure *figure;

  if (!solve (PROGNOSIS_OUTBREAK_PAGE (page), &solution))
    return NULL;
  figure = prognosis_outbreak_new_figure (&solution.picture);
  solution_clear (&solution);
  return figure;
}

/* Days count from the first one, but dates of the strip from 1970. */
static int
get_first_day (const PrognosisChoices *choices)
{
  return choices->dataset != NULL ? prognosis_dataset_get_day (choices->dataset, 0) : 0;
}

static void
show_strip (PrognosisOutbreakPage *self)
{
  const PrognosisChoices *choices = get_choices (self);
  const int first = get_first_day (choices);
  g_autoptr (PrognosisScenario) shown
      = choices->outbreak->scenario != NULL ? prognosis_scenario_copy (choices->outbreak->scenario) : NULL;

  for (guint i = 0; shown != NULL && i < shown->changes->len; i++)
    g_array_index (shown->changes, PrognosisChange, i).day += first;
  prognosis_transmission_strip_set_scenario (
      self->strip, first, first + (int) choices->outbreak->days,
      choices->dataset != NULL ? prognosis_trajectories_get_axis (choices->dataset) : PROGNOSIS_AXIS_INDEX, shown);
}

static void
prognosis_outbreak_page_update (PrognosisPage *page)
{
  PrognosisOutbreakPage *self = PROGNOSIS_OUTBREAK_PAGE (page);
  const PrognosisChoices *choices = get_choices (self);
  g_autoptr (PrognosisFigure) figure = NULL;
  Solution solution;

  prognosis_outbreak_runs_want (self->runs, choices->by_chance ? choices->outbreak : NULL);
  if (!solve (self, &solution))
    return;
  figure = prognosis_outbreak_new_figure (&solution.picture);
  show_cards (self, choices->outbreak, solution.course, solution.picture.runs);
  show_strip (self);
  prognosis_chart_set_figure (self->chart, figure);
  solution_clear (&solution);
}

static void
step_changed_cb (PrognosisOutbreakPage *self, guint number, const PrognosisChange *change)
{
  PrognosisChange moved = *change;

  moved.day -= get_first_day (get_choices (self));
  prognosis_session_set_outbreak_change (prognosis_page_get_session (PROGNOSIS_PAGE (self)), (int) number, &moved);
}

static void
prognosis_outbreak_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
}

static void
prognosis_outbreak_page_finalize (GObject *object)
{
  g_object_unref (PROGNOSIS_OUTBREAK_PAGE (object)->runs);
  G_OBJECT_CLASS (prognosis_outbreak_page_parent_class)->finalize (object);
}

static void
prognosis_outbreak_page_class_init (PrognosisOutbreakPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = prognosis_outbreak_page_finalize;
  page_class->id = "outbreak";
  page_class->title = N_ ("Simulation");
  page_class->icon_name = "applications-science-symbolic";
  page_class->shows = PROGNOSIS_SHOWS_OUTBREAK;
  page_class->needs = PROGNOSIS_NEEDS_OUTBREAK;
  page_class->new_figure = prognosis_outbreak_page_new_figure;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_outbreak_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_outbreak_page_update;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  g_type_ensure (PROGNOSIS_TYPE_TRANSMISSION_STRIP);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-outbreak-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisOutbreakPage, cards);
  gtk_widget_class_bind_template_child (widget_class, PrognosisOutbreakPage, chart);
  gtk_widget_class_bind_template_child (widget_class, PrognosisOutbreakPage, strip);
}

static void
prognosis_outbreak_page_init (PrognosisOutbreakPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->runs = prognosis_outbreak_runs_new ();
  g_signal_connect_object (self->runs, "changed", G_CALLBACK (prognosis_page_update), self, G_CONNECT_SWAPPED);
  for (int card = 0; card < N_CARDS; card++)
    add_card (self, card);
  g_signal_connect_object (self->strip, "step-changed", G_CALLBACK (step_changed_cb), self, G_CONNECT_SWAPPED);
}
