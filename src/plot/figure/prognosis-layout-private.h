/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-layout.h"

G_BEGIN_DECLS

#define PROGNOSIS_MIN_PANEL 80.0 /* [px]; smaller panels show only the curve */
#define PROGNOSIS_HEAD_SIZE 1.08 /* size of a panel's title, in units of the text size */

/* NULL if there is no panel @i. */
static inline PrognosisPanelLayout *
prognosis_layout_panel (const PrognosisLayout *layout, gsize i)
{
  return i < layout->panels->len ? &g_array_index (layout->panels, PrognosisPanelLayout, i) : NULL;
}

/* Of PrognosisLabel. (transfer full) */
GArray *prognosis_layout_new_labels (void);
/* Takes ownership of @text, which may be NULL. */
void prognosis_layout_take_label (PrognosisLayout *layout, char *text, double x, double y, double size, gboolean is_bold,
                                  gboolean is_dim, PrognosisAlign align);
/* Centres a sentence, wrapped into as many lines as it needs. */
void prognosis_layout_add_sentence (PrognosisLayout *layout, const PrognosisBox *box, const char *sentence);
/* Lays out the panels with their axes in @area. */
void prognosis_layout_lay_panels (PrognosisLayout *layout, const PrognosisFigure *figure, const PrognosisBox *area);
/* Gives a map its shape, in the middle of its frame, and writes on its cells. */
void prognosis_layout_lay_map (PrognosisLayout *layout, PrognosisPanelLayout *self);

G_END_DECLS
