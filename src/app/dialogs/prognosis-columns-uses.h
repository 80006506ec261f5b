/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-dataset.h"
#include "prognosis-preview.h"

G_BEGIN_DECLS

/* The uses that a column can be assigned, by number. */
typedef struct
{
  const char *title; /* marked for translation */
  PrognosisColumn use;
  int kind; /* of values, #PrognosisKind; -1: detected from name and numbers */
  int role; /* of values, #PrognosisRole */
} PrognosisColumnsUse;

const PrognosisColumnsUse *prognosis_columns_use_get (guint number);
/* The number of the use of numbers that are shown and not forecast. */
guint prognosis_columns_use_find_other (void);
GListModel *prognosis_columns_use_list (void); /* the titles, translated (transfer full) */

/* By column: the number of its use according to @said (nullable), otherwise according to @guess. (transfer full) */
guint *prognosis_columns_uses_from (const PrognosisPreview *preview, const PrognosisColumns *guess, const PrognosisColumns *said);
/* Writes the chosen uses into @columns, omitting those that are as recognised. */
void prognosis_columns_uses_to (const PrognosisPreview *preview, const guint *found, const guint *chosen,
                                PrognosisColumns *columns);

G_END_DECLS
