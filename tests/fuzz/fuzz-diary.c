/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry of the diary: it is read, compared with data and scored, or refused in a sentence. */

#include "fuzz.h"

#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-diary.h"

/* Daily counts of two places from 2019-04-14. (transfer full) */
static PrognosisDataset *
make_data (void)
{
  static const char *const names[] = { "North", "South" };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[i], 1e5);

      for (int t = 0; t < 30; t++)
        prognosis_dataset_builder_add_value (builder, region, cases, 18000 + t, 20 + t * 7 % 11, file, (guint) t);
    }
  return prognosis_dataset_builder_finish (builder, NULL);
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  static PrognosisDataset *dataset;
  g_autoptr (PrognosisDiaryEntry) entry = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  const guchar *stored;
  gsize n_stored;

  if (dataset == NULL)
    dataset = make_data ();
  entry = prognosis_diary_entry_read (fuzz_write ("entry.json", data, n), &error);
  if (entry == NULL)
    {
      fuzz_check_error (error);
      fuzz_remove ("entry.json");
      return 0;
    }
  name = prognosis_diary_entry_dup_file_name (entry);
  g_assert_null (strchr (name, '/'));
  bytes = prognosis_diary_entry_to_bytes (entry);
  stored = g_bytes_get_data (bytes, &n_stored);
  again = prognosis_diary_entry_read (fuzz_write ("entry.json", stored, n_stored), &error);
  fuzz_remove ("entry.json");
  g_assert_no_error (error);
  if (prognosis_diary_entry_is_of (entry, dataset))
    {
      g_autoptr (GString) csv = NULL;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        {
          g_autoptr (PrognosisForecast) forecast = prognosis_diary_entry_to_forecast (entry, dataset, r);
          PrognosisDiaryScore score = { 0 };

          prognosis_diary_entry_add_score (entry, dataset, r, 0, 0, &score);
          g_assert_false (isnan (score.wis) || isnan (score.baseline_wis));
        }
      g_ptr_array_add (entries, entry);
      csv = prognosis_diary_to_csv (entries, dataset);
    }
  return 0;
}
