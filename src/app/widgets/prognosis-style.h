/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-theme.h"

G_BEGIN_DECLS

/* The theme of charts that goes with the desktop's style: dark, high contrast. */
const PrognosisTheme *prognosis_style_get_theme (void);
/* Queues a redraw of @widget whenever that changes. */
void prognosis_style_follow (GtkWidget *widget);
/* Size of the tick labels with the user's text scale [px]. */
double prognosis_style_get_text_size (GtkWidget *widget);
/* FALSE: the user wants nothing to move by itself. Stacks, flaps and revealers ask by themselves. */
gboolean prognosis_style_moves (GtkWidget *widget);
/* A number is written from left to right everywhere: "-30", not "30-". @editable: GtkEntry or GtkSpinButton. */
void prognosis_style_keep_number (GtkEditable *editable);
/* @text as one piece, with the direction of its own letters, or of numbers where there are none. (transfer full) */
char *prognosis_style_isolate (const char *text);
/* What a screen reader says of a row of a list; from a factory's bind handler. */
void prognosis_style_name_item (GtkListItem *item, const char *name);
/* The same for what shows a GtkStringList: a GtkDropDown, whose button is named @name too, or an AdwComboRow. */
void prognosis_style_name_strings (GtkWidget *list, const char *name);
/* Shows @text, which can be marked and copied; nothing, also for the keyboard, where it is empty. */
void prognosis_style_say (GtkLabel *label, const char *text);
/* Leaves the wheel over the slider, number or wide table @widget to what scrolls around it. */
void prognosis_style_pass_scrolling (GtkWidget *widget);

/* Fills an entry with what was not typed: undo in it does not take that away. */
void prognosis_style_fill (GtkEditable *editable, const char *text);

G_END_DECLS
