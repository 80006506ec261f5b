/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether to run code compiled for x86-64-v3 (AVX2, FMA, BMI2): decided by the features of the processor, once. With
   PROGNOSIS_ISA=baseline in the environment, the plain code runs everywhere. */
gboolean prognosis_machine_has_v3 (void);

G_END_DECLS
