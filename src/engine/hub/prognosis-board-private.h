/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-board.h"
#include "prognosis-score.h"

G_BEGIN_DECLS

typedef struct
{
  char *round, *location;
  int horizon;
  double truth;
} PrognosisBoardTask;

struct _PrognosisBoard
{
  const PrognosisHub *hub; /* lent, while it is made */
  char *target, *baseline_name;
  gsize baseline;
  GPtrArray *models;        /* names */
  GArray *is_more;          /* gboolean: was named by the user */
  GPtrArray *scores;        /* by model: GArray of PrognosisScore, as many as there are tasks so far; unscored: wis NAN */
  GArray *tasks;            /* PrognosisBoardTask */
  GHashTable *task_numbers; /* "round location end": index + 1 */
  GHashTable *place_names;  /* by code */
  GPtrArray *notes;         /* NULL-terminated */
  double least_share;
};

/* Adds the scores of all files of one model. */
gboolean prognosis_board_read_model (PrognosisBoard *self, const char *name, const char *folder, gboolean is_more,
                                     GHashTable *truth, GCancellable *cancellable, GError **error);
/* "location end-date" to the observed value, as the newest version says. (transfer full): or NULL with an error. */
GHashTable *prognosis_board_read_truth (const PrognosisHub *hub, const char *const *paths, const char *target, GError **error);

G_END_DECLS
