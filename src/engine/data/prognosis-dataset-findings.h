/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* What reading has found, by kind: 137 corrections of a source are one thing to look at. */
typedef struct
{
  char *title;         /* one clear sentence for all of them; the message itself if there is only one */
  GPtrArray *warnings; /* of PrognosisWarning, lent by the data set: at least one, all with the same code */
} PrognosisFinding;

/* Every warning is in one finding; the worst come first. @remarks: those of prognosis_warning_is_remark(), or the others. The data
 * set must outlive the result. (transfer full): of PrognosisFinding */
GPtrArray *prognosis_dataset_list_findings (const PrognosisDataset *self, gboolean remarks);

G_END_DECLS
