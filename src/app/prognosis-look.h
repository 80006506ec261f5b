/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-theme.h"

G_BEGIN_DECLS

/* The theme of charts that goes with the desktop's style: dark, high contrast. */
const PrognosisTheme *prognosis_look_get_theme (void);
/* Queues a redraw of @widget whenever that changes. */
void                  prognosis_look_follow (GtkWidget *widget);
/* Size of the tick labels with the user's text scale [px]. */
double                prognosis_look_get_text_size (GtkWidget *widget);
/* Leaves the wheel over the slider or number @widget to the list around it. */
void                  prognosis_look_pass_scrolling (GtkWidget *widget);

G_END_DECLS
