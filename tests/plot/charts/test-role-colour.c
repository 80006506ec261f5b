/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of signals. */

#include "prognosis-role-colour.h"

/* Each role has its colour, in every language of the data's headings. */
static void
test_colours (void)
{
  static const struct
  {
    const char *name;
    PrognosisRole role;
    PrognosisColour colour;
  } cases[] = {
    { "confirmed", PROGNOSIS_ROLE_INFECTIONS, PROGNOSIS_COLOUR_INFECTIONS },
    { "Genesene", PROGNOSIS_ROLE_RECOVERIES, PROGNOSIS_COLOUR_RECOVERIES },
    { "deaths in hospital", PROGNOSIS_ROLE_DEATHS, PROGNOSIS_COLOUR_DEATHS },
    { "wk inc flu hosp", PROGNOSIS_ROLE_INFECTIONS, PROGNOSIS_COLOUR_ADMISSIONS },
    { "Krankenhauseinweisungen", PROGNOSIS_ROLE_INFECTIONS, PROGNOSIS_COLOUR_ADMISSIONS },
    { "tests", PROGNOSIS_ROLE_OTHER, PROGNOSIS_COLOUR_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PrognosisSignal signal = { .name = cases[i].name, .role = cases[i].role };

      g_assert_cmpint (prognosis_colour_of_signal (&signal), ==, cases[i].colour);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/role-colour/names", test_colours);
  return g_test_run ();
}
