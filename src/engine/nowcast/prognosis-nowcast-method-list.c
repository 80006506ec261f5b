/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-nowcast-method.h"

extern const PrognosisNowcastMethod prognosis_nowcast_shared, prognosis_nowcast_multiplicative;

static const PrognosisNowcastMethod *const methods[] = { &prognosis_nowcast_shared, &prognosis_nowcast_multiplicative, NULL };

const PrognosisNowcastMethod *const *
prognosis_nowcast_method_list (void)
{
  return methods;
}

const PrognosisNowcastMethod *
prognosis_nowcast_method_find (const char *id)
{
  for (gsize i = 0; methods[i] != NULL; i++)
    if (g_str_equal (methods[i]->id, id))
      return methods[i];
  return NULL;
}
