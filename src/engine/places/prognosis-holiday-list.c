/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins the countries whose holidays are known, by their codes. Their rules lie in one file for each part of the world, to which
   a country is added; only a new file is named here. */

#include "prognosis-holiday-private.h"

#include <string.h>

static const HolidayCountry *const parts[] = {
  prognosis_holiday_europe_north_west,
  prognosis_holiday_europe_south_east,
  prognosis_holiday_outside_europe,
};

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const HolidayCountry *first = a, *second = b;

  return strcmp (first->country, second->country);
}

static GArray *
join (void)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (HolidayCountry));

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const HolidayCountry *country = parts[i]; country->country != NULL; country++)
      g_array_append_val (all, *country);
  g_array_sort (all, compare_codes);
  return all;
}

const HolidayCountry *
prognosis_holiday_list (gsize *n)
{
  static GArray *all = NULL;

  if (g_once_init_enter (&all))
    g_once_init_leave (&all, join ());
  *n = all->len;
  return (const HolidayCountry *) all->data;
}
