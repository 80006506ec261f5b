/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-role-colour.h"

#include "prognosis-dataset-counted.h"

PrognosisColour
prognosis_colour_of_signal (const PrognosisSignal *signal)
{
  switch (prognosis_signal_get_counted (signal))
    {
    case PROGNOSIS_COUNTED_INFECTIONS: return PROGNOSIS_COLOUR_INFECTIONS;
    case PROGNOSIS_COUNTED_RECOVERIES: return PROGNOSIS_COLOUR_RECOVERIES;
    case PROGNOSIS_COUNTED_DEATHS: return PROGNOSIS_COLOUR_DEATHS;
    case PROGNOSIS_COUNTED_HOSPITAL:
    case PROGNOSIS_COUNTED_INTENSIVE_CARE: return PROGNOSIS_COLOUR_ADMISSIONS;
    case PROGNOSIS_COUNTED_TESTS:
    case PROGNOSIS_COUNTED_OTHER:
    default: return PROGNOSIS_COLOUR_OTHER;
    }
}
