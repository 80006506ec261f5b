/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* A paragraph for the methods section of a paper, with its references, in English. Requires a forecast. (transfer full) */
char *prognosis_methods_dup_text (PrognosisSession *session);

G_END_DECLS
