/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* What a report of a forecast should tell, by EPIFORGE 2020 (Pollett et al. 2021, PLoS Medicine 18:e1003793), in words of our own
   and filled from the session. */

#define PROGNOSIS_EPIFORGE_N_ITEMS 19

/* What item @i is about; translated, lent. */
const char *prognosis_epiforge_get_item (guint i);
/* What the session tells about each item; where only the author can know, what to write there. @verdict: (nullable): sentences on
   past performance. Requires a forecast. (transfer full): PROGNOSIS_EPIFORGE_N_ITEMS strings */
GStrv prognosis_epiforge_dup_answers (PrognosisSession *session, const char *const *verdict);

G_END_DECLS
