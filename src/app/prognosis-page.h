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

G_END_DECLS
