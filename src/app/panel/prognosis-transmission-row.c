/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-transmission-row.h"
#include "prognosis-style.h"
#include "prognosis-reproduction-strip.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define HEIGHT 72 /* [px], with the numbers of the axis */

struct _PrognosisTransmissionRow
{
  AdwPreferencesRow parent_instance;

  PrognosisSession *session;
  PrognosisFigure *figure; /* or NULL */
  cairo_surface_t *still;  /* its static part, or NULL */
  guint64 still_key;
  gboolean is_old;   /* the figure is to be made anew */
  gboolean is_moved; /* or only its live part */
  GtkLabel *number;
  GtkDrawingArea *picture;
  GtkLabel *reason;
};

G_DEFINE_TYPE (PrognosisTransmissionRow, prognosis_transmission_row, ADW_TYPE_PREFERENCES_ROW)

static PrognosisReproductionStrip
get_content (PrognosisTransmissionRow *self)
{
  PrognosisLive *live = prognosis_session_get_live (self->session);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  return (PrognosisReproductionStrip){ .forecast = prognosis_session_get_forecast (self->session),
                                       .fit = prognosis_live_get_fit (live),
                                       .values = prognosis_live_get_moved_values (live),
                                       .region = prognosis_choices_get_first_region (choices),
                                       .horizon = choices->dataset != NULL ? prognosis_choices_get_horizon (choices) : 0,
                                       .localised = TRUE };
}

/* The figure is made when it is drawn, which it is not while the panel is hidden. */
static void
bring_up_to_date (PrognosisTransmissionRow *self)
{
  const PrognosisReproductionStrip what = get_content (self);

  if (self->is_old)
    {
      g_clear_pointer (&self->figure, prognosis_figure_unref);
      self->figure = prognosis_reproduction_strip_new_figure (&what);
      if (self->figure != NULL)
        prognosis_figure_set_text_size (self->figure, prognosis_style_get_text_size (GTK_WIDGET (self)));
    }
  else if (self->is_moved && self->figure != NULL)
    prognosis_reproduction_strip_update_live (&what, self->figure);
  self->is_old = self->is_moved = FALSE;
}

PrognosisFigure *
prognosis_transmission_row_get_figure (PrognosisTransmissionRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    bring_up_to_date (self);
  return self->figure;
}

/* Drawn again only when it changes: not in each frame of a slider. */
static gboolean
paint_still (PrognosisTransmissionRow *self, cairo_t *cr, int width, int height, GError **error)
{
  const PrognosisTheme *theme = prognosis_style_get_theme ();
  const guint64 key = prognosis_figure_static_key (self->figure, width, height, theme);
  gboolean ok = TRUE;

  if (self->still == NULL || key != self->still_key)
    {
      cairo_t *still;

      g_clear_pointer (&self->still, cairo_surface_destroy);
      self->still = cairo_surface_create_similar (cairo_get_target (cr), CAIRO_CONTENT_COLOR_ALPHA, width, height);
      self->still_key = key;
      still = cairo_create (self->still);
      ok = prognosis_figure_draw (self->figure, still, width, height, theme, PROGNOSIS_DRAW_STATIC, error);
      cairo_destroy (still);
    }
  cairo_set_source_surface (cr, self->still, 0, 0);
  cairo_paint (cr);
  return ok;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisTransmissionRow *self = user_data;
  g_autoptr (GError) error = NULL;

  bring_up_to_date (self);
  if (self->figure != NULL
      && (!paint_still (self, cr, width, height, &error)
          || !prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (), PROGNOSIS_DRAW_LIVE, &error)))
    g_warning ("%s", error->message);
}

/* FALSE if there is nothing to show. */
static gboolean
show_number (PrognosisTransmissionRow *self)
{
  const PrognosisReproductionStrip what = get_content (self);
  double first, last;
  g_autofree char *from = NULL, *to = NULL, *text = NULL;

  if ((what.fit == NULL && what.forecast == NULL) || !prognosis_reproduction_strip_get_ends (&what, &first, &last))
    return FALSE;
  from = prognosis_words_for_estimate (first, NAN, NAN);
  to = prognosis_words_for_estimate (last, NAN, NAN);
  /* Translators: the reproduction number on the first and on the last day of a forecast. */
  text = g_strdup_printf (_ ("R %s, at the end %s"), from, to);
  gtk_label_set_label (self->number, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return TRUE;
}

/* While a slider moves, the sentence about the forecast does not apply. */
static void
show_reason (PrognosisTransmissionRow *self)
{
  const PrognosisReproductionStrip what = get_content (self);
  g_autofree char *text = NULL;

  if (what.forecast != NULL && !prognosis_session_is_stale (self->session))
    text = prognosis_verdict_on_direction (what.forecast, what.region);
  gtk_label_set_label (self->reason, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), text != NULL);
}

void
prognosis_transmission_row_update_live (PrognosisTransmissionRow *self)
{
  if (prognosis_live_get_previewed (prognosis_session_get_live (self->session)) < 0)
    {
      /* Another fit, or forecast. */
      prognosis_transmission_row_update (self);
      return;
    }
  self->is_moved = TRUE;
  show_number (self);
  show_reason (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->picture));
}

void
prognosis_transmission_row_update (PrognosisTransmissionRow *self)
{
  self->is_old = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), show_number (self));
  show_reason (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->picture));
}

GtkWidget *
prognosis_transmission_row_new (PrognosisSession *session)
{
  PrognosisTransmissionRow *self = g_object_new (PROGNOSIS_TYPE_TRANSMISSION_ROW, "activatable", FALSE, NULL);

  self->session = session;
  prognosis_transmission_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_transmission_row_finalize (GObject *object)
{
  PrognosisTransmissionRow *self = PROGNOSIS_TRANSMISSION_ROW (object);

  g_clear_pointer (&self->figure, prognosis_figure_unref);
  g_clear_pointer (&self->still, cairo_surface_destroy);
  G_OBJECT_CLASS (prognosis_transmission_row_parent_class)->finalize (object);
}

static void
prognosis_transmission_row_class_init (PrognosisTransmissionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_transmission_row_finalize;
}

static GtkLabel *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  return GTK_LABEL (label);
}

static void
prognosis_transmission_row_init (PrognosisTransmissionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->number = new_label ();
  self->reason = new_label ();
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "dim-label");
  self->picture = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_content_height (self->picture, HEIGHT);
  gtk_drawing_area_set_draw_func (self->picture, draw_cb, self, NULL);
  prognosis_style_follow (GTK_WIDGET (self->picture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reproduction number over time"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->picture), _ ("Persons whom one infectious person infects, over the last weeks and "
                                                              "the forecast. Above the line at 1, infections increase."));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Reproduction number over time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reproduction number over time"), -1);
}
