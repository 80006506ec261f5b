/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* One way to read a table. */
typedef struct
{
  char *label;
  PrognosisColumns *columns; /* how the table is read then */
} PrognosisReply;

/**
 * PrognosisQuestion:
 *
 * A close call of the reader, for the user to decide: of two columns either may be what is meant, of dates either order, of counts
 * either kind.
 */
typedef struct
{
  char *text;
  GPtrArray *answers; /* of PrognosisReply; the first one is how the table is read now */
  gboolean is_urgent; /* the forecasts differ much, so that the user should be asked */
} PrognosisQuestion;

/* The first open question about @dataset, which was read with @columns (nullable); NULL: there is none. (transfer full) */
PrognosisQuestion *prognosis_question_find (PrognosisDataset *dataset, const PrognosisColumns *columns);
void prognosis_question_free (PrognosisQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisQuestion, prognosis_question_free)

G_END_DECLS
