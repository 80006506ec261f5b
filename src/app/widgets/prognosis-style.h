/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-theme.h"

G_BEGIN_DECLS

/* The chart theme that matches the desktop's style: light, dark or high contrast. */
const PrognosisTheme *prognosis_style_get_theme (void);
/* Queues a redraw of @widget whenever the style changes. */
void prognosis_style_follow (GtkWidget *widget);
/* The typeface of the desktop. (transfer full) */
char *prognosis_style_dup_family (void);
/* The size of tick labels at the user's text scale [px]; larger in a window of the style class "presentation". */
double prognosis_style_get_text_size (GtkWidget *widget);
/* FALSE if the user has disabled animations. Stacks, flaps and revealers check this themselves. */
gboolean prognosis_style_moves (GtkWidget *widget);
/* Keeps numbers left-to-right in every locale: "-30", not "30-". @editable: GtkEntry or GtkSpinButton. */
void prognosis_style_keep_number (GtkEditable *editable);
/* Isolates @text for bidirectional layout, with the direction of its own letters. (transfer full) */
char *prognosis_style_isolate (const char *text);
/* While @popover is open, the tooltips of the widgets around it are silent: they would cover its first entries. Done for drop-downs
 * by prognosis_style_name_strings(). */
void prognosis_style_quiet_popover (GtkWidget *popover);
/* Sets the accessible name of a list row; call it from a factory's bind handler. */
void prognosis_style_name_item (GtkListItem *item, const char *name);
/* The same for widgets that show a GtkStringList: a GtkDropDown, whose button is named @name too, or an AdwComboRow. */
void prognosis_style_name_strings (GtkWidget *list, const char *name);
/* Shows @text, selectable; hides the label, also from the focus chain, if it is empty. */
void prognosis_style_say (GtkLabel *label, const char *text);
/* Passes scroll events over the slider, spin button or wide table @widget to the container that scrolls. */
void prognosis_style_pass_scrolling (GtkWidget *widget);

/* Sets the text of an entry such that undo in the entry does not revert it. */
void prognosis_style_fill (GtkEditable *editable, const char *text);

/* Keeps a number and its percent sign on one line. (transfer full) */
PangoAttrList *prognosis_style_new_units (const char *text);

G_END_DECLS
