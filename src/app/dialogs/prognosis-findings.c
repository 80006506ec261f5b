/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-findings.h"

#include <glib/gi18n.h>

#include "prognosis-candidate.h"
#include "prognosis-dataset-findings.h"

/* Rows in one group: more would take seconds to build. */
#define MAX_ROWS 500

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

static void
fill_cb (AdwExpanderRow *row)
{
  const GPtrArray *warnings = g_object_get_data (G_OBJECT (row), "warnings");

  if (warnings == NULL || !adw_expander_row_get_expanded (row))
    return;
  for (guint i = 0; i < MIN (warnings->len, MAX_ROWS); i++)
    adw_expander_row_add_row (row, new_warning (g_ptr_array_index (warnings, i)));
  if (warnings->len > MAX_ROWS)
    {
      g_autofree char *text
          = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", warnings->len - MAX_ROWS), warnings->len - MAX_ROWS);

      adw_expander_row_add_row (row, new_row (text, ""));
    }
  g_object_set_data (G_OBJECT (row), "warnings", NULL);
}

/* A row for all that is of one kind; what it holds is added when it is opened. */
static GtkWidget *
new_finding (PrognosisFinding *finding, PrognosisDataset *dataset)
{
  GtkWidget *row;

  if (finding->warnings->len == 1)
    return new_warning (g_ptr_array_index (finding->warnings, 0));
  row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->title, -1);
  g_object_set_data_full (G_OBJECT (row), "warnings", g_ptr_array_ref (finding->warnings), (GDestroyNotify) g_ptr_array_unref);
  /* The warnings are lent by the data set. */
  g_object_set_data_full (G_OBJECT (row), "dataset", prognosis_dataset_ref (dataset), (GDestroyNotify) prognosis_dataset_unref);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (fill_cb), row, G_CONNECT_SWAPPED);
  return row;
}

static void
add (AdwPreferencesGroup *group, GtkWidget *row, GPtrArray *rows)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static guint
add_warnings (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows)
{
  g_autoptr (GPtrArray) findings = prognosis_dataset_list_findings (dataset, FALSE);

  for (guint i = 0; i < findings->len; i++)
    add (group, new_finding (g_ptr_array_index (findings, i), dataset), rows);
  return findings->len;
}

static void
add_remarks (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows)
{
  g_autoptr (GPtrArray) findings = prognosis_dataset_list_findings (dataset, TRUE);
  g_auto (GStrv) notices = prognosis_dataset_dup_notices (dataset);
  const guint n = g_strv_length (notices) + findings->len;
  g_autofree char *title = NULL;
  GtkWidget *expander;

  if (n == 0)
    return;
  expander = adw_expander_row_new ();
  for (guint i = 0; notices[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_row (notices[i], ""));
  for (guint i = 0; i < findings->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), new_finding (g_ptr_array_index (findings, i), dataset));
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
