/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of data, with choices of how it is read: it is read or refused in a sentence, and can be previewed. Inputs: a line of choices, then
 * the file. */

#include "fuzz.h"

#include <math.h>

#include "prognosis-preview.h"
#include "prognosis-reader.h"

static void
check (const PrognosisDataset *dataset)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);

  g_assert_cmpuint (n_steps, >, 0);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_assert_true (g_utf8_validate (prognosis_dataset_get_region (dataset, r)->name, -1, NULL));
      for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
        for (gsize t = 0; t < n_steps; t++)
          {
            const double value = prognosis_dataset_get_values (dataset, r, s)[t];

            g_assert_false (isinf (value));
            g_assert_cmpint (isnan (value), ==, (prognosis_dataset_get_flags (dataset, r, s)[t] & PROGNOSIS_FLAG_MISSING) != 0);
          }
    }
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    g_assert_true (g_utf8_validate (prognosis_dataset_get_warning (dataset, i)->message, -1, NULL));
}

static void
look (const char *path, const PrognosisColumns *columns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisPreview) preview = prognosis_preview_read (path, columns, &error);
  g_autoptr (PrognosisColumns) guess = NULL;

  if (preview == NULL)
    {
      fuzz_check_error (error);
      return;
    }
  guess = prognosis_preview_guess (preview);
  for (gsize column = 0; column < MIN (prognosis_preview_get_n_columns (preview), 4); column++)
    for (gsize row = 0; row < MIN (prognosis_preview_get_n_rows (preview), 4); row++)
      for (PrognosisColumn use = PROGNOSIS_COLUMN_NONE; use <= PROGNOSIS_COLUMN_VALUE; use++)
        {
          g_autofree char *reading = NULL;

          prognosis_preview_check (preview, use, row, column, &reading);
        }
}

/* Each setting that is an enum, a line or a switch, in the order of the list, and then a column of days and one of values by number. */
static void
choose_columns (FuzzInput *input, PrognosisColumns *columns)
{
  static const char *const numbers[] = { NULL, "#1", "#2", "#3", "#4" };
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);
  const char *value;

  for (gsize i = 0; i < n; i++)
    switch (settings[i].kind)
      {
      case PROGNOSIS_READING_ENUM:
        {
          guint n_values = 0;

          while (settings[i].values[n_values].id != NULL)
            n_values++;
          prognosis_reading_setting_set_value (&settings[i], columns, fuzz_choose (input, n_values));
        }
        break;
      case PROGNOSIS_READING_LINE: PROGNOSIS_READING_FIELD (columns, &settings[i], int) = (int) fuzz_choose (input, 5); break;
      case PROGNOSIS_READING_SWITCH: PROGNOSIS_READING_FIELD (columns, &settings[i], gboolean) = fuzz_choose (input, 2) == 1; break;
      default: break;
      }
  columns->date = g_strdup (numbers[fuzz_choose (input, G_N_ELEMENTS (numbers))]);
  value = numbers[fuzz_choose (input, G_N_ELEMENTS (numbers))];
  if (value != NULL)
    columns->values = g_strdupv ((char *[]){ (char *) value, NULL });
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  FuzzInput input = { data, n };
  PrognosisColumns columns = PROGNOSIS_COLUMNS_INIT;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { NULL, NULL };

  choose_columns (&input, &columns);
  fuzz_end_line (&input);
  paths[0] = fuzz_write ("table.csv", input.data, input.n);
  options.columns = &columns;
  look (paths[0], &columns);
  dataset = prognosis_read (paths, &options, NULL, &error);
  if (dataset != NULL)
    check (dataset);
  else
    fuzz_check_error (error);
  fuzz_remove ("table.csv");
  prognosis_columns_clear (&columns);
  return 0;
}
