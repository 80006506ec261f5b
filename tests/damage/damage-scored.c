/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forecasts, and the data that they are scored against. */

#include <glib/gstdio.h>
#include <math.h>

#include "damage.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-scoring-private.h"
#include "prognosis-submission.h"

#define N_WEEKS 30
#define ORIGIN 25
#define HORIZON 3

/* As “prognosis-cli forecast” writes it: weekly admissions of two places. (transfer full) */
static GString *
make_forecast (const char *truth_path, gboolean for_hub)
{
  static const double levels[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
  const char *paths[] = { truth_path, NULL };
  const int first = prognosis_day_from_ymd (2023, 1, 7);
  g_autofree char *origin = prognosis_day_format (first + 7 * ORIGIN);
  PrognosisReadOptions reading = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisRequest request = { .options = options };
  const PrognosisSubmissionOptions submit = { .submit = PROGNOSIS_SUBMIT_QUANTILES };
  g_autoptr (PrognosisHub) hub = NULL;
  g_autoptr (PrognosisSubmission) submission = NULL;

  reading.last_day_text = origin;
  dataset = prognosis_read (paths, &reading, NULL, &error);
  g_assert_no_error (error);
  options->horizon = HORIZON;
  options->n_paths = 100;
  request.dataset = dataset;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find ("persistence"), &request, &error);
  g_assert_no_error (error);
  if (!for_hub)
    return prognosis_forecast_to_csv (forecast, levels, G_N_ELEMENTS (levels));
  hub = prognosis_hub_read ("cdc-flusight", &error);
  g_assert_no_error (error);
  submission = prognosis_submission_new (hub, forecast, &submit, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&submission->csv);
}

static GString *
make_truth (void)
{
  GString *text = g_string_new ("date,location,value\n");

  for (int week = 0; week < N_WEEKS; week++)
    {
      g_autofree char *day = prognosis_day_format (prognosis_day_from_ymd (2023, 1, 7) + 7 * week);

      for (int place = 1; place <= 2; place++)
        g_string_append_printf (text, "%s,%02d,%d\n", day, place, (int) (place * (200 + 150 * sin (week / 6.0)) + week * 7 % 11));
    }
  return text;
}

/* The task of @file that is about the same as @task, or NULL. */
static const PrognosisScoringTask *
find_task (const PrognosisForecastFile *file, const PrognosisForecastFile *of, const PrognosisScoringTask *task)
{
  for (guint i = 0; i < file->tasks->len; i++)
    {
      const PrognosisScoringTask *other = &g_array_index (file->tasks, PrognosisScoringTask, i);

      if (other->region == task->region && other->end_day == task->end_day && other->horizon == task->horizon
          && g_str_equal (g_ptr_array_index (file->targets, other->target), g_ptr_array_index (of->targets, task->target)))
        return other;
    }
  return NULL;
}

static gboolean
is_complete (const PrognosisForecastFile *file, const PrognosisScoringTask *task)
{
  for (guint k = 0; k < file->levels->len; k++)
    if (isnan (task->values[k]))
      return FALSE;
  return TRUE;
}

static DamageOutcome
judge (const PrognosisForecastFile *before, const PrognosisForecastFile *after, gboolean has_notes, DamageWay way)
{
  gsize n_changed = 0, n_lost = 0, n_found = 0;

  for (guint i = 0; i < before->tasks->len; i++)
    {
      const PrognosisScoringTask *task = &g_array_index (before->tasks, PrognosisScoringTask, i);
      const PrognosisScoringTask *other = find_task (after, before, task);

      /* A table that ends behind its first median is a point forecast. */
      n_found += other != NULL && after->levels->len == 0;
      if (other == NULL || after->levels->len != before->levels->len || !is_complete (after, other))
        {
          n_lost++;
          continue;
        }
      n_found++;
      for (guint k = 0; k < before->levels->len; k++)
        n_changed += task->values[k] != other->values[k];
      n_changed += task->median != other->median && !(isnan (task->median) && isnan (other->median));
    }
  if (has_notes)
    return DAMAGE_OUTCOME_WARNED;
  if (n_changed == 0 && n_lost == 0 && n_found == after->tasks->len)
    return DAMAGE_OUTCOME_SAME;
  /* The end of a table may be anywhere, and so may that of its last number. */
  if (n_changed <= damage_way_max_cells (way) && n_found == after->tasks->len
      && (n_lost == 0 || way == DAMAGE_WAY_CUT || way == DAMAGE_WAY_BYTES))
    return DAMAGE_OUTCOME_UNKNOWABLE;
  return DAMAGE_OUTCOME_SILENT;
}

