/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No output may take the place of a file that the same command reads, or of another output. */

#include <stdint.h>
#include <sys/stat.h>

#include "cli.h"
#include "prognosis-error.h"
#include "prognosis-output.h"

/* One string for each file, however its path is spelled: its device and inode; if it does not exist yet, those of its folder and
 * its name. NULL: a device or a pipe, which may be named twice, or nothing that could be written. (transfer full) */
static char *
identify (const char *path)
{
  g_autofree char *target = prognosis_output_resolve (path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  struct stat status;

  if (stat (target, &status) == 0)
    return S_ISREG (status.st_mode) ? g_strdup_printf ("%ju:%ju", (uintmax_t) status.st_dev, (uintmax_t) status.st_ino) : NULL;
  if (stat (folder, &status) != 0)
    return NULL;
  return g_strdup_printf ("%ju:%ju/%s", (uintmax_t) status.st_dev, (uintmax_t) status.st_ino, name);
}

static void
add_input (GHashTable *inputs, const char *path)
{
  char *identity = identify (path);

  if (identity != NULL)
    g_hash_table_add (inputs, identity);
}

/* Data, with the files in a folder and all that a sidecar names. What cannot be listed cannot be read either: reading says why. */
static void
add_data (GHashTable *inputs, char **paths)
{
  g_auto (GStrv) files = prognosis_read_list_inputs ((const char *const *) paths);

  for (gsize i = 0; files[i] != NULL; i++)
    add_input (inputs, files[i]);
}

/* All files that the command reads, by identity. (transfer full) */
static GHashTable *
list_inputs (const CliOptions *options)
{
  GHashTable *inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) versions = options->vintages != NULL ? cli_vintages_list (options->vintages) : NULL;

  add_data (inputs, options->operands);
  if (options->truth != NULL)
    add_data (inputs, options->truth);
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    add_data (inputs, (char *[]){ g_ptr_array_index (versions, i), NULL });
  if (options->population != NULL && !g_str_equal (options->population, PROGNOSIS_POPULATION_BUILTIN)
      && !g_str_equal (options->population, PROGNOSIS_POPULATION_NONE))
    add_input (inputs, options->population);
  if (options->adjacency != NULL)
    add_input (inputs, options->adjacency);
  if (options->holidays != NULL && prognosis_holidays_is_path (options->holidays))
    add_input (inputs, options->holidays);
  return inputs;
}

gboolean
cli_files_check (const CliOptions *options, GError **error)
{
  const struct
  {
    const char *option, *path;
  } outputs[] = { { "--output", options->output },
                  { "--plot", options->plot },
                  { "--reproduction", options->reproduction },
                  { "--beds", options->beds } };
  g_autoptr (GHashTable) inputs = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      const char *path = outputs[i].path, *before;
      char *identity;

      if (!cli_output_check (outputs[i].option, path, error))
        return FALSE;
      identity = cli_output_is_standard (path) ? NULL : identify (path);
      if (identity == NULL)
        continue;
      inputs = inputs != NULL ? inputs : list_inputs (options);
      before = g_hash_table_lookup (taken, identity);
      if (g_hash_table_contains (inputs, identity))
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is one of the input files", outputs[i].option,
                     path);
      else if (before != NULL)
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is also the file of %s", outputs[i].option,
                     path, before);
      else
        {
          g_hash_table_insert (taken, identity, (gpointer) outputs[i].option);
          continue;
        }
      g_free (identity);
      return FALSE;
    }
  return TRUE;
}
