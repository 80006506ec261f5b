/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-autosave.h"

G_BEGIN_DECLS

/* For tests: whether the thread is writing. */
gboolean prognosis_autosave_is_writing (PrognosisAutosave *self);

G_END_DECLS
