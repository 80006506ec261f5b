/* SPDX-License-Identifier: GPL-3.0-or-later */

/* usage: save-session FILE HORIZON: saves a session as the window does; save-session autosave HORIZON: lets it be saved automatically, and
 * keeps it at the end. */

#include <stdio.h>
#include <stdlib.h>

#include "prognosis-autosave-private.h"
#include "prognosis-reader.h"
#include "prognosis-session-text.h"

static PrognosisDataset *dataset;
static int horizon;
static gboolean has_failed;

static PrognosisSessionText *
dup_text (gpointer data)
{
  PrognosisSessionText *text = g_new0 (PrognosisSessionText, 1);

  text->paths = g_strdupv ((char *[]){ "/data/cases.csv", NULL });
  text->choices = prognosis_choices_new ();
  text->choices->dataset = prognosis_dataset_ref (dataset);
  text->choices->options->horizon = horizon;
  return text;
}

static void
failed_cb (PrognosisAutosave *autosave, const char *reason, gpointer data)
{
  g_printerr ("save-session: %s\n", reason);
  has_failed = TRUE;
}

static void
save_automatically (void)
{
  g_autoptr (PrognosisAutosave) autosave = prognosis_autosave_new (dup_text, NULL);

  g_signal_connect (autosave, "failed", G_CALLBACK (failed_cb), NULL);
  prognosis_autosave_set_enabled (autosave, TRUE);
  prognosis_autosave_touch (autosave);
  while (!prognosis_autosave_is_writing (autosave))
    g_main_context_iteration (NULL, TRUE);
  while (prognosis_autosave_is_writing (autosave))
    g_main_context_iteration (NULL, TRUE);
  prognosis_autosave_keep (autosave);
}

int
main (int argc, char **argv)
{
  const char *samples = g_getenv ("PROGNOSIS_SAMPLES");
  g_autofree char *path = g_build_filename (samples != NULL ? samples : ".", "influenza-boarding-school-1978.csv", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  dataset = argc == 3 ? prognosis_read (paths, NULL, NULL, &error) : NULL;
  if (dataset == NULL)
    return 1;
  horizon = atoi (argv[2]);
  if (g_str_equal (argv[1], "autosave"))
    save_automatically ();
  else
    {
      g_autoptr (PrognosisSessionText) text = dup_text (NULL);

      if (!prognosis_session_text_write (text, argv[1], &error))
        {
          g_printerr ("save-session: %s\n", error->message);
          has_failed = TRUE;
        }
    }
  prognosis_dataset_unref (dataset);
  return has_failed ? 3 : 0;
}
