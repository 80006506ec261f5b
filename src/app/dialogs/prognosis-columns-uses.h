/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-dataset.h"
#include "prognosis-preview.h"

G_BEGIN_DECLS

/* What a person can say of a column, by number. */
typedef struct
{
  const char *title; /* marked for translation */
  PrognosisColumn use;
  int kind; /* of a value, #PrognosisKind; -1: by its name and numbers */
  int role; /* of a value, #PrognosisRole */
} PrognosisColumnsUse;

const PrognosisColumnsUse *prognosis_columns_use_get (guint number);
GListModel *prognosis_columns_use_list (void); /* of their titles, translated (transfer full) */

/* By column: the number of what @said, and where it says nothing @guess, takes it for. @said may be NULL. (transfer full) */
guint *prognosis_columns_uses_from (const PrognosisPreview *preview, const PrognosisColumns *guess, const PrognosisColumns *said);
/* Says in @columns what is chosen; of what is as it was found, nothing. */
void prognosis_columns_uses_to (const PrognosisPreview *preview, const guint *found, const guint *chosen,
                                PrognosisColumns *columns);

G_END_DECLS
