/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisPage:
 *
 * What all parts of the window that show a session have in common. Made by a template of its own class.
 * Property: "session", set once.
 */
#define PROGNOSIS_TYPE_PAGE (prognosis_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PrognosisPage, prognosis_page, PROGNOSIS, PAGE, GtkBox)

struct _PrognosisPageClass
{
  GtkBoxClass parent_class;

  /* The session is known: what it says is listened to from now on. @session lives as long as the page. */
  void (*follow) (PrognosisPage *self, PrognosisSession *session);
  /* Shows what there is. NULL where nothing waits until somebody looks. */
  void (*update) (PrognosisPage *self);
};

/* Calls update, at once where the page is in front, otherwise when it comes up. */
void prognosis_page_update (PrognosisPage *self);
/* Says on @label which of the selected regions a chart of one is of; hides it unless @has_chart and several are selected. */
void prognosis_page_say_region (PrognosisPage *self, GtkLabel *label, gboolean has_chart);

G_END_DECLS
