/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-delays-figure.h"
#include "prognosis-figure-page.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>

/* How late reports come, and how that changes. */
#define PROGNOSIS_TYPE_DELAYS_PAGE (prognosis_delays_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDelaysPage, prognosis_delays_page, PROGNOSIS, DELAYS_PAGE, PrognosisFigurePage)

struct _PrognosisDelaysPage
{
  PrognosisFigurePage parent_instance;
};

G_DEFINE_TYPE (PrognosisDelaysPage, prognosis_delays_page, PROGNOSIS_TYPE_FIGURE_PAGE)

/* Of the first signal that has delays. (transfer full) (nullable) */
static PrognosisTriangle *
new_triangle (PrognosisSession *session)
{
  const PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  PrognosisTriangle *triangle = NULL;
  double unit;

  for (gsize s = 0; triangle == NULL && s < prognosis_dataset_get_n_signals (dataset); s++)
    triangle = prognosis_triangle_from_dataset (dataset, s, &unit);
  return triangle;
}

static PrognosisFigure *
make (PrognosisSession *session, gsize region)
{
  g_autoptr (PrognosisTriangle) triangle = new_triangle (session);

  return triangle != NULL ? prognosis_delays_new_figure (prognosis_session_get_dataset (session), triangle, region, TRUE) : NULL;
}

static char *
describe (PrognosisSession *session, gsize region)
{
  g_autoptr (PrognosisTriangle) triangle = new_triangle (session);
  const gsize n_weeks = prognosis_delays_get_n_weeks (triangle);
  const gsize late = prognosis_triangle_count_complete (triangle) - n_weeks;
  const double share = prognosis_triangle_get_share (triangle, region, late, n_weeks, 0);
  const double before = prognosis_triangle_get_share (triangle, region, 0, n_weeks, 0);

  if (isnan (share) || isnan (before))
    return NULL;
  /* Translators: two percentages. */
  return g_strdup_printf (_ ("When a week ends, %.0f %% of its final count have been reported lately; at first it was %.0f %%."),
                          100 * share, 100 * before);
}

static const char *
get_placeholder (PrognosisSession *session)
{
  return _ ("Too few weeks are complete to show how late reports come.");
}

static void
prognosis_delays_page_class_init (PrognosisDelaysPageClass *klass)
{
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);
  PrognosisFigurePageClass *figure_class = PROGNOSIS_FIGURE_PAGE_CLASS (klass);

  page_class->id = "delays";
  page_class->title = N_ ("Delays");
  page_class->icon_name = "document-open-recent-symbolic";
  page_class->needs = PROGNOSIS_NEEDS_REVISIONS;
  figure_class->chart_title = N_ ("Reporting delays");
  figure_class->about
      = N_ ("How much of a week’s final count has been reported by when. The nowcast of the last weeks follows from it.");
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
}

static void
prognosis_delays_page_init (PrognosisDelaysPage *self)
{
}
