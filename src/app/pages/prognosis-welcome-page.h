/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROGNOSIS_TYPE_WELCOME_PAGE (prognosis_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisWelcomePage, prognosis_welcome_page, PROGNOSIS, WELCOME_PAGE, AdwBin)

G_END_DECLS
