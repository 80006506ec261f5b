/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-place.h"

#include <string.h>

/* Countries with a marked winter, in which respiratory infections peak. In the tropics they peak with the rains or twice a
   year, and China lies in both zones. */
static const char north[] = "AD AL AM AT AX AZ BA BE BG BY CA CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HR HU IE IL IM IR IS "
                            "IT JE JO JP KG KP KR KZ LB LI LT LU LV MC MD ME MK MN MT NL NO PL PM PS PT RO RS RU SE SI SJ SK SM SY "
                            "TJ TM TN TR UA US UZ VA XK";
static const char south[] = "AR AU CL FK LS NZ PY SZ UY ZA";

int
prognosis_country_get_winter (const char *country)
{
  g_return_val_if_fail (country != NULL && strlen (country) == 2, 0);

  return strstr (north, country) != NULL ? 1 : strstr (south, country) != NULL ? -1 : 0;
}
