/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROGNOSIS_TYPE_APPLICATION (prognosis_application_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisApplication, prognosis_application, PROGNOSIS, APPLICATION, AdwApplication)

PrognosisApplication *prognosis_application_new (void);

G_END_DECLS
