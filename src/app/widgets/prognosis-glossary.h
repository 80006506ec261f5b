/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Terms that a reader may not know, in one or two plain sentences each. */

typedef struct
{
  const char *id;
  const char *title; /* marked for translation */
  const char *text;  /* marked for translation */
} PrognosisTerm;

const PrognosisTerm *prognosis_glossary_list (gsize *n);
/* The term and its explanation. */
GtkWidget *prognosis_glossary_new_entry (const PrognosisTerm *term);
/* A button "What is this?" whose popover explains terms. @ids: separated by blanks */
GtkWidget *prognosis_glossary_new_button (const char *ids);

G_END_DECLS
