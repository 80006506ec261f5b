/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-samples.h"

#include <glib/gi18n-lib.h>

#include "prognosis-sidecar.h"
#include "prognosis-file-name.h"
#include "reader-common.h"

/* Texts in the samples' sidecars, repeated here for translation. */
static const char *const texts[] = {
  N_ ("COVID-19 in the states of the US, 2020"),
  N_ ("Influenza in 140 districts of southern Germany, 2001-2008"),
  N_ ("Influenza in Baltimore, 1918"),
  N_ ("Influenza in a school in Pennsylvania, 2009"),
  N_ ("Influenza in an English boarding school, 1978"),
  N_ ("Measles in 17 districts of Weser-Ems, 2001-2002"),
  N_ ("Measles in Hagelloch, 1861"),
  N_ ("SARS in Hong Kong, 2003"),
  N_ ("Cases, recoveries and deaths in every state; in Texas, a wave is about to rise."),
  N_ ("One wave of three months, in which 6202 persons fell ill."),
  N_ ("298 of 763 boys were in bed on the worst day, a few days after the first."),
  N_ ("129 pupils in one month; the count of each day is small and noisy."),
  N_ ("Eight winters in which waves spread between neighbouring districts."),
  N_ ("187 of the 188 children of a village, most of them within three weeks."),
  N_ ("Many districts without a case, and a few with outbreaks."),
  N_ ("Control measures end an outbreak of 1467 cases."),
};

const char *
prognosis_samples_translate (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i], text) == 0)
      return _ (texts[i]);
  return text;
}

static void
sample_free (gpointer data)
{
  PrognosisSample *sample = data;

  g_free (sample->id);
  g_free (sample->path);
  g_free (sample->title);
  g_free (sample->source);
  g_free (sample->story);
  g_free (sample->model);
  g_free (sample);
}

const char *
prognosis_samples_get_folder (void)
{
  const char *folder = g_getenv ("PROGNOSIS_SAMPLES");

  return folder != NULL && *folder != '\0' ? folder : PROGNOSIS_SAMPLESDIR;
}

/* NULL if the table is an attachment of another. */
static PrognosisSample *
read_sample (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (PrognosisSidecar) sidecar = prognosis_sidecar_read (path);
  PrognosisSample *sample;

  if (sidecar == NULL || sidecar->title == NULL)
    return NULL;
  sample = g_new0 (PrognosisSample, 1);
  sample->id = prognosis_file_name_dup_stem (path);
  sample->path = g_steal_pointer (&path);
  sample->title = g_steal_pointer (&sidecar->title);
  sample->source = g_steal_pointer (&sidecar->source);
  sample->story = g_steal_pointer (&sidecar->story);
  sample->model = g_steal_pointer (&sidecar->model);
  sample->order = sidecar->order;
  return sample;
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  const PrognosisSample *const *x = a, *const *y = b;

  if ((*x)->order != (*y)->order)
    return (*x)->order < (*y)->order ? -1 : 1;
  return g_utf8_collate ((*x)->title, (*y)->title);
}

GPtrArray *
prognosis_samples_list (const char *folder)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (sample_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  folder = folder != NULL ? folder : prognosis_samples_get_folder ();
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".csv.gz"))
      {
        PrognosisSample *sample = read_sample (folder, name);

        if (sample != NULL)
          g_ptr_array_add (samples, sample);
      }
  g_ptr_array_sort (samples, compare_samples);
  return samples;
}
