/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-machine.h"

static gboolean
supports_v3 (void)
{
#if defined(__x86_64__)
  /* These include support by the operating system. */
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2");
#else
  return FALSE;
#endif
}

gboolean
prognosis_machine_has_v3 (void)
{
  static gsize choice; /* 1: plain, 2: v3 */

  if (g_once_init_enter (&choice))
    g_once_init_leave (&choice, supports_v3 () && g_strcmp0 (g_getenv ("PROGNOSIS_ISA"), "baseline") != 0 ? 2 : 1);
  return choice == 2;
}
