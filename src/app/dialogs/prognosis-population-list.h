/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/* The regions of the data, each with an entry for its population. @session must outlive the list. */
GtkWidget *prognosis_population_list_new (PrognosisSession *session);

G_END_DECLS
