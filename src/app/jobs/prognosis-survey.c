/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-run.h"
#include "prognosis-survey.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What is wanted, and what comes out of it. */
typedef struct
{
  gatomicrefcount ref_count;
  PrognosisForecast *forecast;
  gsize signal;
  gsize n_steps;
  double threshold;
  GPtrArray *groups; /* of PrognosisRegionGroup */
  char *map;

  /* From the survey before, as far as they still hold. */
  PrognosisRanking *ranking;
  PrognosisOutlines *outlines; /* of a file @map; or NULL */
  PrognosisMap *places;
  char *problem;
} Work;

struct _PrognosisSurvey
{
  GObject parent_instance;
  PrognosisRun *run; /* or NULL */
  Work *wanted;      /* or NULL */
  Work *done;        /* or NULL */
};

G_DEFINE_TYPE (PrognosisSurvey, prognosis_survey, G_TYPE_OBJECT)

static guint changed_signal;

static void
work_unref (gpointer data)
{
  Work *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  prognosis_forecast_unref (self->forecast);
  g_ptr_array_unref (self->groups);
  g_free (self->map);
  g_clear_pointer (&self->ranking, prognosis_ranking_unref);
  g_clear_pointer (&self->outlines, prognosis_outlines_unref);
  g_clear_pointer (&self->places, prognosis_map_unref);
  g_free (self->problem);
  g_free (self);
}

static Work *
work_ref (Work *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* --- in the thread ---------------------------------------------------------------- */

static gboolean
is_file (const char *map)
{
  return !g_str_equal (map, PROGNOSIS_MAP_CHOICE_AUTO) && !g_str_equal (map, PROGNOSIS_MAP_CHOICE_TILES)
         && !g_str_equal (map, PROGNOSIS_MAP_CHOICE_OUTLINES);
}

static void
lay_on_file (Work *self)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self->forecast);
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree char *name = g_filename_display_basename (self->map);
  g_autoptr (GError) error = NULL;
  gsize n_lacking;

  if (self->outlines == NULL)
    self->outlines = prognosis_outlines_read (self->map, &error);
  if (self->outlines == NULL)
    {
      self->problem = g_strdup (error->message);
      return;
    }
  self->places = prognosis_region_map_new_outlines (dataset, self->outlines);
  n_lacking = self->places != NULL ? n - self->places->n_outlined : 0;
  if (self->places == NULL)
    /* Translators: a file. */
    self->problem
        = g_strdup_printf (_ ("No area of the map “%s” has the code or name of a region as a property; choose another map"), name);
  else if (n_lacking > 0)
    /* Translators: a number of regions, the number of all regions, and a file. */
    self->problem = g_strdup_printf (ngettext ("%u of %u regions is not on the map “%s”, and stands below it",
                                               "%u of %u regions are not on the map “%s”, and stand below it", (guint) n_lacking),
                                     (guint) n_lacking, (guint) n, name);
}

static void
rank (Work *self)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self->forecast);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (PrognosisSum));

  for (guint i = 0; i < self->groups->len; i++)
    {
      const PrognosisRegionGroup *group = g_ptr_array_index (self->groups, i);
      g_autoptr (GtkBitset) members = prognosis_region_group_dup_regions (group, dataset);
      const gsize n = gtk_bitset_get_size (members);
      gsize *regions = g_new (gsize, n);
      const PrognosisSum sum = { prognosis_region_group_get_name (group), regions, n };

      for (guint k = 0; k < n; k++)
        regions[k] = gtk_bitset_get_nth (members, k);
      g_array_append_val (sums, sum);
    }
  self->ranking = prognosis_ranking_new (self->forecast, self->signal, self->n_steps, self->threshold,
                                         (const PrognosisSum *) (gpointer) sums->data, sums->len);
  for (guint i = 0; i < sums->len; i++)
    g_free ((gsize *) g_array_index (sums, PrognosisSum, i).regions);
}

static gpointer
compute (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self->forecast);

  if (self->ranking == NULL)
    rank (self);
  if (is_file (self->map))
    lay_on_file (self);
  if (self->places == NULL)
    self->places = prognosis_region_map_new_places (
        dataset, g_str_equal (self->map, PROGNOSIS_MAP_CHOICE_TILES)      ? PROGNOSIS_PLACES_TILES
                 : g_str_equal (self->map, PROGNOSIS_MAP_CHOICE_OUTLINES) ? PROGNOSIS_PLACES_OUTLINES
                                                                          : PROGNOSIS_PLACES_AUTO);
  return work_ref (self);
}

/* --- on the main thread ----------------------------------------------------------- */

static void
done_cb (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisSurvey *self = owner;

  g_clear_pointer (&self->wanted, work_unref);
  g_clear_pointer (&self->done, work_unref);
  self->done = result;
  g_signal_emit (self, changed_signal, 0);
}

