/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-hub-file.h"
#include "prognosis-hub.h"

G_BEGIN_DECLS

/* One rule that a file breaks. */
typedef struct
{
  const char *rule; /* the name of the rule, such as "value-range" */
  guint line;       /* in the file; 0: the file as a whole */
  char *message;    /* a sentence without a full stop */
} PrognosisHubViolation;

/**
 * PrognosisHubCheck:
 *
 * What is wrong with a file, by the rules of a hub. The rules are those that hubs let their own programs check: name of the file; columns;
 * round; permitted values and combinations; numbers and their limits; duplicates; what is required; order of quantiles, sums of
 * probabilities, number and completeness of samples; dates that do not match horizons; counts above the population.
 */
typedef struct
{
  GPtrArray *violations; /* PrognosisHubViolation, by line; at most PROGNOSIS_HUB_MAX_VIOLATIONS of each rule */
  gsize n_more;          /* violations that are not listed */
  char *round;           /* NULL: not known */
  gsize n_rows, n_places;
} PrognosisHubCheck;

#define PROGNOSIS_HUB_MAX_VIOLATIONS 10

/* @path: the file's, whose name is checked, too; NULL: it has none yet. (transfer full) */
PrognosisHubCheck *prognosis_hub_check (const PrognosisHub *hub, const PrognosisHubFile *file, const char *path);
/* Reads the file and checks it; a file that cannot be parsed has one violation. (transfer full): or NULL with %G_FILE_ERROR */
PrognosisHubCheck *prognosis_hub_check_path (const PrognosisHub *hub, const char *path, GError **error);
void prognosis_hub_check_free (PrognosisHubCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHubCheck, prognosis_hub_check_free)

gboolean prognosis_hub_check_is_valid (const PrognosisHubCheck *self);

G_END_DECLS
