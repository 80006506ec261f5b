/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-page.h"
#include "prognosis-provenance.h"

G_BEGIN_DECLS

/**
 * PrognosisChartPage:
 *
 * Base class of the pages that the window's switcher offers. The window knows them only by this class: it makes one of
 * each class in prognosis_chart_page_list(), in that order, and exports, copies and prints what new_figure() returns.
 */
#define PROGNOSIS_TYPE_CHART_PAGE (prognosis_chart_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PrognosisChartPage, prognosis_chart_page, PROGNOSIS, CHART_PAGE, PrognosisPage)

/* What there must be for a page to be offered. */
typedef enum
{
  PROGNOSIS_NEEDS_DATA,
  PROGNOSIS_NEEDS_REGIONS,   /* data of several */
  PROGNOSIS_NEEDS_OUTBREAK,  /* a simulated one */
  PROGNOSIS_NEEDS_REVISIONS, /* data of which it is known what was reported when */
  PROGNOSIS_NEEDS_DIARY,     /* data of which there are earlier forecasts */
} PrognosisNeeds;

struct _PrognosisChartPageClass
{
  PrognosisPageClass parent_class;

  const char *id;        /* target of the action win.page */
  const char *title;     /* in the switcher; marked for translation */
  const char *icon_name; /* in the switcher */
  PrognosisNeeds needs;
  PrognosisShows shows; /* what new_figure() is made from, for the metadata of exported files */

  /* The chart as a figure for a file, of at most @max_regions regions. NULL if there is nothing to show: the window then
   * uses the first page of the list. (transfer full) (nullable) */
  PrognosisFigure *(*new_figure) (PrognosisChartPage *self, guint max_regions);
  /* The numbers that head the table, one signal a line. May be NULL. (transfer full) (nullable) */
  char *(*dup_answer) (PrognosisChartPage *self);
  /* A remark for the table of the chart's numbers. May be NULL. (transfer full) (nullable) */
  char *(*dup_remark) (PrognosisChartPage *self);

  /* A table of this page alone as CSV, for a file. May be NULL. NULL if there is nothing to show. (transfer full) (nullable) */
  GString *(*new_csv) (PrognosisChartPage *self);

  /* An action of the window that this page carries out once there are data: its name and what it does. May be NULL. */
  const char *action;
  void (*act) (PrognosisChartPage *self);
};

/* See the class. */
PrognosisFigure *prognosis_chart_page_new_figure (PrognosisChartPage *self, guint max_regions);
char *prognosis_chart_page_dup_answer (PrognosisChartPage *self);
char *prognosis_chart_page_dup_remark (PrognosisChartPage *self);
GString *prognosis_chart_page_new_csv (PrognosisChartPage *self);

/* The classes of all pages in the order of the switcher; lent for the life of the program. */
const PrognosisChartPageClass *const *prognosis_chart_page_list (gsize *n);

G_END_DECLS
