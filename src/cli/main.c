/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <stdio.h>

#include "cli.h"
#include "command-list.h"
#include "help.h"
#include "prognosis-config.h"
#include "prognosis-error.h"

enum
{
  STATUS_DONE = 0,
  STATUS_COMMAND_LINE = 1,
  STATUS_INPUT = 2,
  STATUS_COMPUTATION = 3,
};

#define ANY_CODE -1

/* Write failures use the same exit status as computation failures. */
static int
get_status (const GError *error)
{
  const struct
  {
    GQuark domain;
    int code;
    int status;
  } statuses[] = {
    { PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, STATUS_COMMAND_LINE },
    { PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, STATUS_INPUT },
    { PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, STATUS_COMPUTATION },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, CLI_STATUS_INTERRUPTED },
    { G_IO_ERROR, ANY_CODE, STATUS_COMPUTATION },
    { G_FILE_ERROR, ANY_CODE, STATUS_COMPUTATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (error->domain == statuses[i].domain && (statuses[i].code == ANY_CODE || statuses[i].code == error->code))
      return statuses[i].status;
  return STATUS_COMPUTATION;
}

/* Input errors begin with file and line, so that editors and scripts find them. */
static int
report (const GError *error, const char *command)
{
  int status = get_status (error);
  g_autofree char *text = NULL;

  if (status == CLI_STATUS_INTERRUPTED)
    {
      cli_messages_say_interrupted ();
      return status;
    }
  if (status == STATUS_INPUT)
    text = g_strdup (error->message);
  else if (status == STATUS_COMMAND_LINE)
    text = g_strdup_printf ("prognosis-cli: %s; see “prognosis-cli%s%s --help”", error->message, command != NULL ? " " : "",
                            command != NULL ? command : "");
  else
    text = g_strdup_printf ("prognosis-cli: %s", error->message);
  cli_messages_error (text);
  return status;
}

static const CliCommand *
find_command (const char *name, GError **error)
{
  for (gsize i = 0; cli_command_list[i] != NULL; i++)
    if (g_str_equal (cli_command_list[i]->name, name))
      return cli_command_list[i];
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "%s “%s” is not known", *name == '-' ? "Option" : "The command",
               name);
  return NULL;
}

/* Puts the name of the option before an error of the engine that is about one. */
static void
name_option (GError **error)
{
  const char *id = prognosis_error_get_option (*error);
  const CliOption *option = id != NULL ? cli_options_find (id) : NULL;

  if (option != NULL)
    g_prefix_error (error, "Option %s: ", option->name);
}

static int
run_command (CliRun *run)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  cli_messages_configure (run->options->quiet, run->options->progress);
  is_done = run->command->run (run, &error) && cli_output_commit (run->output, &error);
  cli_messages_progress_done ();
  if (!is_done)
    name_option (&error);
  if (!is_done && g_cancellable_is_cancelled (run->cancellable))
    {
      g_clear_error (&error);
      g_cancellable_set_error_if_cancelled (run->cancellable, &error);
    }
  if (is_done && run->options->stats)
    {
      g_autofree char *line = cli_stats_to_json (&run->stats);

      cli_messages_error (line);
    }
  return is_done ? STATUS_DONE : report (error, run->command->name);
}

/* What was printed may still be on its way to a full disk. */
static int
finish_printing (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return STATUS_DONE;
  cli_messages_error ("prognosis-cli: cannot write standard output");
  return STATUS_COMPUTATION;
}

static int
dispatch (char **arguments, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CliOptions) options = NULL;
  g_autoptr (CliOutput) output = cli_output_new (cancellable);
  CliRun run = { .cancellable = cancellable, .output = output };

  run.command = find_command (arguments[0], &error);
  if (run.command == NULL)
    return report (error, NULL);
  options = cli_options_parse (run.command, arguments + 1, &error);
  if (options == NULL)
    return report (error, run.command->name);
  if (options->wants_help)
    {
      cli_help_print_command (run.command);
      return finish_printing ();
    }
  if (!cli_files_check (options, &error))
    return report (error, run.command->name);
  run.options = options;
  cli_stats_init (&run.stats);
  return run_command (&run);
}

/* @name: of a command, or NULL. */
static int
say_help (const char *name)
{
  g_autoptr (GError) error = NULL;
  const CliCommand *command = name != NULL ? find_command (name, &error) : NULL;

  if (error != NULL)
    return report (error, NULL);
  if (command != NULL)
    cli_help_print_command (command);
  else
    cli_help_print_program (cli_command_list);
  return finish_printing ();
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  /* Character set only: messages and numbers do not depend on the locale. */
  setlocale (LC_CTYPE, "");

  if (argc < 2)
    {
      cli_messages_error ("prognosis-cli: no command given; see “prognosis-cli --help”");
      return STATUS_COMMAND_LINE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    return say_help (argv[2]);
  if (g_str_equal (argv[1], "--version"))
    {
      puts ("prognosis-cli " PROGNOSIS_VERSION);
      return finish_printing ();
    }
  return dispatch (argv + 1, cli_interrupt_start ());
}
