/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for forecast hubs. */

#include "cli.h"

#include "prognosis-error.h"
#include "prognosis-submission.h"

static const struct
{
  const char *id;
  PrognosisSubmit submit;
} outputs[] = {
  { "quantiles", PROGNOSIS_SUBMIT_QUANTILES }, { "medians", PROGNOSIS_SUBMIT_MEDIANS }, { "samples", PROGNOSIS_SUBMIT_SAMPLES },
  { "changes", PROGNOSIS_SUBMIT_CHANGES },     { "peaks", PROGNOSIS_SUBMIT_PEAKS },     { "all", PROGNOSIS_SUBMIT_ALL },
};

static gboolean
get_options (const CliOptions *options, PrognosisSubmissionOptions *submission, GError **error)
{
  submission->target = options->target;
  submission->submit = options->outputs != NULL ? 0 : PROGNOSIS_SUBMIT_QUANTILES;
  for (char **id = options->outputs; id != NULL && *id != NULL; id++)
    {
      gboolean is_known = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
        if (g_str_equal (*id, outputs[i].id))
          {
            submission->submit |= outputs[i].submit;
            is_known = TRUE;
          }
      if (!is_known)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                       "Option --outputs: “%s” is not known; expected quantiles, medians, samples, changes, peaks or all", *id);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
cli_submission_prepare (CliRun *run, const PrognosisHub *hub, const PrognosisDataset *dataset, GError **error)
{
  PrognosisSubmissionOptions options;

  if (!get_options (run->options, &options, error))
    return FALSE;
  if (!prognosis_submission_check_data (hub, dataset, &options, error))
    {
      g_prefix_error (error, "Option --hub: ");
      return FALSE;
    }
  if (run->options->engine->horizon == 0)
    run->options->engine->horizon = (int) prognosis_submission_get_horizon (hub, dataset, &options);
  return TRUE;
}

GString *
cli_submission_make (CliRun *run, const PrognosisHub *hub, const PrognosisForecast *forecast, GError **error)
{
  PrognosisSubmissionOptions options;
  g_autoptr (PrognosisSubmission) submission = NULL;

  if (!get_options (run->options, &options, error))
    return NULL;
  submission = prognosis_submission_new (hub, forecast, &options, error);
  if (submission == NULL)
    {
      g_prefix_error (error, "Option --hub: ");
      return NULL;
    }
  for (char **note = submission->notes; *note != NULL; note++)
    cli_messages_warn ("%s", *note);
  return g_steal_pointer (&submission->csv);
}
