/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-parameter.h"

const char *
prognosis_unit_to_string (PrognosisUnit unit)
{
  switch (unit)
    {
    case PROGNOSIS_UNIT_PER_DAY: return "1/day";
    case PROGNOSIS_UNIT_PERSONS: return "persons";
    case PROGNOSIS_UNIT_DAYS: return "days";
    case PROGNOSIS_UNIT_SHARE:
    default: return "1";
    }
}
