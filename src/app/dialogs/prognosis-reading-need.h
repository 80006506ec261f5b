/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Whether the data are a table that can be read in another way. */
gboolean prognosis_reading_can_be_changed (PrognosisSession *session);
/* Whether there is something that the user should decide: a close call, or an error that a reading setting can solve. */
gboolean prognosis_reading_asks (PrognosisSession *session);

G_END_DECLS
