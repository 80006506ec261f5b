/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports of a week with a public holiday lag, and those of the next week catch up. */

#include "hybrid-daily.h"

void
prognosis_daily_holidays (const PrognosisDaily *daily, gsize region, gsize day, double *ahead, double *behind)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (daily->dataset);
  const int number = prognosis_dataset_get_day (daily->dataset, (gssize) (n_steps - daily->n_days + day));

  *ahead = *behind = 0.0;
  for (int k = 1; k <= 7; k++)
    {
      if (prognosis_dataset_is_holiday (daily->dataset, region, number + k))
        *ahead = 1.0;
      if (prognosis_dataset_is_holiday (daily->dataset, region, number + k - 7))
        *behind = 1.0;
    }
}
