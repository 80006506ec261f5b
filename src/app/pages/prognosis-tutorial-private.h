/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-tutorial.h"

G_BEGIN_DECLS

/* The id of the current step, such as "open", "end"; NULL if none is shown. */
const char *prognosis_tutorial_get_step (PrognosisTutorial *self);

G_END_DECLS
