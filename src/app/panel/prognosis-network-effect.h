/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* What another size of a network did: the losses of the last two results. */
typedef struct _PrognosisNetworkEffect PrognosisNetworkEffect;

PrognosisNetworkEffect *prognosis_network_effect_new (void);
void prognosis_network_effect_free (PrognosisNetworkEffect *self);
/* Takes the result of @session, if it is that of its choices. */
void prognosis_network_effect_follow (PrognosisNetworkEffect *self, PrognosisSession *session);
/* One or two sentences, or NULL if nothing can be compared. Lent. */
const char *prognosis_network_effect_get_text (PrognosisNetworkEffect *self);

G_END_DECLS
