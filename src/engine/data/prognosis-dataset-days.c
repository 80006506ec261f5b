/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps of a data set as days, and days in words. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>

#include "prognosis-day.h"
#include "prognosis-error.h"

int
prognosis_dataset_get_day (const PrognosisDataset *self, gssize step)
{
  g_return_val_if_fail (self != NULL, 0);
  if (self->frequency == PROGNOSIS_FREQUENCY_MONTHLY)
    return prognosis_day_from_month (prognosis_day_to_month (self->first_day) + (int) step);
  return self->first_day + (int) step * self->step_days;
}

gssize
prognosis_dataset_find_step (const PrognosisDataset *self, int day)
{
  gssize step;

  g_return_val_if_fail (self != NULL, -1);

  if (day < self->first_day)
    return -1;
  if (self->frequency == PROGNOSIS_FREQUENCY_MONTHLY)
    step = prognosis_day_to_month (day + 1) - 1 - prognosis_day_to_month (self->first_day);
  else
    step = ((gssize) day - self->first_day) / self->step_days;
  return MIN (step, (gssize) self->n_steps - 1);
}

char *
prognosis_dataset_format_day (const PrognosisDataset *self, int day)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->frequency)
    {
    case PROGNOSIS_FREQUENCY_INDEX: return g_strdup_printf ("%d", day);
    case PROGNOSIS_FREQUENCY_MONTHLY: return prognosis_day_format_month (day);
    case PROGNOSIS_FREQUENCY_DAILY:
    case PROGNOSIS_FREQUENCY_WEEKLY:
    default: return prognosis_day_format (day);
    }
}

gboolean
prognosis_dataset_parse_day (const PrognosisDataset *self, const char *text, int *day, GError **error)
{
  gint64 number;

  g_return_val_if_fail (self != NULL && text != NULL && day != NULL, FALSE);

  if (self->frequency != PROGNOSIS_FREQUENCY_INDEX)
    {
      const gboolean has_months = self->frequency == PROGNOSIS_FREQUENCY_MONTHLY;

      if (prognosis_day_parse (text, day) || (has_months && prognosis_day_parse_month (text, day)))
        return TRUE;
      if (has_months)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is not a month; expected one such as 2020-08"),
                       text);
          return FALSE;
        }
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is not a date; expected one such as 2020-08-22"), text);
      return FALSE;
    }
  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is not a day of these data; expected a whole number"),
                   text);
      return FALSE;
    }
  *day = (int) number;
  return TRUE;
}
