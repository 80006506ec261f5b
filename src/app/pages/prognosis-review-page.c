/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-review-page.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-hub.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-trajectories.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define WIDTH_STEP 25 /* per cent */

struct _PrognosisReviewPage
{
  PrognosisFigurePage parent_instance;

  GtkLabel *place; /* which of how many */
  GtkDropDown *models;
  GtkSpinButton *width;
  GtkCheckButton *left_out;
  GtkEntry *comment;
  GtkWidget *next_unusual;
  gboolean is_filling;

  GArray *unusual;             /* of guint, by region: PrognosisUnusual of: */
  PrognosisForecast *forecast; /* or NULL */
  const PrognosisDiaryEntry *last;
};

G_DEFINE_TYPE (PrognosisReviewPage, prognosis_review_page, PROGNOSIS_TYPE_FIGURE_PAGE)

/* The latest forecast of the diary that is earlier than the one shown, by the same model if there is one; or NULL. */
static const PrognosisDiaryEntry *
find_last (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  const GPtrArray *entries = prognosis_diary_keeper_get_entries (prognosis_session_get_diary (session));
  const PrognosisDiaryEntry *last = NULL;

  for (guint i = 0; i < entries->len && forecast != NULL; i++)
    {
      const PrognosisDiaryEntry *entry = entries->pdata[i];
      const int origin = prognosis_diary_entry_get_origin (entry);

      if (origin >= prognosis_choices_get_origin_day (choices))
        continue;
      if (last != NULL && origin < prognosis_diary_entry_get_origin (last))
        break;
      if (last == NULL || g_str_equal (prognosis_diary_entry_get_forecaster (entry), prognosis_forecast_get_forecaster (forecast)))
        last = entry;
    }
  return last;
}

/* --- the chart ---------------------------------------------------------------- */

/* n_signals x horizon. */
static double *
dup_persistence (PrognosisForecast *forecast, gsize region)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), horizon = prognosis_forecast_get_horizon (forecast);
  double *medians = g_new (double, n_signals *horizon);

  for (gsize s = 0; s < n_signals; s++)
    {
      g_autofree double *of_signal = prognosis_forecaster_dup_persistence (dataset, region, s, horizon);

      memcpy (medians + s * horizon, of_signal, horizon * sizeof *medians);
    }
  return medians;
}

static double *
dup_last (const PrognosisDiaryEntry *last, PrognosisDataset *dataset, gsize region)
{
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), horizon = prognosis_diary_entry_get_horizon (last);
  double *medians = g_new (double, n_signals *horizon);
  gsize n;

  prognosis_forecast_hub_levels (&n);
  for (gsize s = 0; s < n_signals; s++)
    {
      const double *quantiles = prognosis_diary_entry_get_quantiles (last, dataset, region, s);

      for (gsize h = 0; h < horizon; h++)
        medians[s * horizon + h] = quantiles != NULL ? quantiles[h * n + n / 2] : NAN;
    }
  return medians;
}

static PrognosisFigure *
make (PrognosisSession *session, gsize region)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  const PrognosisDiaryEntry *last = find_last (session);
  g_autofree double *carried_on = NULL, *before = NULL;
  g_autofree char *day = NULL, *name = NULL;
  PrognosisOverlay overlays[2];
  PrognosisTrajectories what = {
    .dataset = dataset,
    .forecast = forecast,
    .view = prognosis_session_get_choices (session)->view,
    .is_stale = prognosis_session_is_stale (session),
    .localised = TRUE,
    .overlays = overlays,
  };

  if (forecast == NULL
      || prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)) != prognosis_dataset_get_n_regions (dataset))
    return NULL;
  carried_on = dup_persistence (forecast, region);
  overlays[what.n_overlays++] = (PrognosisOverlay){
    .name = _ (prognosis_forecaster_persistence.title),
    .origin = (gssize) prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (forecast)) - 1,
    .horizon = prognosis_forecast_get_horizon (forecast),
    .medians = carried_on,
  };
  if (last != NULL)
    {
      day = prognosis_words_for_day (dataset, prognosis_diary_entry_get_origin (last));
      /* Translators: in the legend of a chart; %s is a day. */
      name = g_strdup_printf (_ ("Forecast of %s"), day);
      before = dup_last (last, dataset, region);
      overlays[what.n_overlays++] = (PrognosisOverlay){
        .name = name,
        .origin = prognosis_dataset_find_step (dataset, prognosis_diary_entry_get_origin (last)),
        .horizon = prognosis_diary_entry_get_horizon (last),
        .medians = before,
      };
    }
  return prognosis_trajectories_new_figure (&what, region);
}

