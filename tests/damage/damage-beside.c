/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies beside the data: their description, and the tables that it names. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "damage.h"

static const char sidecar[] = "{\n"
                              "  \"title\": \"Measles\",\n"
                              "  \"source\": \"made up\",\n"
                              "  \"population\": \"districts.csv\",\n"
                              "  \"adjacency\": \"neighbours.csv\",\n"
                              "  \"holidays\": \"DE\",\n"
                              "  \"model\": \"sir\",\n"
                              "  \"signals\": {\n"
                              "    \"in_bed\": {\n"
                              "      \"kind\": \"prevalence\",\n"
                              "      \"role\": \"infections\",\n"
                              "      \"fitted\": true\n"
                              "    },\n"
                              "    \"well\": {\n"
                              "      \"kind\": \"incident\",\n"
                              "      \"role\": \"recoveries\",\n"
                              "      \"fitted\": false\n"
                              "    }\n"
                              "  }\n"
                              "}\n";
static const char districts[] = "district,population\nEast,53000\nNorth,81000\nSouth,120000\nWest,64000\n";
static const char neighbours[] = "district,neighbour\nEast,North\nNorth,West\nSouth,East\nWest,South\n";

static const char *const file_names[] = { "side.json", "districts.csv", "neighbours.csv" };
static const char *const contents[] = { sidecar, districts, neighbours };

/* The data: four places, two signals. (transfer full) */
static GString *
make_data (void)
{
  static const char *const places[] = { "East", "North", "South", "West" };
  GString *text = g_string_new ("date,district,in_bed,well\n");

  for (int day = 1; day <= 20; day++)
    for (int place = 0; place < 4; place++)
      g_string_append_printf (text, "2020-03-%02d,%s,%d,%d\n", day, places[place], 20 + day * 7 % 13 + place, 3 + day % 5);
  return text;
}

/* What a forecast depends on and the files beside the data decide. (transfer full) */
static char *
describe (const PrognosisDataset *dataset)
{
  GString *text = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      g_string_append_printf (text, "%s %d %d %d\n", signal->name, signal->kind, signal->role, signal->fitted);
    }
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);
      const char *holidays = region->holidays != NULL ? prognosis_holidays_get_id (region->holidays) : NULL;

      g_string_append_printf (text, "%s %.0f %s", region->name, region->population, holidays != NULL ? holidays : "");
      if (prognosis_dataset_has_adjacency (dataset))
        {
          gsize n;
          const guint *of = prognosis_dataset_get_neighbours (dataset, r, &n);

          for (gsize i = 0; i < n; i++)
            g_string_append_printf (text, " %u", of[i]);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* A line less, another number, or another word that is known, too, may be what was meant. */
static gboolean
is_unknowable (DamageWay way, const GString *damaged)
{
  switch (way)
    {
    case DAMAGE_WAY_DIGIT:
    case DAMAGE_WAY_BYTES:
    case DAMAGE_WAY_LINE_GONE:
    case DAMAGE_WAY_CUT:
    case DAMAGE_WAY_LINE_CUT:
    case DAMAGE_WAY_EMPTY: return TRUE;
    case DAMAGE_WAY_JSON: return strstr (damaged->str, "null") != NULL;
    default: return FALSE;
    }
}

DamageOutcome
damage_try_beside (Damage *self, int beside)
{
  const DamageWay way
      = damage_choose_way (beside == DAMAGE_BESIDE_SIDECAR ? DAMAGE_CONTENT_JSON : DAMAGE_CONTENT_TABLE, self->rand);
  g_autofree char *path = g_build_filename (self->folder, "side.csv", NULL), *damaged_path = NULL, *was = NULL, *is = NULL;
  g_autoptr (GString) data = make_data (), damaged = g_string_new (contents[beside]);
  g_autoptr (PrognosisDataset) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  DamageOutcome outcome;

  damage_set_current ("%s", file_names[beside]);
  g_file_set_contents (path, data->str, (gssize) data->len, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *own = g_build_filename (self->folder, file_names[i], NULL);

      g_file_set_contents (own, contents[i], -1, NULL);
    }
  before = damage_read (path, &error);
  g_assert_no_error (error);
  damage_text (damaged, way, self->rand);
  damaged_path = g_build_filename (self->folder, file_names[beside], NULL);
  g_file_set_contents (damaged_path, damaged->str, (gssize) damaged->len, NULL);
  after = damage_read (path, &error);
  /* What lies beside them must not keep anybody from reading the data. */
  if (after == NULL)
    g_error ("%s (%s): %s", file_names[beside], damage_way_to_string (way), error->message);
  was = describe (before);
  is = describe (after);
  outcome = damage_judge (before, after, way);
  if (outcome == DAMAGE_OUTCOME_SAME || outcome == DAMAGE_OUTCOME_WARNED)
    outcome = damage_has_more_warnings (before, after) ? DAMAGE_OUTCOME_WARNED
              : g_str_equal (was, is)                  ? DAMAGE_OUTCOME_SAME
              : is_unknowable (way, damaged)           ? DAMAGE_OUTCOME_UNKNOWABLE
                                                       : DAMAGE_OUTCOME_SILENT;
  if (outcome == DAMAGE_OUTCOME_SILENT)
    damage_keep (damaged_path, way);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *own = g_build_filename (self->folder, file_names[i], NULL);

      g_unlink (own);
    }
  g_unlink (path);
  return outcome;
}
