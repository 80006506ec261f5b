/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* How what is shown was made: what an exported file says about itself. The same in every language. */

/* Key, value, key, value; for prognosis_figure_export(). (transfer full) */
GStrv prognosis_provenance_dup_metadata (PrognosisSession *session);
/* One JSON object. (transfer full) */
char *prognosis_provenance_to_json (PrognosisSession *session);
/* Where it is written for the file @path: the same name with the suffix .json; a file there that is of someone else
 * stays, and the name is then longer. (transfer full) */
char *prognosis_provenance_dup_path_beside (const char *path);

G_END_DECLS
