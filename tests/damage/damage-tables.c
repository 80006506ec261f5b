/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of data: as text, packed, or as spreadsheets. */

#include <glib/gstdio.h>

#include "damage-files.h"
#include "damage.h"

/* Of tests/data/formats.ini: long and wide, daily and weekly, with strata, quotes, titles, persons. */
static const char *const format_ids[] = { "nyt-states",        "who-covid",     "owid-2020",         "jhu-us",
                                          "ecdc-2020-12",      "rki-incidence", "france-hospitals",  "hub-time-series",
                                          "cdc-ilinet",        "austria-ages",  "outbreaks-ebola",   "epinow2",
                                          "italy-regions",     "flusight-2023", "ecdc-erviss-rates", "sweden-regions-weekly",
                                          "covid19-scenarios", "jhu-global" };

/* (transfer full) */
static char *
make_path (const Damage *self, const Format *format, DamageTable kind)
{
  g_autofree char *delimiter = format_get (format, "delimiter", ",");
  g_autofree char *name = format_get (format, "name", g_str_equal (delimiter, "tab") ? "table.tsv" : "table.csv");
  g_autofree char *full = kind == DAMAGE_TABLE_GZIP   ? g_strconcat (name, ".gz", NULL)
                          : kind == DAMAGE_TABLE_XLSX ? g_strdup ("table.xlsx")
                          : kind == DAMAGE_TABLE_ODS  ? g_strdup ("table.ods")
                                                      : g_strdup (name);

  return g_build_filename (self->folder, full, NULL);
}

static void
write_table (Damage *self, const char *path, const Format *format, const FormatGrid *grid, DamageTable kind, DamageWay way)
{
  g_autoptr (GString) text = NULL;

  if (kind == DAMAGE_TABLE_XLSX || kind == DAMAGE_TABLE_ODS)
    {
      damage_write_spreadsheet (path, grid, kind == DAMAGE_TABLE_ODS, way == DAMAGE_WAY_PARTS, self->rand);
      if (way == DAMAGE_WAY_BYTES)
        damage_file (path, self->rand);
      return;
    }
  text = format_print (format, grid);
  if (way != DAMAGE_WAY_NONE)
    damage_text (text, way, self->rand);
  if (kind != DAMAGE_TABLE_GZIP)
    {
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
      return;
    }
  damage_write_gzip (path, text);
  if (way == DAMAGE_WAY_BYTES)
    damage_file (path, self->rand);
}

DamageOutcome
damage_try_table (Damage *self, int kind)
{
  static const char *const names[] = { "text", "gzip", "xlsx", "ods" };
  const gboolean is_spreadsheet = kind == DAMAGE_TABLE_XLSX || kind == DAMAGE_TABLE_ODS;
  const char *id = format_ids[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (format_ids))];
  const DamageWay way = damage_choose_way (is_spreadsheet ? DAMAGE_CONTENT_SPREADSHEET : DAMAGE_CONTENT_TABLE, self->rand);
  g_autoptr (GPtrArray) grid = NULL;
  g_autoptr (PrognosisDataset) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Format format;
  DamageOutcome outcome;

  format_init (&format, self->formats, id);
  grid = format_make_grid (&format);
  path = make_path (self, &format, kind);
  damage_set_current ("%s as %s", id, names[kind]);
  write_table (self, path, &format, grid, kind, DAMAGE_WAY_NONE);
  before = damage_read (path, &error);
  if (before == NULL)
    g_error ("%s: %s", id, error->message);
  if (is_spreadsheet)
    damage_grid (grid, way, self->rand);
  write_table (self, path, &format, grid, kind, way);
  after = damage_read (path, &error);
  format_clear (&format);
  if (after == NULL)
    damage_check_error (error);
  outcome = after == NULL ? DAMAGE_OUTCOME_REFUSED : damage_judge (before, after, way);
  if (outcome == DAMAGE_OUTCOME_SILENT)
    damage_keep (path, way);
  g_unlink (path);
  return outcome;
}
