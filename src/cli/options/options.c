/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a command line with the list of options, and checks what they mean together. */

#include "options.h"

#include <math.h>
#include <string.h>

#include "option-values.h"
#include "prognosis-error.h"
#include "prognosis-forecast.h"

void
cli_options_free (CliOptions *self)
{
  g_strfreev (self->operands);
  g_free (self->format);
  prognosis_columns_clear (&self->columns);
  g_strfreev (self->changes);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->reproduction);
  g_free (self->length_of_stay);
  g_free (self->beds);
  g_free (self->population);
  g_free (self->adjacency);
  g_free (self->holidays);
  g_free (self->assume_deaths);
  g_free (self->assume_recoveries);
  g_strfreev (self->regions);
  g_strfreev (self->signals);
  g_free (self->origin);
  g_strfreev (self->models);
  g_free (self->method);
  g_strfreev (self->origins);
  g_strfreev (self->vintages);
  g_strfreev (self->truth);
  g_free (self->disease);
  g_free (self->shard);
  g_free (self->diary);
  g_free (self->hub);
  g_free (self->target);
  g_free (self->by);
  g_strfreev (self->outputs);
  g_strfreev (self->thresholds);
  g_free (self->levels);
  prognosis_options_free (self->engine);
  g_free (self->output);
  g_free (self->plot);
  g_free (self->plot_region);
  g_free (self);
}

static const CliOption *
find_option (const char *name, gsize length)
{
  gsize n;
  const CliOption *options = cli_options_list (&n);

  for (gsize i = 0; i < n; i++)
    if (strlen (options[i].name) == length && strncmp (options[i].name, name, length) == 0)
      return &options[i];
  return NULL;
}

const CliOption *
cli_options_find (const char *id)
{
  /* The engine calls this option by another name. */
  const char *own = g_str_equal (id, PROGNOSIS_OPTION_FIXED) ? "set" : id;
  const PrognosisSetting *setting = prognosis_setting_find (id);
  g_autofree char *name = g_strconcat ("--", setting != NULL ? prognosis_setting_get_option (setting) : own, NULL);

  return find_option (name, strlen (name));
}

static const CliOption *
find_option_of (const CliCommand *command, const char *argument, GError **error)
{
  gsize length = strcspn (argument, "=");
  const CliOption *option = g_str_equal (argument, "-h") ? find_option ("--help", 6) : find_option (argument, length);

  if (option == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %.*s is not known", (int) length, argument);
  else if (!(option->commands & command->bit))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s does not apply to the command “%s”", option->name,
                   command->name);
      option = NULL;
    }
  return option;
}

static gboolean
set_option (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  if (option->parse (option, value, options, error))
    return TRUE;
  g_prefix_error (error, "Option %s: ", option->name);
  return FALSE;
}

static gboolean
is_option (const char *argument)
{
  return argument[0] == '-' && argument[1] != '\0';
}

/* Takes an option and what belongs to it; returns the argument after them, or NULL on error. */
static char **
take_option (const CliCommand *command, char **argument, CliOptions *options, GError **error)
{
  const CliOption *option = find_option_of (command, *argument, error);
  char *equals = strchr (*argument, '=');

  if (option == NULL)
    return NULL;
  if (option->value == NULL && equals != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s takes no value", option->name);
      return NULL;
    }
  if (option->value == NULL || equals != NULL)
    return set_option (option, equals != NULL ? equals + 1 : NULL, options, error) ? argument + 1 : NULL;

  argument++;
  if (*argument == NULL || g_str_has_prefix (*argument, "--"))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s needs a value: %s %s", option->name, option->name,
                   option->value);
      return NULL;
    }
  do
    if (!set_option (option, *argument++, options, error))
      return NULL;
  while (option->is_many && *argument != NULL && !is_option (*argument));
  return argument;
}

