/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-report.h"

G_BEGIN_DECLS

/* The text of all pages, a paragraph a line. (transfer full) */
char *prognosis_report_dup_text (PrognosisSession *session);

G_END_DECLS
