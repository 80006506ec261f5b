/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"
#include "prognosis-hub.h"

G_BEGIN_DECLS

/* What to submit; the output types that the hub requires come with it. */
typedef enum
{
  PROGNOSIS_SUBMIT_QUANTILES = 1 << 0,
  PROGNOSIS_SUBMIT_MEDIANS = 1 << 1,
  PROGNOSIS_SUBMIT_SAMPLES = 1 << 2, /* joint over horizons */
  PROGNOSIS_SUBMIT_CHANGES = 1 << 3, /* probabilities of the categories of change */
  PROGNOSIS_SUBMIT_PEAKS = 1 << 4,   /* size and week of the season's peak */
  PROGNOSIS_SUBMIT_ALL = (1 << 5) - 1,
} PrognosisSubmit;

/**
 * PrognosisSubmissionOptions:
 * @submit: set of #PrognosisSubmit
 * @target: (nullable): the target that the data are of, where a hub has several of the same kind; otherwise it is known from the names and
 *   kinds of the signals
 */
typedef struct
{
  guint submit;
  const char *target;
} PrognosisSubmissionOptions;

/**
 * PrognosisSubmission:
 *
 * A forecast in the format of a hub, which passes prognosis_hub_check().
 */
typedef struct
{
  char *round;
  GString *csv;
  char **notes; /* sentences on what was left out and why, NULL-terminated */
} PrognosisSubmission;

/* Whether the data can be forecast for the hub at all: weeks that end on its weekday, the round, a target. FALSE with
   %PROGNOSIS_ERROR_OPTION */
gboolean prognosis_submission_check_data (const PrognosisHub *hub, const PrognosisDataset *dataset,
                                          const PrognosisSubmissionOptions *options, GError **error);
/* Weeks from the end of @dataset that the hub asks for: to its last horizon, and with peaks to the end of the season. */
gsize prognosis_submission_get_horizon (const PrognosisHub *hub, const PrognosisDataset *dataset,
                                        const PrognosisSubmissionOptions *options);
/**
 * prognosis_submission_new:
 *
 * Horizons, places and targets that the hub does not have are left out.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION, or %PROGNOSIS_ERROR_COMPUTATION if the result breaks a rule of the hub
 */
PrognosisSubmission *prognosis_submission_new (const PrognosisHub *hub, const PrognosisForecast *forecast,
                                               const PrognosisSubmissionOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_submission_free (PrognosisSubmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSubmission, prognosis_submission_free)

G_END_DECLS
