/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast file, scored against fixed observations. */

#include "fuzz.h"

#include "prognosis-dataset-builder.h"
#include "prognosis-json.h"
#include "prognosis-score.h"

/* Weekly counts of two places, from 2023-01-07. (transfer full) */
static PrognosisDataset *
make_truth (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "truth.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", -1, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (int place = 1; place <= 2; place++)
    {
      g_autofree char *name = g_strdup_printf ("%02d", place);
      const gsize region = prognosis_dataset_builder_add_region (builder, name, name, 1e5);

      for (int week = 0; week < 12; week++)
        prognosis_dataset_builder_add_value (builder, region, signal, 19364 + 7 * week, 40 + week * 7 % 11 * place, file,
                                             (guint) week);
    }
  return prognosis_dataset_builder_finish (builder, NULL);
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  static PrognosisDataset *truth;
  g_autoptr (PrognosisScoring) scoring = NULL;
  g_autoptr (GError) error = NULL;

  if (truth == NULL)
    truth = make_truth ();
  scoring = prognosis_scoring_new (fuzz_write ("forecast.csv", data, n), truth, &error);
  fuzz_remove ("forecast.csv");
  if (scoring == NULL)
    fuzz_check_error (error);
  else
    {
      g_autoptr (GString) csv = prognosis_scoring_to_csv (scoring);
      g_autofree char *json = prognosis_scoring_to_json (scoring);
      g_autoptr (JsonNode) node = prognosis_json_parse (json, strlen (json), &error);

      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (csv->str, -1, NULL));
    }
  return 0;
}
