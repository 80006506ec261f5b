/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-options.h"

G_BEGIN_DECLS

/* Adds the members "settings", "fixed" and "observe" to the object that @json is in. */
void prognosis_options_write_json (const PrognosisOptions *options, JsonBuilder *json);
/* Takes over those of @object; missing and malformed members change nothing. */
void prognosis_options_read_json (PrognosisOptions *options, JsonObject *object);

G_END_DECLS
