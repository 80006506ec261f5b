/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-uses.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

#define INFECTIONS PROGNOSIS_ROLE_INFECTIONS
#define RECOVERIES PROGNOSIS_ROLE_RECOVERIES
#define DEATHS PROGNOSIS_ROLE_DEATHS

/* For each role, the use that detects the kind from the numbers comes first. */
static const PrognosisColumnsUse uses[] = {
  { N_ ("Not used"), PROGNOSIS_COLUMN_NONE, -1, -1 },
  { N_ ("Date"), PROGNOSIS_COLUMN_DATE, -1, -1 },
  { N_ ("Region"), PROGNOSIS_COLUMN_REGION, -1, -1 },
  { N_ ("Region code"), PROGNOSIS_COLUMN_CODE, -1, -1 },
  { N_ ("Population"), PROGNOSIS_COLUMN_POPULATION, -1, -1 },
  { N_ ("Cases"), PROGNOSIS_COLUMN_VALUE, -1, INFECTIONS },
  { N_ ("New cases"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_INCIDENT, INFECTIONS },
  { N_ ("Cumulative cases"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_CUMULATIVE, INFECTIONS },
  { N_ ("Current cases (prevalence)"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_PREVALENCE, INFECTIONS },
  { N_ ("Cases per 100 000 people"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_RATE, INFECTIONS },
  { N_ ("Proportion of the population"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_PROPORTION, INFECTIONS },
  { N_ ("Recoveries"), PROGNOSIS_COLUMN_VALUE, -1, RECOVERIES },
  { N_ ("New recoveries"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_INCIDENT, RECOVERIES },
  { N_ ("Cumulative recoveries"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_CUMULATIVE, RECOVERIES },
  { N_ ("Deaths"), PROGNOSIS_COLUMN_VALUE, -1, DEATHS },
  { N_ ("New deaths"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_INCIDENT, DEATHS },
  { N_ ("Cumulative deaths"), PROGNOSIS_COLUMN_VALUE, PROGNOSIS_KIND_CUMULATIVE, DEATHS },
  { N_ ("Other number"), PROGNOSIS_COLUMN_VALUE, -1, PROGNOSIS_ROLE_OTHER },
};

const PrognosisColumnsUse *
prognosis_columns_use_get (guint number)
{
  return &uses[number < G_N_ELEMENTS (uses) ? number : 0];
}

GListModel *
prognosis_columns_use_list (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
    gtk_string_list_append (list, _ (uses[i].title));
  return G_LIST_MODEL (list);
}

static guint
find_use (PrognosisColumn use)
{
  guint i = 0;

  while (uses[i].use != use)
    i++;
  return i;
}

static guint
find_value (int kind, int role)
{
  guint best = find_use (PROGNOSIS_COLUMN_VALUE);

  for (guint i = G_N_ELEMENTS (uses); i-- > best;)
    if (uses[i].role == role && (uses[i].kind == kind || uses[i].kind == -1))
      {
        best = i;
        if (uses[i].kind == kind)
          return i;
      }
  return best;
}

static void
set_use (guint *numbers, const PrognosisPreview *preview, const char *name, guint use)
{
  for (gsize i = 0; name != NULL && i < prognosis_preview_get_n_columns (preview); i++)
    {
      g_autofree char *other = prognosis_preview_dup_name (preview, i);

      if (g_ascii_strcasecmp (other, name) == 0)
        numbers[i] = use;
    }
}

guint
prognosis_columns_use_find_other (void)
{
  return find_value (-1, PROGNOSIS_ROLE_OTHER);
}

guint *
prognosis_columns_uses_from (const PrognosisPreview *preview, const PrognosisColumns *guess, const PrognosisColumns *said)
{
  guint *numbers = g_new0 (guint, prognosis_preview_get_n_columns (preview));
  const PrognosisColumns *of_values, *of_regions;

  said = said != NULL ? said : guess;
  of_values = said->values != NULL ? said : guess;
  of_regions = said->regions != NULL || said->code != NULL ? said : guess;
  for (gsize i = 0; of_values->values != NULL && of_values->values[i] != NULL; i++)
    set_use (numbers, preview, of_values->values[i],
             find_value (of_values->kinds != NULL ? of_values->kinds[i] : -1,
                         of_values->roles != NULL && of_values->roles[i] >= 0 ? of_values->roles[i] : INFECTIONS));
  for (gsize i = 0; of_regions->regions != NULL && of_regions->regions[i] != NULL; i++)
    set_use (numbers, preview, of_regions->regions[i], find_use (PROGNOSIS_COLUMN_REGION));
  set_use (numbers, preview, of_regions->code, find_use (PROGNOSIS_COLUMN_CODE));
  set_use (numbers, preview, said->population != NULL ? said->population : guess->population,
           find_use (PROGNOSIS_COLUMN_POPULATION));
  set_use (numbers, preview, said->date != NULL ? said->date : guess->date, find_use (PROGNOSIS_COLUMN_DATE));
  return numbers;
}

/* Whether the same columns have this use as were recognised. */
static gboolean
is_as_found (const PrognosisPreview *preview, const guint *found, const guint *chosen, PrognosisColumn use)
{
  for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
    if ((uses[found[i]].use == use || uses[chosen[i]].use == use) && found[i] != chosen[i])
      return FALSE;
  return TRUE;
}

/* The last column with this use, or NULL. (transfer full) */
static char *
dup_column (const PrognosisPreview *preview, const guint *chosen, PrognosisColumn use)
{
  for (gsize i = prognosis_preview_get_n_columns (preview); i-- > 0;)
    if (uses[chosen[i]].use == use)
      return prognosis_preview_dup_name (preview, i);
  return NULL;
}

/* (transfer full) */
static GStrv
list_columns (const PrognosisPreview *preview, const guint *chosen, PrognosisColumn use)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
    if (uses[chosen[i]].use == use)
      {
        g_autofree char *name = prognosis_preview_dup_name (preview, i);

        g_strv_builder_add (builder, name);
      }
  return g_strv_builder_end (builder);
}

static void
take_values (const PrognosisPreview *preview, const guint *chosen, PrognosisColumns *columns)
{
  gsize n = 0;

  columns->values = list_columns (preview, chosen, PROGNOSIS_COLUMN_VALUE);
  if (columns->values[0] == NULL)
    {
      g_clear_pointer (&columns->values, g_strfreev);
      return;
    }
  columns->kinds = g_new (int, g_strv_length (columns->values));
  columns->roles = g_new (int, g_strv_length (columns->values));
  for (gsize i = 0; i < prognosis_preview_get_n_columns (preview); i++)
    if (uses[chosen[i]].use == PROGNOSIS_COLUMN_VALUE)
      {
        columns->kinds[n] = uses[chosen[i]].kind;
        columns->roles[n++] = uses[chosen[i]].role;
      }
}

void
prognosis_columns_uses_to (const PrognosisPreview *preview, const guint *found, const guint *chosen, PrognosisColumns *columns)
{
  gboolean has_date;

  if (!is_as_found (preview, found, chosen, PROGNOSIS_COLUMN_VALUE))
    take_values (preview, chosen, columns);
  if (!is_as_found (preview, found, chosen, PROGNOSIS_COLUMN_REGION)
      || !is_as_found (preview, found, chosen, PROGNOSIS_COLUMN_CODE))
    {
      columns->regions = list_columns (preview, chosen, PROGNOSIS_COLUMN_REGION);
      columns->code = dup_column (preview, chosen, PROGNOSIS_COLUMN_CODE);
    }
  if (!is_as_found (preview, found, chosen, PROGNOSIS_COLUMN_POPULATION))
    columns->population = dup_column (preview, chosen, PROGNOSIS_COLUMN_POPULATION);
  has_date = columns->values != NULL || columns->regions != NULL;
  if (has_date || !is_as_found (preview, found, chosen, PROGNOSIS_COLUMN_DATE))
    columns->date = dup_column (preview, chosen, PROGNOSIS_COLUMN_DATE);
}
