/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-layout-private.h"
#include "prognosis-text.h"

#include <math.h>

static void
label_clear (gpointer data)
{
  g_free (((PrognosisLabel *) data)->text);
}

GArray *
prognosis_layout_new_labels (void)
{
  GArray *labels = g_array_new (FALSE, TRUE, sizeof (PrognosisLabel));

  g_array_set_clear_func (labels, label_clear);
  return labels;
}

void
prognosis_layout_take_label (PrognosisLayout *layout, char *text, double x, double y, double size, gboolean is_bold,
                             gboolean is_dim, PrognosisAlign align)
{
  PrognosisLabel label = { text, x, y, size, is_bold, is_dim, -1, align };

  if (text != NULL && *text != '\0')
    g_array_append_val (layout->labels, label);
  else
    g_free (text);
}

void
prognosis_layout_add_sentence (PrognosisLayout *layout, const PrognosisBox *box, const char *sentence)
{
  double size = PROGNOSIS_HEAD_SIZE * layout->text_size, width = box->width - size, y;
  g_auto (GStrv) words = g_strsplit (sentence, " ", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *longer = line->len > 0 ? g_strdup_printf ("%s %s", line->str, *word) : g_strdup (*word);

      if (line->len > 0 && prognosis_text_measure (longer, size, FALSE) > width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_assign (line, *word);
        }
      else
        g_string_assign (line, longer);
    }
  g_ptr_array_add (lines, g_strdup (line->str));
  if (1.5 * size * lines->len > box->height)
    return;
  y = box->y + box->height / 2 - 0.75 * size * (lines->len - 1);
  for (guint i = 0; i < lines->len; i++, y += 1.5 * size)
    prognosis_layout_take_label (layout, prognosis_text_fit (g_ptr_array_index (lines, i), size, FALSE, width),
                                 box->x + box->width / 2, y, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
}

double
prognosis_panel_layout_x (const PrognosisPanelLayout *layout, double x)
{
  return layout->frame.x + (x - layout->x.from) / (layout->x.to - layout->x.from) * layout->frame.width;
}

double
prognosis_panel_layout_y (const PrognosisPanelLayout *layout, double y)
{
  double bottom = layout->frame.y + layout->frame.height;

  if (layout->panel->is_log)
    return y > 0 ? bottom - log (y / layout->y.from) / log (layout->y.to / layout->y.from) * layout->frame.height : NAN;
  return bottom - (y - layout->y.from) / (layout->y.to - layout->y.from) * layout->frame.height;
}

double
prognosis_panel_layout_value (const PrognosisPanelLayout *layout, double y)
{
  double up = (layout->frame.y + layout->frame.height - y) / layout->frame.height;

  return layout->panel->is_log ? layout->y.from * pow (layout->y.to / layout->y.from, up)
                               : layout->y.from + up * (layout->y.to - layout->y.from);
}
