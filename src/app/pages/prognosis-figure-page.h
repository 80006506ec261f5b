/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"
#include "prognosis-page.h"

G_BEGIN_DECLS

/* A page whose content is one figure of the session. A new one is one line in prognosis-figure-page.c. */
typedef struct
{
  const char *id;
  const char *title;   /* of the chart, for screen readers; marked for translation */
  const char *about;   /* one sentence; marked for translation */
  const char *without; /* what to say where there is nothing to show; marked for translation */
  gboolean follows_sliders;
  /* (transfer full) (nullable) */
  PrognosisFigure *(*make) (PrognosisSession *session, gsize region);
  /* What to say of it, or NULL; may be NULL itself. (transfer full) (nullable) */
  char *(*say) (PrognosisSession *session, gsize region);
} PrognosisFigurePageKind;

#define PROGNOSIS_TYPE_FIGURE_PAGE (prognosis_figure_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisFigurePage, prognosis_figure_page, PROGNOSIS, FIGURE_PAGE, PrognosisPage)

/* Property "kind": the id; "session". */
PrognosisChart *prognosis_figure_page_get_chart (PrognosisFigurePage *self);   /* lent */
PrognosisFigure *prognosis_figure_page_new_figure (PrognosisFigurePage *self); /* for a file (transfer full) (nullable) */
const char *prognosis_figure_page_get_said (PrognosisFigurePage *self);        /* lent; for tests */

G_END_DECLS
