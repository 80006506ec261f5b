/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the manual page: the text of a file, with the options in place of a line "@OPTIONS@". Runs when the program is built. */

#include <stdio.h>

#include "command-list.h"
#include "options.h"

/* "@OPTIONS@" alone on a line. */
#define PLACE "@OPTIONS@\n"

static const char *const titles[CLI_N_SECTIONS] = { "Input", "Computation", "Output" };

/* A leading point or quote would be a request, a plain hyphen is not the minus that one types, and quotes are named. */
static void
print_text (const char *text)
{
  if (*text == '.' || *text == '\'')
    fputs ("\\&", stdout);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    switch (g_utf8_get_char (text))
      {
      case '-': fputs ("\\-", stdout); break;
      case '\\': fputs ("\\e", stdout); break;
      case 0x2018: fputs ("\\(oq", stdout); break;
      case 0x2019: fputs ("\\(cq", stdout); break;
      case 0x201c: fputs ("\\(lq", stdout); break;
      case 0x201d: fputs ("\\(rq", stdout); break;
      default: fwrite (text, 1, (gsize) (g_utf8_next_char (text) - text), stdout);
      }
}

static void
print_option (const CliOption *option)
{
  fputs (".TP\n\\fB", stdout);
  print_text (option->name);
  fputs ("\\fR", stdout);
  if (option->value != NULL)
    {
      fputs (" \\fI", stdout);
      print_text (option->value);
      fputs ("\\fR", stdout);
    }
  putchar ('\n');
  print_text (option->help);
  if (option->preset != NULL)
    {
      fputs (". Default: ", stdout);
      print_text (option->preset);
    }
  putchar ('\n');
  if (option->commands != CLI_ALL)
    {
      const char *before = "(";

      for (const CliCommand *const *command = cli_command_list; *command != NULL; command++)
        if (option->commands & (*command)->bit)
          {
            printf ("%s%s", before, (*command)->name);
            before = ", ";
          }
      puts (")");
    }
}

static void
print_options (void)
{
  gsize n;
  const CliOption *options = cli_options_list (&n);

  for (int section = 0; section < CLI_N_SECTIONS; section++)
    {
      printf (".SS %s\n", titles[section]);
      for (gsize i = 0; i < n; i++)
        if ((int) options[i].section == section)
          print_option (&options[i]);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (argc == 2, 1);
  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  parts = g_strsplit (text, PLACE, 2);
  g_return_val_if_fail (g_strv_length (parts) == 2, 1);
  fputs (parts[0], stdout);
  print_options ();
  fputs (parts[1], stdout);
  return 0;
}
