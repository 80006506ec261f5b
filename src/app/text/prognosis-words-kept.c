/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-setting.h"
#include "prognosis-words-kept.h"

#include <glib/gi18n.h>

#define MOST_SETTINGS 2

/* The value as the window shows it. (transfer full) */
static char *
dup_value (const PrognosisSetting *setting, const PrognosisOptions *options)
{
  const double value = prognosis_setting_get (setting, options);

  if (setting->kind == PROGNOSIS_SETTING_ENUM)
    return g_strdup (_ (setting->values[(int) value].title));
  if (value == 0 && setting->automatic != NULL)
    return g_strdup (_ (setting->automatic));
  return g_strdup_printf ("%.4g", value);
}

char *
prognosis_words_for_settings (const PrognosisForecaster *forecaster, const PrognosisDataset *dataset,
                              const PrognosisOptions *options)
{
  const guint reads = prognosis_forecaster_get_reads (forecaster, dataset, options);
  g_autoptr (PrognosisOptions) defaults = prognosis_options_new ();
  GString *text = g_string_new (_ (forecaster->title));
  gsize n, n_named = 0;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n && n_named < MOST_SETTINGS; i++)
    {
      g_autofree char *value = NULL, *title = NULL;

      /* Seeds and numbers of paths are no other model. The size of a network is what kept forecasts most often differ in, and one
         named only after its model would take the model's name. */
      if (settings[i].group == PROGNOSIS_GROUP_COMPUTATION || (settings[i].reads & reads) == 0
          || (prognosis_setting_equal (&settings[i], options, defaults) && !g_str_equal (settings[i].id, "hidden")))
        continue;
      value = dup_value (&settings[i], options);
      /* Translators: the name of a setting, and its value; it follows the name of a model. */
      title = g_strdup_printf (_ (", %s %s"), _ (settings[i].title), value);
      g_string_append (text, title);
      n_named++;
    }
  return g_string_free (text, FALSE);
}