static const PrognosisRunWork work = {
  .work = compute,
  .done = done_cb,
  .free_data = work_unref,
  .free_result = work_unref,
};

static gboolean
have_same_groups (const GPtrArray *a, const GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof *a->pdata) == 0);
}

/* Whether both have the same ranking. */
static gboolean
have_same_ranking (const Work *a, const Work *b)
{
  return a->forecast == b->forecast && a->signal == b->signal && a->n_steps == b->n_steps
         && (a->threshold == b->threshold || (isnan (a->threshold) && isnan (b->threshold)))
         && have_same_groups (a->groups, b->groups);
}

static gboolean
have_same_regions (PrognosisForecast *one, PrognosisForecast *other)
{
  PrognosisDataset *a = prognosis_forecast_get_dataset (one), *b = prognosis_forecast_get_dataset (other);
  const gsize n = prognosis_dataset_get_n_regions (a);

  if (prognosis_dataset_get_n_regions (b) != n)
    return FALSE;
  for (gsize r = 0; r < n; r++)
    if (!g_str_equal (prognosis_region_get_key (prognosis_dataset_get_region (a, r)),
                      prognosis_region_get_key (prognosis_dataset_get_region (b, r))))
      return FALSE;
  return TRUE;
}

static Work *
work_new (PrognosisForecast *forecast, gsize signal, const PrognosisChoices *choices)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  Work *self = g_new0 (Work, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->forecast = prognosis_forecast_ref (forecast);
  self->signal = signal;
  self->n_steps = prognosis_answer_find_period (dataset, choices->within);
  self->threshold = prognosis_choices_get_threshold (choices, prognosis_dataset_get_signal (dataset, signal)->name);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_region_group_unref);
  for (guint i = 0; i < choices->groups->len; i++)
    g_ptr_array_add (self->groups, prognosis_region_group_ref (g_ptr_array_index (choices->groups, i)));
  self->map = g_strdup (choices->map);
  return self;
}

/* What of @before still holds. */
static void
take_over (Work *self, const Work *before)
{
  if (have_same_ranking (self, before))
    self->ranking = prognosis_ranking_ref (before->ranking);
  if (!g_str_equal (before->map, self->map))
    return;
  if (before->outlines != NULL)
    self->outlines = prognosis_outlines_ref (before->outlines);
  if (before->problem == NULL && have_same_regions (self->forecast, before->forecast))
    self->places = prognosis_map_ref (before->places);
}

void
prognosis_survey_want (PrognosisSurvey *self, PrognosisForecast *forecast, gsize signal, const PrognosisChoices *choices)
{
  Work *current = self->run != NULL ? self->wanted : self->done;
  Work *wanted = forecast != NULL ? work_new (forecast, signal, choices) : NULL;

  if (wanted != NULL && current != NULL && have_same_ranking (wanted, current) && g_str_equal (wanted->map, current->map))
    {
      work_unref (wanted);
      return;
    }
  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->wanted, work_unref);
  /* Regions of other data would be taken for these. */
  if (self->done != NULL && (forecast == NULL || !have_same_regions (forecast, self->done->forecast)))
    g_clear_pointer (&self->done, work_unref);
  if (wanted == NULL)
    return;
  if (self->done != NULL)
    take_over (wanted, self->done);
  self->wanted = wanted;
  prognosis_run_start (&self->run, &work, work_ref (wanted), self);
}

gboolean
prognosis_survey_is_running (PrognosisSurvey *self)
{
  return self->run != NULL;
}

PrognosisRanking *
prognosis_survey_get_ranking (PrognosisSurvey *self)
{
  return self->done != NULL ? self->done->ranking : NULL;
}

PrognosisForecast *
prognosis_survey_get_forecast (PrognosisSurvey *self)
{
  return self->done != NULL ? self->done->forecast : NULL;
}

PrognosisMap *
prognosis_survey_get_map (PrognosisSurvey *self)
{
  return self->done != NULL ? self->done->places : NULL;
}

const char *
prognosis_survey_get_problem (PrognosisSurvey *self)
{
  return self->done != NULL ? self->done->problem : NULL;
}

PrognosisSurvey *
prognosis_survey_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_SURVEY, NULL);
}

static void
prognosis_survey_dispose (GObject *object)
{
  PrognosisSurvey *self = PROGNOSIS_SURVEY (object);

  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->wanted, work_unref);
  g_clear_pointer (&self->done, work_unref);
  G_OBJECT_CLASS (prognosis_survey_parent_class)->dispose (object);
}

static void
prognosis_survey_class_init (PrognosisSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_survey_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_survey_init (PrognosisSurvey *self)
{
}
