/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisPage:
 *
 * Base class of the parts of the window that show a session: the chart pages, the panels, the banner. Each class has a
 * template. Property: "session", set once.
 */
#define PROGNOSIS_TYPE_PAGE (prognosis_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PrognosisPage, prognosis_page, PROGNOSIS, PAGE, GtkBox)

struct _PrognosisPageClass
{
  GtkBoxClass parent_class;

  /* Connects to the session, which lives as long as the page. Called once. */
  void (*follow) (PrognosisPage *self, PrognosisSession *session);
  /* Shows the current state. NULL in classes that never wait until they are visible. */
  void (*update) (PrognosisPage *self);

  GType template_type; /* see prognosis_page_class_set_template() */
};

/* Uses the template @file of the program's resources, and releases its children when a page is disposed. Derived
 * classes inherit the template. */
void prognosis_page_class_set_template (PrognosisPageClass *klass, const char *file);
/* Lent; NULL before it is set. */
PrognosisSession *prognosis_page_get_session (PrognosisPage *self);

/* Calls update: at once if the page is visible, otherwise when it becomes visible. */
void prognosis_page_update (PrognosisPage *self);
/* Names on @label the selected region that a single chart shows; hides it unless @has_chart and several regions are selected. */
void prognosis_page_say_region (PrognosisPage *self, GtkLabel *label, gboolean has_chart);

G_END_DECLS
