/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-page.h"

/* The pages in the order of the switcher. A new page is a line here. The first one shows the forecast: its figure is used
 * for reports, and for exports from a page that has nothing to show. */
#define PAGES(X)   \
  X (trajectories) \
  X (regions)      \
  X (reproduction) \
  X (compare)      \
  X (scenarios)    \
  X (fit)          \
  X (delays)       \
  X (outbreak)     \
  X (diary)

#define DECLARE(name) GType prognosis_##name##_page_get_type (void);
#define REF_CLASS(name) g_type_class_ref (prognosis_##name##_page_get_type ()),

PAGES (DECLARE)

const PrognosisChartPageClass *const *
prognosis_chart_page_list (gsize *n)
{
  static const PrognosisChartPageClass **list;

  if (g_once_init_enter (&list))
    {
      const PrognosisChartPageClass *classes[] = { PAGES (REF_CLASS) NULL };

      g_once_init_leave (&list, g_memdup2 (classes, sizeof classes));
    }
  *n = 0;
  while (list[*n] != NULL)
    (*n)++;
  return list;
}
