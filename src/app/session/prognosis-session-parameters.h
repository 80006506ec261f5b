/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Parameters of the model under the sliders, by their number in prognosis_live_get_fit(). */

/* FALSE: the parameters in sight are those of another model than the chosen one, and not to be moved. */
gboolean prognosis_session_can_move (PrognosisSession *self);
/* While a slider moves: the equations are solved again, nothing else. */
void prognosis_session_preview (PrognosisSession *self, gsize parameter, double value);
/* The slider was let go: its value is fixed in the regions affected and the others are fitted again. */
void prognosis_session_commit (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view);
void prognosis_session_set_locked (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view, gboolean locked);
/* Back to the fitted value. */
void prognosis_session_reset_parameter (PrognosisSession *self, gsize parameter, const PrognosisParameterView *view);
void prognosis_session_reset_parameters (PrognosisSession *self);
/* Fixes what is known of the disease, in the regions affected; the rest is fitted. FALSE: the model has none of it. */
gboolean prognosis_session_apply_preset (PrognosisSession *self, const PrognosisPreset *preset);

G_END_DECLS
