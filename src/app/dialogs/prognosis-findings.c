/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-findings.h"

#include <glib/gi18n.h>

#include "prognosis-candidate.h"

#define MAX_ROWS 100

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkWidget *
new_warning (const PrognosisWarning *warning)
{
  g_autofree char *name = warning->file != NULL ? g_path_get_basename (warning->file) : NULL;
  g_autofree char *where = NULL;

  if (name != NULL && warning->line > 0)
    /* Translators: the name of a file, and a line number. */
    where = g_strdup_printf (_ ("%s, line %u"), name, warning->line);
  return new_row (warning->message, where != NULL ? where : name != NULL ? name : "");
}

/* What has no room. (transfer none): or NULL */
static GtkWidget *
new_rest (guint n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_ROWS)
    return NULL;
  text = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", n - MAX_ROWS), n - MAX_ROWS);
  return new_row (text, "");
}

static void
add (AdwPreferencesGroup *group, GtkWidget *row, GPtrArray *rows)
{
  if (row == NULL)
    return;
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static guint
add_warnings (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows)
{
  guint n = 0;

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (!prognosis_warning_is_remark (warning) && n++ < MAX_ROWS)
        add (group, new_warning (warning), rows);
    }
  add (group, new_rest (n), rows);
  return n;
}

static void
add_remarks (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows)
{
  GtkWidget *expander = adw_expander_row_new (), *rest;
  g_auto (GStrv) notices = prognosis_dataset_dup_notices (dataset);
  g_autofree char *title = NULL;
  guint n = 0;

  for (; notices[n] != NULL; n++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_row (notices[n], ""));
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (prognosis_warning_is_remark (warning) && n++ < MAX_ROWS)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_warning (warning));
    }
  rest = new_rest (n);
  if (rest != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), rest);
  if (n == 0)
    {
      g_object_ref_sink (expander);
      g_object_unref (expander);
      return;
    }
  title = g_strdup_printf (g_dngettext (NULL, "%u remark on how the data were read", "%u remarks on how the data were read", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  add (group, expander, rows);
}

void
prognosis_findings_add (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows)
{
  if (add_warnings (group, dataset, rows) == 0)
    {
      GtkWidget *row = new_row (_ ("Read without trouble"), "");

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
      add (group, row, rows);
    }
  add_remarks (group, dataset, rows);
}
