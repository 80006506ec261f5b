/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure-page.h"

G_BEGIN_DECLS

/**
 * PrognosisReviewPage:
 *
 * Looks at the forecast of one region after the other before it goes out: what is unusual about it, the last forecast beside it, and what
 * a person decides: another model, wider intervals, nothing at all, and why. The region is the selected one.
 */
#define PROGNOSIS_TYPE_REVIEW_PAGE (prognosis_review_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReviewPage, prognosis_review_page, PROGNOSIS, REVIEW_PAGE, PrognosisFigurePage)

/* A window with such a page. (transfer none): it belongs to @parent */
GtkWindow *prognosis_review_page_new_window (PrognosisSession *session, GtkWindow *parent);

G_END_DECLS
