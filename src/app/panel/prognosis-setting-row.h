/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"
#include "prognosis-setting.h"

G_BEGIN_DECLS

/* One setting of the fit: a list, a number, or a slider where its size is what matters. */
#define PROGNOSIS_TYPE_SETTING_ROW (prognosis_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisSettingRow, prognosis_setting_row, PROGNOSIS, SETTING_ROW, AdwPreferencesRow)

GtkWidget *prognosis_setting_row_new (PrognosisSession *session, const PrognosisSetting *setting);
/* Shows what the session holds now, and hides where it means nothing. */
void prognosis_setting_row_update (PrognosisSettingRow *self);
const PrognosisSetting *prognosis_setting_row_get_setting (PrognosisSettingRow *self);

G_END_DECLS
