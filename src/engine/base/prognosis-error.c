/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-error.h"

G_DEFINE_QUARK (prognosis - error - quark, prognosis_error)