static gboolean
take_arguments (const CliCommand *command, char **argument, CliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) operands = g_ptr_array_new_with_free_func (g_free);
  gboolean takes_options = TRUE;

  while (*argument != NULL)
    if (takes_options && g_str_equal (*argument, "--"))
      {
        takes_options = FALSE;
        argument++;
      }
    else if (takes_options && is_option (*argument))
      {
        argument = take_option (command, argument, options, error);
        if (argument == NULL)
          return FALSE;
      }
    else
      g_ptr_array_add (operands, g_strdup (*argument++));
  g_ptr_array_add (operands, NULL);
  options->operands = (char **) g_ptr_array_steal (operands, NULL);
  return TRUE;
}

static gboolean
check_operands (const CliCommand *command, const CliOptions *options, GError **error)
{
  int n = (int) g_strv_length (options->operands);

  if (n < command->min_operands)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "The command “%s” needs %s", command->name, command->operands);
  else if (command->max_operands >= 0 && n > command->max_operands)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "“%s” is an unexpected argument of the command “%s”",
                 options->operands[command->max_operands], command->name);
  else
    return TRUE;
  return FALSE;
}

/* A size given with a kind that has none would have no effect. */
static gboolean
check_kind (const char *size, gboolean is_given, const char *kind_option, const char *kind, int wanted, int given, GError **error)
{
  if (!is_given || given == 0 || given == wanted)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: it applies only with %s %s", size, kind_option, kind);
  return FALSE;
}

static gboolean
check_combinations (const CliOptions *options, const PrognosisOptions *presets, GError **error)
{
  const PrognosisOptions *engine = options->engine;
  gboolean has_knots = engine->n_knots != presets->n_knots, has_rank = engine->rank != presets->rank;

  if (options->for_spreadsheet && options->hub != NULL)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                           "Option --csv-for: the format of a hub is fixed; leave out --hub or --csv-for");
      return FALSE;
    }
  return check_kind ("--knots", has_knots, "--transmission", "piecewise", PROGNOSIS_TRANSMISSION_PIECEWISE,
                     (int) engine->transmission, error)
         && check_kind ("--hidden", engine->hidden != presets->hidden, "--transmission", "neural", PROGNOSIS_TRANSMISSION_NEURAL,
                        (int) engine->transmission, error)
         && check_kind ("--layers", engine->layers != presets->layers, "--transmission", "neural", PROGNOSIS_TRANSMISSION_NEURAL,
                        (int) engine->transmission, error)
         && check_kind ("--rank", has_rank, "--coupling", "low-rank", PROGNOSIS_COUPLING_LOW_RANK, (int) engine->coupling, error);
}

/* --knots implies the piecewise linear function and --rank the low-rank coupling. A network's size implies nothing: some
 * forecasters are networks themselves. */
static void
complete_kinds (PrognosisOptions *engine, const PrognosisOptions *presets)
{
  if (engine->n_knots != presets->n_knots && engine->transmission == PROGNOSIS_TRANSMISSION_DEFAULT)
    engine->transmission = PROGNOSIS_TRANSMISSION_PIECEWISE;
  if (engine->rank != presets->rank && engine->coupling == PROGNOSIS_COUPLING_DEFAULT)
    engine->coupling = PROGNOSIS_COUPLING_LOW_RANK;
}

static CliOptions *
new_options (void)
{
  CliOptions *self = g_new0 (CliOptions, 1);
  const double *levels = prognosis_forecast_hub_levels (&self->n_levels);

  self->engine = prognosis_options_new ();
  self->levels = g_memdup2 (levels, self->n_levels * sizeof *levels);
  self->models = g_strdupv ((char *[]){ (char *) "auto", NULL });
  self->progress = -1;
  self->admitted = self->capacity = self->least_share = NAN;
  self->columns = (PrognosisColumns) PROGNOSIS_COLUMNS_INIT;
  return self;
}

CliOptions *
cli_options_parse (const CliCommand *command, char **arguments, GError **error)
{
  g_autoptr (CliOptions) self = new_options ();
  g_autoptr (PrognosisOptions) presets = prognosis_options_copy (self->engine);

  if (!take_arguments (command, arguments, self, error))
    return NULL;
  if (!self->wants_help && (!check_operands (command, self, error) || !check_combinations (self, presets, error)))
    return NULL;
  complete_kinds (self->engine, presets);
  return g_steal_pointer (&self);
}
