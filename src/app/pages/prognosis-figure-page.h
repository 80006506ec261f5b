/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart-page.h"

G_BEGIN_DECLS

/**
 * PrognosisFigurePage:
 *
 * Base class of the pages that show one figure of the first selected region, with sentences above it.
 */
#define PROGNOSIS_TYPE_FIGURE_PAGE (prognosis_figure_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PrognosisFigurePage, prognosis_figure_page, PROGNOSIS, FIGURE_PAGE, PrognosisChartPage)

struct _PrognosisFigurePageClass
{
  PrognosisChartPageClass parent_class;

  const char *chart_title; /* for screen readers; marked for translation */
  const char *about;       /* one sentence; marked for translation */
  const char *terms;       /* ids for prognosis_glossary_new_button(), or NULL */
  gboolean follows_sliders;

  /* (transfer full) (nullable) */
  PrognosisFigure *(*make) (PrognosisSession *session, gsize region);
  /* A sentence about the figure. (transfer full) (nullable) */
  char *(*describe) (PrognosisSession *session, gsize region);
  /* What to show instead if there is no figure; translated. */
  const char *(*get_placeholder) (PrognosisSession *session);
};

/* Empty if there is nothing to say. Lent. */
const char *prognosis_figure_page_get_said (PrognosisFigurePage *self);
/* Puts @widget between the sentences and the chart. */
void prognosis_figure_page_add_control (PrognosisFigurePage *self, GtkWidget *widget);

G_END_DECLS
