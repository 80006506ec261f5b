/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-forecaster-item.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

/* Of the list of models [px]: the networks, in the middle of it, are in sight. */
#define LIST_HEIGHT 640
/* Most descriptions fit; the list must not be wider than a narrow window. */
#define DESCRIPTION_CHARS 44

struct _PrognosisForecasterItem
{
  GObject parent_instance;

  const PrognosisForecaster *forecaster;
  gboolean is_first;
};

G_DEFINE_TYPE (PrognosisForecasterItem, prognosis_forecaster_item, G_TYPE_OBJECT)

GListModel *
prognosis_forecaster_item_list (void)
{
  GListStore *store = g_list_store_new (PROGNOSIS_TYPE_FORECASTER_ITEM);
  gsize n;
  const PrognosisForecaster *const *all = prognosis_forecaster_list (&n);

  for (PrognosisFamily family = 0; family < PROGNOSIS_N_FAMILIES; family++)
    {
      gboolean is_first = TRUE;

      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (PrognosisForecasterItem) item = NULL;

          if (all[i]->family != family)
            continue;
          item = g_object_new (PROGNOSIS_TYPE_FORECASTER_ITEM, NULL);
          item->forecaster = all[i];
          item->is_first = is_first;
          is_first = FALSE;
          g_list_store_append (store, item);
        }
    }
  return G_LIST_MODEL (store);
}

const PrognosisForecaster *
prognosis_forecaster_item_get (PrognosisForecasterItem *self)
{
  return self->forecaster;
}

gboolean
prognosis_forecaster_item_is_first (PrognosisForecasterItem *self)
{
  return self->is_first;
}

/* --- rows of a drop-down list ----------------------------------------------- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *family = gtk_label_new (NULL);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *description = gtk_label_new (NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (family, "caption-heading");
  gtk_widget_add_css_class (family, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (family), 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), family);
  gtk_label_set_xalign (GTK_LABEL (description), 0);
  gtk_label_set_ellipsize (GTK_LABEL (description), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (description), DESCRIPTION_CHARS);
  gtk_widget_add_css_class (description, "caption");
  gtk_widget_add_css_class (description, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), description);
  gtk_list_item_set_child (item, box);
}

static void
bind_item (GtkListItem *item, gboolean is_in_list)
{
  PrognosisForecasterItem *of = gtk_list_item_get_item (item);
  const PrognosisForecaster *forecaster = of->forecaster;
  GtkWidget *family = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_next_sibling (family);
  GtkWidget *description = gtk_widget_get_next_sibling (title);

  gtk_label_set_label (GTK_LABEL (family), prognosis_family_get_title (forecaster->family));
  gtk_widget_set_visible (family, is_in_list && of->is_first);
  gtk_label_set_label (GTK_LABEL (title), _ (forecaster->title));
  gtk_label_set_label (GTK_LABEL (description), _ (forecaster->description));
  gtk_widget_set_visible (description, is_in_list);
  prognosis_style_name_item (item, _ (forecaster->title));
}

static void
bind_button_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_item (item, FALSE);
}

static void
bind_list_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  bind_item (item, TRUE);
}

GtkListItemFactory *
prognosis_forecaster_item_new_factory (gboolean is_in_list)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", is_in_list ? G_CALLBACK (bind_list_cb) : G_CALLBACK (bind_button_cb), NULL);
  return factory;
}

static GtkWidget *
find_scrolled (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scrolled (child);
  return found;
}

void
prognosis_forecaster_item_enlarge_list (GtkDropDown *list)
{
  GtkWidget *scrolled = find_scrolled (GTK_WIDGET (list));

  if (scrolled != NULL)
    gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
}

/* --- object ------------------------------------------------------------------- */

static void
prognosis_forecaster_item_class_init (PrognosisForecasterItemClass *klass)
{
}

static void
prognosis_forecaster_item_init (PrognosisForecasterItem *self)
{
}