/* --- what is unusual ---------------------------------------------------------- */

static void
look (PrognosisReviewPage *self)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  const PrognosisDiaryEntry *last = find_last (session);

  if (forecast == self->forecast && last == self->last)
    return;
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  self->forecast = forecast != NULL ? prognosis_forecast_ref (forecast) : NULL;
  self->last = last;
  g_array_set_size (self->unusual, 0);
  if (forecast == NULL
      || prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)) != prognosis_dataset_get_n_regions (dataset))
    return;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const guint found = prognosis_unusual_find (forecast, dataset, last, r);

      g_array_append_val (self->unusual, found);
    }
}

static guint
get_unusual (PrognosisReviewPage *self, gsize region)
{
  return region < self->unusual->len ? g_array_index (self->unusual, guint, region) : 0;
}

static char *
describe (PrognosisSession *session, gsize region)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  const PrognosisDiaryEntry *last = find_last (session);
  g_autofree char *day = last != NULL ? prognosis_words_for_day (dataset, prognosis_diary_entry_get_origin (last)) : NULL;
  char *said;

  if (forecast == NULL)
    return NULL;
  said = prognosis_verdict_on_unusual (prognosis_unusual_find (forecast, dataset, last, region), day != NULL ? day : "");
  return said != NULL ? said : g_strdup (_ ("Nothing unusual."));
}

static const char *
get_placeholder (PrognosisSession *session)
{
  return _ ("There is no forecast to review yet.");
}

/* --- from region to region ------------------------------------------------------ */

static void
go (PrognosisReviewPage *self, gsize region)
{
  g_autoptr (GtkBitset) regions = gtk_bitset_new_empty ();

  gtk_bitset_add (regions, (guint) region);
  prognosis_session_select_regions (prognosis_page_get_session (PROGNOSIS_PAGE (self)), regions);
}

static gboolean
is_reviewed (PrognosisDataset *dataset, gsize region)
{
  return !prognosis_dataset_leaves_out (dataset, region);
}

/* The next region in this direction, going round. @only_unusual: with something to look at; the same if there is no other. */
static gsize
find_next (PrognosisReviewPage *self, int direction, gboolean only_unusual)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  const gsize now = prognosis_choices_get_first_region (prognosis_session_get_choices (session));
  gsize region = now;

  do
    region = direction > 0 ? (region + 1) % n : (region + n - 1) % n;
  while (region != now && (!is_reviewed (dataset, region) || (only_unusual && get_unusual (self, region) == 0)));
  return region;
}

static void
before_cb (PrognosisReviewPage *self)
{
  go (self, find_next (self, -1, FALSE));
}

static void
after_cb (PrognosisReviewPage *self)
{
  go (self, find_next (self, 1, FALSE));
}

static void
unusual_cb (PrognosisReviewPage *self)
{
  go (self, find_next (self, 1, TRUE));
}

/* --- decisions ------------------------------------------------------------------ */

static const PrognosisForecaster *
get_model (PrognosisReviewPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->models);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? prognosis_forecaster_list (NULL)[selected - 1] : NULL;
}

static void
decide_cb (PrognosisReviewPage *self)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const PrognosisForecaster *model = get_model (self);
  const char *comment = gtk_editable_get_text (GTK_EDITABLE (self->comment));
  const gsize region = prognosis_choices_get_first_region (choices);
  PrognosisDecision *decision;

  if (self->is_filling || choices->dataset == NULL)
    return;
  decision = prognosis_decision_new (prognosis_choices_get_region_key (choices, region));
  decision->forecaster = model != NULL ? g_strdup (model->id) : NULL;
  decision->width = gtk_spin_button_get_value (self->width) / 100.0;
  decision->is_left_out = gtk_check_button_get_active (self->left_out);
  decision->comment = *comment != '\0' ? g_strdup (comment) : NULL;
  prognosis_session_decide (session, decision);
}

static guint
find_model (const char *id)
{
  const PrognosisForecaster *const *all = prognosis_forecaster_list (NULL);

  for (guint i = 0; id != NULL && all[i] != NULL; i++)
    if (g_str_equal (all[i]->id, id))
      return i + 1;
  return 0;
}

