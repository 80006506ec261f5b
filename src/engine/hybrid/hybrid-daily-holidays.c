/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports of a week with a public holiday lag, and those of the next week catch up. */

#include "hybrid-daily.h"

enum
{
  AHEAD = 1 << 0,
  BEHIND = 1 << 1
};

void
prognosis_daily_find_holidays (PrognosisDaily *daily)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (daily->dataset);

  daily->holidays = g_new0 (guint8, daily->n_regions * daily->n_days);
  if (daily->without & PROGNOSIS_PART_HOLIDAYS)
    return;
  for (gsize r = 0; r < daily->n_regions; r++)
    for (gsize t = 0; t < daily->n_days; t++)
      {
        const int number = prognosis_dataset_get_day (daily->dataset, (gssize) (n_steps - daily->n_days + t));
        guint8 *flags = &daily->holidays[r * daily->n_days + t];

        for (int k = 1; k <= 7; k++)
          {
            if (prognosis_dataset_is_holiday (daily->dataset, r, number + k))
              *flags |= AHEAD;
            if (prognosis_dataset_is_holiday (daily->dataset, r, number + k - 7))
              *flags |= BEHIND;
          }
      }
}

void
prognosis_daily_get_holidays (const PrognosisDaily *daily, gsize region, gsize day, double flags[2])
{
  const guint8 set = daily->holidays ? daily->holidays[region * daily->n_days + day] : 0;

  flags[0] = set & AHEAD ? 1.0 : 0.0;
  flags[1] = set & BEHIND ? 1.0 : 0.0;
}
