/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-grid.h"

#include <glib/gi18n.h>

/* Nobody inspects more columns one by one. */
#define MAX_COLUMNS 40
#define MAX_CHARS 24

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), MAX_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  /* A cell may contain any text, of any length. */
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_css_class (PrognosisCell cell)
{
  switch (cell)
    {
    case PROGNOSIS_CELL_HEADER: return "heading";
    case PROGNOSIS_CELL_ABOVE:
    case PROGNOSIS_CELL_UNUSED:
    case PROGNOSIS_CELL_MISSING: return "dim-label";
    case PROGNOSIS_CELL_NOT_UNDERSTOOD: return "error";
    case PROGNOSIS_CELL_UNDERSTOOD:
    default: return "numeric";
    }
}

/* Adds a symbol to the colour, which not everybody can see. (transfer full) */
static char *
make_text (PrognosisCell cell, const char *text, const char *reading)
{
  switch (cell)
    {
    case PROGNOSIS_CELL_NOT_UNDERSTOOD: return g_strdup_printf ("⚠ %s", text);
    case PROGNOSIS_CELL_MISSING: return g_strdup (*text != '\0' ? text : "–");
    case PROGNOSIS_CELL_UNDERSTOOD: return reading != NULL ? g_strdup_printf ("%s → %s", text, reading) : g_strdup (text);
    case PROGNOSIS_CELL_ABOVE:
    case PROGNOSIS_CELL_HEADER:
    case PROGNOSIS_CELL_UNUSED:
    default: return g_strdup (text);
    }
}

typedef struct
{
  guint n_not_understood;
  guint line; /* of the first one */
  char *text;
  const char *word;
} Count;

static GtkWidget *
new_cell (PrognosisPreview *preview, const PrognosisColumnUse *use, gsize row, gsize column, Count *count)
{
  const char *text = prognosis_preview_get_cell (preview, row, column);
  g_autofree char *reading = NULL, *shown = NULL;
  PrognosisCell cell = prognosis_preview_check (preview, use->use, row, column, &reading);

  if (cell == PROGNOSIS_CELL_NOT_UNDERSTOOD && count->n_not_understood++ == 0)
    {
      count->line = prognosis_preview_get_line (preview, row);
      count->text = g_strdup (text);
      count->word = use->word;
    }
  shown = make_text (cell, text, reading);
  return new_label (shown, get_css_class (cell));
}

static char *
make_status (const Count *count, gboolean has_date)
{
  guint n_more = count->n_not_understood - 1;

  if (!has_date)
    return g_strdup (_ ("No column is assigned as the date yet."));
  if (count->n_not_understood == 0)
    return g_strdup (_ ("All cells in these lines are recognised."));
  if (n_more == 0)
    /* Translators: a line of a file, the text of a cell, and how its column is used: "Date". */
    return g_strdup_printf (_ ("Line %u: “%s” cannot be read as “%s”."), count->line, count->text, count->word);
  /* Translators: the same, and the number of other such cells. */
  return g_strdup_printf (g_dngettext (NULL, "Line %u: “%s” cannot be read as “%s”, nor can %u other cell.",
                                       "Line %u: “%s” cannot be read as “%s”, nor can %u other cells.", n_more),
                          count->line, count->text, count->word, n_more);
}

GtkWidget *
prognosis_columns_grid_new (PrognosisPreview *preview, const PrognosisColumnUse *uses, char **status)
{
  GtkWidget *grid = gtk_grid_new ();
  gsize n_columns = MIN (prognosis_preview_get_n_columns (preview), MAX_COLUMNS);
  Count count = { 0 };
  gboolean has_date = FALSE;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_widget_set_margin_top (grid, 9);
  gtk_widget_set_margin_bottom (grid, 9);
  gtk_grid_attach (GTK_GRID (grid), new_label (_ ("Line"), "caption-heading"), 0, 0, 1, 1);
  for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
    has_date |= uses[i].use == PROGNOSIS_COLUMN_DATE || prognosis_preview_is_day (preview, i);
  for (gsize i = 0; i < n_columns; i++)
    gtk_grid_attach (GTK_GRID (grid), new_label (uses[i].word, uses[i].use != PROGNOSIS_COLUMN_NONE ? "accent" : "dim-label"),
                     (int) i + 1, 0, 1, 1);
  for (gsize row = 0; row < prognosis_preview_get_n_rows (preview); row++)
    {
      g_autofree char *line = g_strdup_printf ("%u", prognosis_preview_get_line (preview, row));

      gtk_grid_attach (GTK_GRID (grid), new_label (line, "dim-label"), 0, (int) row + 1, 1, 1);
      for (gsize i = 0; i < n_columns; i++)
        gtk_grid_attach (GTK_GRID (grid), new_cell (preview, &uses[i], row, i, &count), (int) i + 1, (int) row + 1, 1, 1);
    }
  *status = make_status (&count, has_date);
  g_free (count.text);
  return grid;
}
