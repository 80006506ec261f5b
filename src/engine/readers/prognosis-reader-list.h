/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-reader.h"

G_BEGIN_DECLS

/* All formats. If two readers recognise a table equally well, the first one reads it. */
const PrognosisReader *const *prognosis_reader_list (gsize *n); /* lent */
const PrognosisReader *prognosis_reader_find (const char *id);  /* or NULL */

G_END_DECLS
