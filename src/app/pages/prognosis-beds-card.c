/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-beds-card.h"
#include "prognosis-beds-figure.h"
#include "prognosis-dataset-counted.h"
#include "prognosis-map-view.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Of a gamma distribution: most stays are shorter than the mean. */
#define SHAPE 2.0
#define MAX_DAYS 365.0
#define N_LEVELS 3

struct _PrognosisBedsCard
{
  GtkBox parent_instance;

  PrognosisSession *session; /* borrowed; NULL before the first forecast */

  GtkLabel *in_use;
  GtkLabel *chance;
  GtkEntry *stay;
  GtkEntry *capacity;
  GtkPopover *popover;
  PrognosisMapView *chart;
};

G_DEFINE_FINAL_TYPE (PrognosisBedsCard, prognosis_beds_card, GTK_TYPE_BOX)

/* New admissions; -1: there are none. */
static gssize
find_admissions (PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      const PrognosisCounted counted = prognosis_signal_get_counted (signal);

      if ((counted == PROGNOSIS_COUNTED_HOSPITAL || counted == PROGNOSIS_COUNTED_INTENSIVE_CARE)
          && (signal->kind == PROGNOSIS_KIND_INCIDENT || signal->kind == PROGNOSIS_KIND_CUMULATIVE))
        return (gssize) s;
    }
  return -1;
}

/* The day on which the median is highest. */
static gsize
find_peak (const PrognosisBedsForecast *beds)
{
  static const double median = 0.5;
  double most = -INFINITY, value;
  gsize peak = 0;

  for (gsize day = 0; day < beds->n_days; day++)
    {
      prognosis_beds_forecast_get_quantiles (beds, day, &median, 1, &value);
      if (value <= most)
        continue;
      most = value;
      peak = day;
    }
  return peak;
}

static void
say_beds (PrognosisBedsCard *self, PrognosisDataset *dataset, const PrognosisBedsForecast *beds)
{
  static const double levels[N_LEVELS] = { 0.1, 0.5, 0.9 };
  const gsize peak = find_peak (beds);
  double values[N_LEVELS];
  char *numbers[N_LEVELS];
  g_autofree char *day = prognosis_words_for_day (dataset, beds->first_day + (int) peak);
  g_autofree char *text = NULL;

  prognosis_beds_forecast_get_quantiles (beds, peak, levels, N_LEVELS, values);
  for (gsize k = 0; k < N_LEVELS; k++)
    numbers[k] = prognosis_words_for_number (round (values[k]));
  /* Translators: a number of beds, a day, and the ends of an interval. */
  text = g_strdup_printf (_ ("Beds in use: at most %s, on %s (80 %%: %s – %s)"), numbers[1], day, numbers[0], numbers[2]);
  gtk_label_set_label (self->in_use, text);
  for (gsize k = 0; k < N_LEVELS; k++)
    g_free (numbers[k]);
}

static void
say_chance (PrognosisBedsCard *self, PrognosisDataset *dataset, const PrognosisBedsForecast *beds, double capacity)
{
  int first = G_MININT;
  const double chance = isnan (capacity) ? NAN : prognosis_beds_forecast_get_chance (beds, capacity, &first);
  g_autofree char *number = isnan (capacity) ? NULL : prognosis_words_for_number (capacity);
  g_autofree char *day = first != G_MININT ? prognosis_words_for_day (dataset, first) : NULL;
  g_autofree char *text = NULL;

  if (day != NULL)
    /* Translators: a number of beds, a percentage, and a day. */
    text = g_strdup_printf (_ ("%s beds are not enough with a chance of %.0f %%, probably from %s"), number, round (100 * chance),
                            day);
  else if (number != NULL)
    /* Translators: a number of beds, and a percentage. */
    text = g_strdup_printf (_ ("%s beds are not enough with a chance of %.0f %%"), number, round (100 * chance));
  prognosis_style_say (self->chance, text != NULL ? text : "");
}

void
prognosis_beds_card_show (PrognosisBedsCard *self, PrognosisSession *session, PrognosisForecast *forecast)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const gssize signal = forecast != NULL ? find_admissions (forecast) : -1;
  g_autoptr (GArray) regions = NULL;
  g_autoptr (PrognosisStay) stay = NULL;
  g_autoptr (PrognosisBedsForecast) beds = NULL;
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autofree char *days = isnan (choices->stay_days) ? g_strdup ("") : prognosis_words_for_entry (choices->stay_days);
  g_autofree char *capacity = isnan (choices->capacity) ? g_strdup ("") : prognosis_words_for_entry (choices->capacity);

  self->session = session;
  gtk_widget_set_visible (GTK_WIDGET (self), signal >= 0);
  if (signal < 0)
    return;
  if (!gtk_widget_is_visible (GTK_WIDGET (self->popover)))
    {
      prognosis_style_fill (GTK_EDITABLE (self->stay), days);
      prognosis_style_fill (GTK_EDITABLE (self->capacity), capacity);
    }
  if (!isnan (choices->stay_days))
    {
      stay = prognosis_stay_new (choices->stay_days, SHAPE);
      regions = prognosis_choices_list_summands (choices);
      beds
          = prognosis_beds_forecast_new (forecast, (const gsize *) (gpointer) regions->data, regions->len, (gsize) signal, 1, stay);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chart), beds != NULL);
  if (beds == NULL)
    {
      gtk_label_set_label (self->in_use, _ ("Beds in use: enter the length of stay"));
      prognosis_style_say (self->chance, "");
      return;
    }
  say_beds (self, prognosis_forecast_get_dataset (forecast), beds);
  say_chance (self, prognosis_forecast_get_dataset (forecast), beds, choices->capacity);
  figure = prognosis_beds_figure_new (beds, choices->capacity);
  prognosis_figure_set_localised (figure, TRUE);
  prognosis_map_view_set_figure (self->chart, figure);
}

/* FALSE if @entry holds no number from @least to @most. Empty: NAN */
static gboolean
read_entry (GtkEntry *entry, double least, double most, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  *value = NAN;
  if (*text == '\0' || (prognosis_words_parse_number (text, value) && *value >= least && *value <= most))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
      return TRUE;
    }
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  return FALSE;
}

static void
set_cb (PrognosisBedsCard *self)
{
  double days, capacity;
  const gboolean has_days = read_entry (self->stay, 0.1, MAX_DAYS, &days);
  const gboolean has_capacity = read_entry (self->capacity, 0, G_MAXDOUBLE, &capacity);

  if (has_days && has_capacity)
    prognosis_session_set_beds (self->session, days, capacity);
}

static void
prognosis_beds_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_BEDS_CARD);
  G_OBJECT_CLASS (prognosis_beds_card_parent_class)->dispose (object);
}

static void
prognosis_beds_card_class_init (PrognosisBedsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_beds_card_dispose;
  g_type_ensure (PROGNOSIS_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-beds-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, in_use);
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, chance);
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, stay);
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, capacity);
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, popover);
  gtk_widget_class_bind_template_child (widget_class, PrognosisBedsCard, chart);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
}

static void
prognosis_beds_card_init (PrognosisBedsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_style_keep_number (GTK_EDITABLE (self->stay));
  prognosis_style_keep_number (GTK_EDITABLE (self->capacity));
}
