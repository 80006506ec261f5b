/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-page.h"

G_DEFINE_ABSTRACT_TYPE (PrognosisChartPage, prognosis_chart_page, PROGNOSIS_TYPE_PAGE)

PrognosisFigure *
prognosis_chart_page_new_figure (PrognosisChartPage *self, guint max_regions)
{
  return PROGNOSIS_CHART_PAGE_GET_CLASS (self)->new_figure (self, max_regions);
}

char *
prognosis_chart_page_dup_answer (PrognosisChartPage *self)
{
  PrognosisChartPageClass *klass = PROGNOSIS_CHART_PAGE_GET_CLASS (self);

  return klass->dup_answer != NULL ? klass->dup_answer (self) : NULL;
}

char *
prognosis_chart_page_dup_remark (PrognosisChartPage *self)
{
  PrognosisChartPageClass *klass = PROGNOSIS_CHART_PAGE_GET_CLASS (self);

  return klass->dup_remark != NULL ? klass->dup_remark (self) : NULL;
}

GString *
prognosis_chart_page_new_csv (PrognosisChartPage *self)
{
  PrognosisChartPageClass *klass = PROGNOSIS_CHART_PAGE_GET_CLASS (self);

  return klass->new_csv != NULL ? klass->new_csv (self) : NULL;
}

static void
prognosis_chart_page_class_init (PrognosisChartPageClass *klass)
{
  klass->needs = PROGNOSIS_NEEDS_DATA;
  klass->shows = PROGNOSIS_SHOWS_FORECAST;
}

static void
prognosis_chart_page_init (PrognosisChartPage *self)
{
}
