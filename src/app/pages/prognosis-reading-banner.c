/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reading-banner.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>

struct _PrognosisReadingBanner
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  guint opening;             /* number of the data set that it describes, or for which it was dismissed */
  gssize doubted;            /* a signal that may be new or cumulative counts, or -1 */

  GtkRevealer *revealer;
  GtkLabel *label;
};

G_DEFINE_TYPE (PrognosisReadingBanner, prognosis_reading_banner, PROGNOSIS_TYPE_PAGE)

static void
close_cb (PrognosisReadingBanner *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/* The first signal whose kind was inferred from its values, not from its name. */
static gssize
find_doubted (PrognosisDataset *dataset)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (!signal->fitted || signal->kind > PROGNOSIS_KIND_CUMULATIVE)
        continue;
      for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
        {
          const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

          if ((g_str_equal (warning->code, "kind-doubtful") || g_str_equal (warning->code, "kind-guessed"))
              && strstr (warning->message, signal->name) != NULL)
            return (gssize) s;
        }
    }
  return -1;
}

static gboolean
reports_weekly (PrognosisDataset *dataset)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    if (g_str_equal (prognosis_dataset_get_warning (dataset, i)->code, "weekly-reports"))
      return TRUE;
  return FALSE;
}

static void
show (PrognosisReadingBanner *self, PrognosisDataset *dataset)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *text = prognosis_words_for_reading (dataset);
  g_autofree char *safe = g_markup_escape_text (text, -1);

  self->doubted = find_doubted (dataset);
  g_string_append (markup, safe);
  if (prognosis_session_get_choices (self->session)->columns != NULL)
    g_string_append_printf (markup, " %s", _ ("Columns and switches are as you chose."));
  g_string_append_printf (markup, "  <a href=\"data\">%s</a>", _ ("Details…"));
  if (prognosis_session_get_named_paths (self->session) != NULL)
    g_string_append_printf (markup, "  <a href=\"reading\">%s</a>", _ ("How It Was Read…"));
  if (self->doubted >= 0)
    g_string_append_printf (markup, "  <a href=\"switch\">%s</a>",
                            prognosis_dataset_get_signal (dataset, (gsize) self->doubted)->kind == PROGNOSIS_KIND_INCIDENT
                                ? _ ("Read as Cumulative")
                                : _ ("Read as New Counts"));
  if (reports_weekly (dataset))
    g_string_append_printf (markup, "  <a href=\"weeks\">%s</a>", _ ("Sum by Week"));
  gtk_label_set_markup (self->label, markup->str);
}

/* Whether the data are a bundled sample, which is described by hand. */
static gboolean
is_known (PrognosisDataset *dataset)
{
  return prognosis_dataset_get_source (dataset) != NULL && prognosis_dataset_get_n_warnings (dataset) == 0;
}

static void
data_cb (PrognosisReadingBanner *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  guint opening = prognosis_session_get_opening (self->session);

  if (dataset == NULL)
    return;
  if (opening != self->opening)
    gtk_revealer_set_reveal_child (self->revealer, !is_known (dataset));
  self->opening = opening;
  show (self, dataset);
}

static gboolean
link_cb (PrognosisReadingBanner *self, const char *uri)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  const PrognosisSignal *signal;

  if (g_str_equal (uri, "data"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.data", NULL);
  else if (g_str_equal (uri, "reading"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.reading", NULL);
  else if (g_str_equal (uri, "weeks"))
    prognosis_session_add_up_to_weeks (self->session);
  else if (self->doubted >= 0)
    {
      signal = prognosis_dataset_get_signal (dataset, (gsize) self->doubted);
      prognosis_session_set_signal (self->session, (gsize) self->doubted,
                                    signal->kind == PROGNOSIS_KIND_INCIDENT ? PROGNOSIS_KIND_CUMULATIVE : PROGNOSIS_KIND_INCIDENT,
                                    signal->role, signal->fitted);
    }
  return TRUE;
}

static void
prognosis_reading_banner_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisReadingBanner *self = PROGNOSIS_READING_BANNER (page);

  self->session = session;
  g_signal_connect_object (session, "data-changed", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
}

static void
prognosis_reading_banner_class_init (PrognosisReadingBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_reading_banner_follow;
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-reading-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisReadingBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PrognosisReadingBanner, label);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
prognosis_reading_banner_init (PrognosisReadingBanner *self)
{
  self->doubted = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
