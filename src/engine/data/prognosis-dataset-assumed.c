/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signals that are not observed but assumed to follow from the infections. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>

#include "prognosis-error.h"

gssize
prognosis_dataset_find_assumed_source (const PrognosisDataset *self)
{
  for (gsize s = 0; s < self->signals->len; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (self, s);

      if (signal->role == PROGNOSIS_ROLE_INFECTIONS && signal->fitted
          && (signal->kind == PROGNOSIS_KIND_INCIDENT || signal->kind == PROGNOSIS_KIND_CUMULATIVE
              || signal->kind == PROGNOSIS_KIND_RATE))
        return (gssize) s;
    }
  return -1;
}

/* The name of a signal with this role that has a value, or that is assumed. */
static const char *
find_reported (const PrognosisDataset *self, PrognosisRole role)
{
  for (gsize s = 0; s < self->signals->len; s++)
    for (gsize r = 0; r < self->regions->len && prognosis_dataset_get_signal (self, s)->role == role; r++)
      if (prognosis_dataset_get_signal (self, s)->assumed_share > 0 || prognosis_dataset_get_last_observed (self, r, s) >= 0)
        return prognosis_dataset_get_signal (self, s)->name;
  return NULL;
}

PrognosisDataset *
prognosis_dataset_with_assumed (const PrognosisDataset *self, PrognosisRole role, double share, double days, GError **error)
{
  const gssize source = prognosis_dataset_find_assumed_source (self);
  const char *reported = find_reported (self, role);
  PrognosisDatasetSignal added = { .base = { .role = role, .assumed_share = share, .assumed_days = days } };
  PrognosisDataset *copy;

  g_return_val_if_fail (role == PROGNOSIS_ROLE_RECOVERIES || role == PROGNOSIS_ROLE_DEATHS, NULL);
  g_return_val_if_fail (share > 0 && share <= 1 && days >= 0, NULL);

  if (source < 0)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                           _ ("outcomes can only be assumed from counts of new or all cases, and there are none in the data"));
      return NULL;
    }
  if (reported != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("the data report “%s” already, so there is nothing to assume; leave it out to assume it"), reported);
      return NULL;
    }
  added.base.kind = prognosis_dataset_get_signal (self, (gsize) source)->kind;
  /* The name marks it wherever it is shown or written; names of signals are those of data and are not translated. */
  added.base.name = role == PROGNOSIS_ROLE_DEATHS ? "deaths (assumed)" : "recoveries (assumed)";
  copy = prognosis_dataset_copy_with_signal (self, &added);
  prognosis_warnings_append (copy->warnings, self->warnings);
  return copy;
}

gssize
prognosis_dataset_find_assumed (const PrognosisDataset *self, PrognosisRole role)
{
  for (gsize s = 0; s < self->signals->len; s++)
    if (prognosis_dataset_get_signal (self, s)->role == role && prognosis_dataset_get_signal (self, s)->assumed_share > 0)
      return (gssize) s;
  return -1;
}

PrognosisDataset *
prognosis_dataset_without_assumed (PrognosisDataset *self, PrognosisRole role)
{
  const gssize assumed = prognosis_dataset_find_assumed (self, role);
  g_autoptr (GArray) regions = g_array_new (FALSE, FALSE, sizeof (guint)), signals = g_array_new (FALSE, FALSE, sizeof (guint));
  PrognosisDataset *copy;

  if (assumed < 0)
    return prognosis_dataset_ref (self);
  for (guint r = 0; r < self->regions->len; r++)
    g_array_append_val (regions, r);
  for (guint s = 0; s < self->signals->len; s++)
    if ((gssize) s != assumed)
      g_array_append_val (signals, s);
  copy = prognosis_dataset_copy_chosen (self, regions, signals);
  prognosis_warnings_append (copy->warnings, self->warnings);
  return copy;
}
