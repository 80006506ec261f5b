/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-beds-card.h"
#include "prognosis-chart-queue.h"
#include "prognosis-chart.h"
#include "prognosis-overview.h"
#include "prognosis-reading-banner.h"
#include "prognosis-trajectories-page.h"
#include "prognosis-trajectories.h"

G_BEGIN_DECLS

struct _PrognosisTrajectoriesPage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  GPtrArray *all;            /* of PrognosisChart, borrowed */
  PrognosisChartQueue *queue;
  GArray *regions;             /* of gsize: the region of each chart */
  GArray *thresholds;          /* of double: by signal, NAN: none */
  GArray *overlays;            /* of PrognosisOverlay: the kept forecasts of one region, until the next call of fill() */
  gsize signal;                /* shown if there are several regions */
  PrognosisForecast *forecast; /* shown by the charts, or NULL */
  gboolean is_syncing;
  gboolean is_aligning;      /* charts are being given the same range */
  gboolean has_view;         /* the user has chosen a range of time: */
  double view_from, view_to; /* in x */

  PrognosisReadingBanner *banner;
  GtkDropDown *signals;
  GtkLabel *status;
  GtkDropDown *within;
  GtkMenuButton *bulletin_button;
  GtkPopover *bulletin_popover;
  GtkLabel *bulletin;
  GtkButton *bulletin_copy;
  GtkScrolledWindow *answers_scrolled;
  GtkBox *answers; /* of PrognosisAnswerCard */
  PrognosisBedsCard *beds;
  GtkLabel *check;
  GtkLabel *hindsight;
  GtkDrawingArea *legend;     /* one for all charts */
  PrognosisFigure *legend_of; /* or NULL */
  GtkScrolledWindow *scrolled;
  GtkFlowBox *charts;
  GtkWidget *menu; /* a GtkPopover, or NULL */
  GActionMap *menu_actions;
  PrognosisChart *menu_chart; /* borrowed while the menu is open */
  gsize menu_panel;
  double menu_day, menu_value; /* in data */
  GtkBox *ranges;              /* the row below the charts */
  PrognosisOverview *overview;
  GtkButton *weeks, *months, *everything, *reset;
};

/* The region that @chart shows. */
gsize prognosis_trajectories_page_find_region (PrognosisTrajectoriesPage *self, PrognosisChart *chart);
/* Fills @what for a region; borrows from the session until its next change. */
void prognosis_trajectories_page_fill (PrognosisTrajectoriesPage *self, PrognosisTrajectories *what, gsize region);
/* NULL if the forecast is of other data than those shown. */
PrognosisForecast *prognosis_trajectories_page_get_forecast (PrognosisTrajectoriesPage *self);

/* In prognosis-trajectories-pointer.c. Dragging a handle moves the origin or the training window, a click excludes an
 * observation, a tooltip explains its flags. */
void prognosis_trajectories_page_connect (PrognosisTrajectoriesPage *self, PrognosisChart *chart);

/* Of all signals, for the figure; NULL: there are none. Lent until the next call. */
const double *prognosis_trajectories_page_list_thresholds (PrognosisTrajectoriesPage *self);
/* Lets the thresholds that @figure shows be dragged. */
void prognosis_trajectories_page_set_levels (PrognosisTrajectoriesPage *self, PrognosisChart *chart, PrognosisFigure *figure,
                                             const PrognosisTrajectories *what, gsize region);

/* In prognosis-trajectories-answers.c: the cards above the charts, for the selected region or the sum of the selected ones. */
void prognosis_trajectories_page_connect_answers (PrognosisTrajectoriesPage *self);
void prognosis_trajectories_page_show_answers (PrognosisTrajectoriesPage *self);
/* Whether a new result is computed, or needed. */
gboolean prognosis_trajectories_page_is_waiting (PrognosisTrajectoriesPage *self);
/* See PrognosisChartPageClass. */
char *prognosis_trajectories_page_dup_answer (PrognosisChartPage *page);

/* In prognosis-trajectories-menu.c: the menu at a place of a chart. */
void prognosis_trajectories_page_init_menu (PrognosisTrajectoriesPage *self);
void prognosis_trajectories_page_connect_menu (PrognosisTrajectoriesPage *self, PrognosisChart *chart);
void prognosis_trajectories_page_close_menu (PrognosisTrajectoriesPage *self);
/* The signal and step that @panel of @chart shows on @day. FALSE if the data do not contain them. */
gboolean prognosis_trajectories_page_find_observation (PrognosisDataset *dataset, PrognosisChart *chart, gsize panel, double day,
                                                       gssize *signal, gssize *step);

/* The threshold of the signal that @panel of @chart shows, if it is set at @y of the chart; -1: it shows no signal. */
gssize prognosis_trajectories_page_read_threshold (PrognosisTrajectoriesPage *self, PrognosisChart *chart, gsize panel, double y,
                                                   double *threshold);

/* In prognosis-trajectories-view.c. */
void prognosis_trajectories_page_init_view (PrognosisTrajectoriesPage *self);
/* Called for each new chart, before it is added to the others. */
void prognosis_trajectories_page_follow_view (PrognosisTrajectoriesPage *self, PrognosisChart *chart);
/* Gives a chart with a new figure the chosen range. */
void prognosis_trajectories_page_align (PrognosisTrajectoriesPage *self, PrognosisChart *chart);
/* @what: (nullable): NULL: no data */
void prognosis_trajectories_page_show_overview (PrognosisTrajectoriesPage *self, const PrognosisTrajectories *what, gsize region);

/* In prognosis-trajectories-remarks.c: the lines of text above the charts. */
/* The model, and how its fit ended. */
void prognosis_trajectories_page_show_status (PrognosisTrajectoriesPage *self);
/* Whether the model was better than persistence at past origins. */
void prognosis_trajectories_page_show_check (PrognosisTrajectoriesPage *self);
/* How far the forecast was from later observations. */
void prognosis_trajectories_page_show_hindsight (PrognosisTrajectoriesPage *self);
/* The text of the latter; see PrognosisChartPageClass. */
char *prognosis_trajectories_page_dup_remark (PrognosisChartPage *page);

G_END_DECLS
