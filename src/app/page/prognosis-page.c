/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-page.h"

#include <glib/gi18n.h>

typedef struct
{
  PrognosisSession *session;
  gboolean is_dirty;
} PrognosisPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PrognosisPage, prognosis_page, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

void
prognosis_page_class_set_template (PrognosisPageClass *klass, const char *file)
{
  g_autofree char *path = g_strconcat ("/io/github/prognosis_epi/Prognosis/", file, NULL);

  klass->template_type = G_TYPE_FROM_CLASS (klass);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), path);
}

PrognosisSession *
prognosis_page_get_session (PrognosisPage *self)
{
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (self);

  return priv->session;
}

void
prognosis_page_update (PrognosisPage *self)
{
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (self);

  priv->is_dirty = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!priv->is_dirty)
    PROGNOSIS_PAGE_GET_CLASS (self)->update (self);
}

void
prognosis_page_say_region (PrognosisPage *self, GtkLabel *label, gboolean has_chart)
{
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (self);
  const PrognosisChoices *choices = prognosis_session_get_choices (priv->session);
  const guint n = has_chart ? (guint) gtk_bitset_get_size (choices->regions) : 0;
  g_autofree char *text = NULL;

  if (n > 1)
    /* Translators: the name of a region, and the number of selected regions. */
    text = g_strdup_printf (
        g_dngettext (NULL, "Showing %s, the first of %u selected region.", "Showing %s, the first of %u selected regions.", n),
        prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name, n);
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
prognosis_page_map (GtkWidget *widget)
{
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (PROGNOSIS_PAGE (widget));

  GTK_WIDGET_CLASS (prognosis_page_parent_class)->map (widget);
  if (priv->is_dirty)
    prognosis_page_update (PROGNOSIS_PAGE (widget));
}

static void
prognosis_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PrognosisPage *self = PROGNOSIS_PAGE (object);
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (self);

  g_assert (id == PROP_SESSION && priv->session == NULL);
  priv->session = g_value_dup_object (value);
  if (priv->session != NULL)
    PROGNOSIS_PAGE_GET_CLASS (self)->follow (self, priv->session);
}

static void
prognosis_page_dispose (GObject *object)
{
  /* GTK 4.8 can release only the template of the object's own class; children from an inherited one go with the box. */
  if (PROGNOSIS_PAGE_GET_CLASS (object)->template_type == G_OBJECT_TYPE (object))
    gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  G_OBJECT_CLASS (prognosis_page_parent_class)->dispose (object);
}

static void
prognosis_page_finalize (GObject *object)
{
  PrognosisPagePrivate *priv = prognosis_page_get_instance_private (PROGNOSIS_PAGE (object));

  g_clear_object (&priv->session);
  G_OBJECT_CLASS (prognosis_page_parent_class)->finalize (object);
}

static void
prognosis_page_class_init (PrognosisPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = prognosis_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = prognosis_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = prognosis_page_map;
  props[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, PROGNOSIS_TYPE_SESSION, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
prognosis_page_init (PrognosisPage *self)
{
}
