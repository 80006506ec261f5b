/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reporting triangles: how many cases of each week were reported after 0, 1, 2, ... weeks. The data set knows what was known when. */

#include "prognosis-config.h"
#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-day.h"
#include "prognosis-triangle.h"

static int
recognise (const PrognosisTable *table)
{
  return prognosis_triangle_recognise (table) ? 20 : 0;
}

/* The last day, so that later reports are not even read. A text that is no date is refused later. */
static int
find_origin (const PrognosisReadOptions *options)
{
  int day;

  if (options->last_day_text == NULL || !prognosis_day_parse (options->last_day_text, &day))
    day = PROGNOSIS_TRIANGLE_LAST_DATE;
  return MIN (day, options->last_day);
}

static gsize
add_place (PrognosisDatasetBuilder *builder, const PrognosisTrianglePlace *place)
{
  g_autofree char *joined = place->age_group != NULL ? g_strjoin ("-", place->location, place->age_group, NULL) : NULL;
  const char *name = joined != NULL ? joined : place->location;

  return prognosis_dataset_builder_add_region (builder, NULL, *name != '\0' ? name : _ ("All"), NAN);
}

static void
add_triangle (const PrognosisTriangle *triangle, PrognosisDatasetBuilder *builder, guint file)
{
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "value", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (gsize p = 0; p < triangle->n_places; p++)
    {
      const gsize region = add_place (builder, &triangle->places[p]);

      for (gsize week = 0; week < triangle->n_weeks; week++)
        for (gsize delay = 0; delay < triangle->n_delays; delay++)
          {
            const int day = prognosis_triangle_get_day (triangle, week);
            const double value = prognosis_triangle_get (triangle, p, week, delay);

            if (!isnan (value))
              prognosis_dataset_builder_add_revision (builder, region, signal, day, day + 7 * (int) delay, value, file, 0);
          }
    }
}

static gboolean
read_triangle (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options, PrognosisDatasetBuilder *builder,
               GCancellable *cancellable, GError **error)
{
  prognosis_dataset_builder_set_step_days (builder, 7);
  prognosis_dataset_builder_set_additive (builder, TRUE);
  prognosis_dataset_builder_set_keeps_totals (builder);
  for (gsize i = 0; i < n_tables; i++)
    {
      const guint file = prognosis_reader_add_file (builder, tables[i]);
      g_autoptr (PrognosisTriangle) triangle = prognosis_triangle_from_table (tables[i], find_origin (options), error);

      if (triangle == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      add_triangle (triangle, builder, file);
    }
  return TRUE;
}

const PrognosisReader prognosis_reader_triangle = {
  .id = "triangle",
  .title = N_ ("Reporting triangle: counts by week and reporting delay"),
  .recognise = recognise,
  .read = read_triangle,
};
