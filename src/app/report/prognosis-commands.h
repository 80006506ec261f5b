/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* The name of the file with populations that the commands read. */
#define PROGNOSIS_COMMANDS_POPULATIONS "populations.csv"

/* A shell script that makes the session's forecast, its summary, scenarios and comparison again with prognosis-cli. It expects
   populations, if there are any, beside itself. (transfer full) */
char *prognosis_commands_dup_script (PrognosisSession *session);
/* Those populations: location,population. NULL if none is known. (transfer full) (nullable) */
GString *prognosis_commands_write_populations (PrognosisDataset *dataset);

G_END_DECLS
