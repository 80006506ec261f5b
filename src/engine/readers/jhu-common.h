/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-common.h"

G_BEGIN_DECLS

/* Shared by both layouts of the Johns Hopkins files. */
#define JHU_N_SIGNALS 3

typedef struct
{
  const char *name;
  PrognosisRole role;
} JhuSignal;

/* In display order: confirmed, recovered, deaths. */
extern const JhuSignal prognosis_jhu_signals[JHU_N_SIGNALS];

gsize prognosis_jhu_add_signal (PrognosisDatasetBuilder *builder, guint number);
gboolean prognosis_jhu_is_no_place (const char *name);
/* The column named @name, or an error that the format requires it. */
gboolean prognosis_jhu_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error);

G_END_DECLS
