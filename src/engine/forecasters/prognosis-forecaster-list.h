/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* All forecasters in display order, NULL-terminated; @n may be NULL. Lent. */
const PrognosisForecaster *const *prognosis_forecaster_list (gsize *n);
const PrognosisForecaster *prognosis_forecaster_find (const char *id); /* or NULL */
/* Those with @ids (NULL-terminated), NULL-terminated. (transfer container): or NULL with %PROGNOSIS_ERROR_OPTION,
   which names an unknown id. */
const PrognosisForecaster **prognosis_forecaster_find_all (const char *const *ids, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