static void
fill (PrognosisReviewPage *self)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const gsize region = prognosis_choices_get_first_region (choices);
  const PrognosisDecision *decision = prognosis_choices_find_decision (choices, region);
  const char *comment = decision != NULL && decision->comment != NULL ? decision->comment : "";
  gsize n = 0, number = 0, n_unusual = 0;
  g_autofree char *text = NULL;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (choices->dataset); r++)
    {
      n += is_reviewed (choices->dataset, r);
      number += r <= region && is_reviewed (choices->dataset, r);
      n_unusual += get_unusual (self, r) != 0;
    }
  self->is_filling = TRUE;
  /* Translators: the name of a region, its number of how many, and in how many there is something to look at. */
  text = g_strdup_printf (_ ("%s · %u of %u · something to look at in %u"),
                          prognosis_dataset_get_region (choices->dataset, region)->name, (guint) number, (guint) n,
                          (guint) n_unusual);
  gtk_label_set_label (self->place, text);
  gtk_widget_set_sensitive (self->next_unusual, n_unusual > 0);
  gtk_drop_down_set_selected (self->models, decision != NULL ? find_model (decision->forecaster) : 0);
  gtk_spin_button_set_value (self->width, decision != NULL ? 100.0 * decision->width : 100.0);
  gtk_check_button_set_active (self->left_out, decision != NULL && decision->is_left_out);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->comment)), comment))
    prognosis_style_fill (GTK_EDITABLE (self->comment), comment);
  self->is_filling = FALSE;
}

static void
prognosis_review_page_update (PrognosisPage *page)
{
  PrognosisReviewPage *self = PROGNOSIS_REVIEW_PAGE (page);

  if (prognosis_session_get_dataset (prognosis_page_get_session (page)) == NULL)
    return;
  look (self);
  fill (self);
  PROGNOSIS_PAGE_CLASS (prognosis_review_page_parent_class)->update (page);
}

static void
prognosis_review_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_PAGE_CLASS (prognosis_review_page_parent_class)->follow (page, session);
  g_signal_connect_object (prognosis_session_get_diary (session), "changed", G_CALLBACK (prognosis_page_update), page,
                           G_CONNECT_SWAPPED);
}

static void
prognosis_review_page_dispose (GObject *object)
{
  PrognosisReviewPage *self = PROGNOSIS_REVIEW_PAGE (object);

  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->unusual, g_array_unref);
  G_OBJECT_CLASS (prognosis_review_page_parent_class)->dispose (object);
}

static void
prognosis_review_page_class_init (PrognosisReviewPageClass *klass)
{
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);
  PrognosisFigurePageClass *figure_class = PROGNOSIS_FIGURE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_review_page_dispose;
  page_class->id = "review";
  page_class->title = N_ ("Review");
  figure_class->chart_title = N_ ("Forecast to review");
  figure_class->about
      = N_ ("Look at each forecast before it goes out. Another model, wider intervals or nothing at all can be decided "
            "for a region; what is decided is part of the forecast everywhere, and can be undone.");
  figure_class->terms = "interval persistence origin";
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_review_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_review_page_update;
}

