/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The manual: a window with a list of pages, the last of which is the glossary. @page: "manual-data", "manual-reading",
 * "manual-model", "manual-sharing" or "glossary": the one shown first */
GtkWidget *prognosis_manual_new (const char *page, GtkWindow *parent);

G_END_DECLS
