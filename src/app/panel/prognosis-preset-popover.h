/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover with one button for each disease whose rates are published; they activate win.preset. (transfer floating) */
GtkWidget *prognosis_preset_popover_new (void);

G_END_DECLS