static GtkWidget *
new_button (const char *icon, const char *label, GCallback callback, PrognosisReviewPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

/* Models in the order of the list, below the choice to have none of their own. */
static GtkWidget *
new_models (void)
{
  const PrognosisForecaster *const *all = prognosis_forecaster_list (NULL);
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Model as for all"));
  for (gsize i = 0; all[i] != NULL; i++)
    gtk_string_list_append (names, _ (all[i]->title));
  return gtk_drop_down_new (G_LIST_MODEL (names), NULL);
}

static void
name (GtkWidget *widget, const char *label)
{
  gtk_widget_set_tooltip_text (widget, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
prognosis_review_page_init (PrognosisReviewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *way = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *decisions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *place = gtk_label_new (NULL);
  GtkWidget *models = new_models (), *left_out = gtk_check_button_new_with_mnemonic (_ ("_Leave out")), *comment = gtk_entry_new ();
  GtkWidget *width = gtk_spin_button_new_with_range (WIDTH_STEP, 100.0 * PROGNOSIS_DECISION_MAX_WIDTH, WIDTH_STEP);

  self->unusual = g_array_new (FALSE, FALSE, sizeof (guint));
  self->place = GTK_LABEL (place);
  self->models = GTK_DROP_DOWN (models);
  self->width = GTK_SPIN_BUTTON (width);
  self->left_out = GTK_CHECK_BUTTON (left_out);
  self->comment = GTK_ENTRY (comment);
  self->next_unusual = gtk_button_new_with_mnemonic (_ ("_Next to Look At"));
  g_signal_connect_object (self->next_unusual, "clicked", G_CALLBACK (unusual_cb), self, G_CONNECT_SWAPPED);

  gtk_label_set_xalign (self->place, 0);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "heading");
  gtk_widget_set_hexpand (place, TRUE);
  gtk_box_append (GTK_BOX (way), new_button ("go-previous-symbolic", _ ("Region before"), G_CALLBACK (before_cb), self));
  gtk_box_append (GTK_BOX (way), new_button ("go-next-symbolic", _ ("Region after"), G_CALLBACK (after_cb), self));
  gtk_box_append (GTK_BOX (way), place);
  gtk_box_append (GTK_BOX (way), self->next_unusual);

  name (models, _ ("Model of this region"));
  name (width, _ ("Width of the intervals, in per cent of what was forecast"));
  name (comment, _ ("Why; press Enter"));
  gtk_entry_set_placeholder_text (self->comment, _ ("Why; press Enter"));
  gtk_widget_set_hexpand (comment, TRUE);
  prognosis_style_pass_scrolling (width);
  gtk_box_append (GTK_BOX (decisions), models);
  gtk_box_append (GTK_BOX (decisions), width);
  gtk_box_append (GTK_BOX (decisions), gtk_label_new ("%"));
  gtk_box_append (GTK_BOX (decisions), left_out);
  gtk_box_append (GTK_BOX (decisions), comment);
  g_signal_connect_object (models, "notify::selected", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (width, "value-changed", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (left_out, "toggled", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comment, "activate", G_CALLBACK (decide_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), way);
  gtk_box_append (GTK_BOX (box), decisions);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), box);
}

static void
submit_cb (GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "win.export-submission", NULL);
}

static void
export_cb (GtkWidget *parent)
{
  gtk_widget_activate_action (parent, "win.export-forecast", NULL);
}

/* Whether the data lie in the folder of a forecast hub. */
static gboolean
is_of_hub (PrognosisSession *session)
{
  const char *const *paths = prognosis_session_get_paths (session);
  g_autofree char *folder = paths != NULL && paths[0] != NULL ? prognosis_hub_dup_folder (paths[0]) : NULL;

  return folder != NULL;
}

static gboolean
before_key_cb (GtkWidget *window, GVariant *arguments, gpointer page)
{
  before_cb (page);
  return TRUE;
}

static gboolean
after_key_cb (GtkWidget *window, GVariant *arguments, gpointer page)
{
  after_cb (page);
  return TRUE;
}

static gboolean
undo_key_cb (GtkWidget *window, GVariant *arguments, gpointer page)
{
  prognosis_session_undo (prognosis_page_get_session (page));
  return TRUE;
}

static void
add_keys (GtkWidget *window, GtkWidget *page)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } keys[] = { { "<Alt>Left", before_key_cb }, { "<Alt>Right", after_key_cb }, { "<Control>z", undo_key_cb } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_callback_action_new (keys[i].func, page, NULL)));
  gtk_widget_add_controller (window, controller);
}

GtkWindow *
prognosis_review_page_new_window (PrognosisSession *session, GtkWindow *parent)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, "title", _ ("Review"),
                                    "default-width", 860, "default-height", 680, NULL);
  GtkWidget *page = g_object_new (PROGNOSIS_TYPE_REVIEW_PAGE, "session", session, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new ();
  const gboolean is_hub = is_of_hub (session);
  GtkWidget *export = gtk_button_new_with_mnemonic (is_hub ? _ ("_Submission to a Hub…") : _ ("_Export Forecast…"));

  g_signal_connect_object (export, "clicked", is_hub ? G_CALLBACK (submit_cb) : G_CALLBACK (export_cb), parent, G_CONNECT_SWAPPED);
  add_keys (window, page);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), export);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  prognosis_page_update (PROGNOSIS_PAGE (page));
  return GTK_WINDOW (window);
}