/* Scores the file at @path. */
static DamageOutcome
score (const char *path, PrognosisDataset *truth, const PrognosisForecastFile *before, DamageWay way)
{
  g_autoptr (PrognosisScoring) scoring = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisForecastFile after = { 0 };
  DamageOutcome outcome;

  damage_watch (TRUE);
  scoring = prognosis_scoring_new (path, truth, &error);
  damage_watch (FALSE);
  if (scoring == NULL)
    {
      damage_check_error (error);
      return DAMAGE_OUTCOME_REFUSED;
    }
  g_assert_true (prognosis_forecast_file_read (&after, path, truth, &error));
  outcome = judge (before, &after, prognosis_scoring_get_notes (scoring)[0] != NULL, way);
  prognosis_forecast_file_clear (&after);
  return outcome;
}

DamageOutcome
damage_try_scored (Damage *self, int scored)
{
  static GString *forecasts[2];
  const DamageWay way = damage_choose_way (DAMAGE_CONTENT_TABLE, self->rand);
  const gboolean is_hub = scored == DAMAGE_SCORED_HUB;
  g_autofree char *path = g_build_filename (self->folder, "forecast.csv", NULL);
  g_autofree char *truth_path = g_build_filename (self->folder, "truth.csv", NULL);
  g_autoptr (GString) truth_text = make_truth (), text = NULL;
  g_autoptr (PrognosisDataset) truth = NULL, damaged = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisForecastFile before = { 0 };
  DamageOutcome outcome;

  g_file_set_contents (truth_path, truth_text->str, (gssize) truth_text->len, NULL);
  if (forecasts[is_hub] == NULL)
    forecasts[is_hub] = make_forecast (truth_path, is_hub);
  damage_set_current (is_hub ? "a forecast for a hub" : "a forecast");
  g_file_set_contents (path, forecasts[is_hub]->str, (gssize) forecasts[is_hub]->len, NULL);
  truth = damage_read (truth_path, &error);
  g_assert_no_error (error);
  g_assert_true (prognosis_forecast_file_read (&before, path, truth, &error));
  if (scored == DAMAGE_SCORED_TRUTH)
    {
      damage_set_current ("the data of a forecast");
      damage_text (truth_text, way, self->rand);
      g_file_set_contents (truth_path, truth_text->str, (gssize) truth_text->len, NULL);
      damaged = damage_read (truth_path, &error);
      if (damaged == NULL)
        damage_check_error (error);
      else
        score (path, damaged, &before, way);
      outcome = damaged == NULL ? DAMAGE_OUTCOME_REFUSED : damage_judge (truth, damaged, way);
    }
  else
    {
      text = g_string_new_len (forecasts[is_hub]->str, (gssize) forecasts[is_hub]->len);
      damage_text (text, way, self->rand);
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
      outcome = score (path, truth, &before, way);
    }
  if (outcome == DAMAGE_OUTCOME_SILENT)
    damage_keep (scored == DAMAGE_SCORED_TRUTH ? truth_path : path, way);
  prognosis_forecast_file_clear (&before);
  g_unlink (path);
  g_unlink (truth_path);
  return outcome;
}
