/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* A line that summarises newly opened data, until it is dismissed. */
#define PROGNOSIS_TYPE_READING_BANNER (prognosis_reading_banner_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReadingBanner, prognosis_reading_banner, PROGNOSIS, READING_BANNER, PrognosisPage)

G_END_DECLS
