/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help.h"

#include <stdio.h>
#include <string.h>

#include "options.h"

#define WIDTH 92
#define INDENT 27

/* Breaks @text at spaces; the cursor stands at @column, further lines begin at @indent. */
static void
print_wrapped (const char *text, int column, int indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      int length = (int) g_utf8_strlen (words[i], -1);

      if (column > indent && column + 1 + length > WIDTH)
        {
          printf ("\n%*s", indent, "");
          column = indent;
        }
      else if (column > indent)
        {
          putchar (' ');
          column++;
        }
      fputs (words[i], stdout);
      column += length;
    }
  putchar ('\n');
}

static void
print_option (const CliOption *option)
{
  g_autofree char *head = g_strdup_printf ("  %s %s", option->name, option->value != NULL ? option->value : "");
  g_autoptr (GString) text = g_string_new (option->help);
  int length = (int) strlen (head);

  if (option->preset != NULL)
    g_string_append_printf (text, " [%s]", option->preset);
  fputs (head, stdout);
  if (length + 2 > INDENT)
    printf ("\n%*s", INDENT, "");
  else
    printf ("%*s", INDENT - length, "");
  print_wrapped (text->str, INDENT, INDENT);
}

void
cli_help_print_command (const CliCommand *command)
{
  const CliOption *options;
  gsize n;

  printf ("Usage: prognosis-cli %s%s%s [OPTION]...\n\n", command->name, *command->operands != '\0' ? " " : "", command->operands);
  print_wrapped (command->summary, 0, 0);
  printf ("\n%s\nOptions (defaults in brackets):\n", command->details);
  options = cli_options_list (&n);
  for (gsize i = 0; i < n; i++)
    if (options[i].commands & command->bit)
      print_option (&options[i]);
}

void
cli_help_print_program (const CliCommand *const *commands)
{
  puts ("Usage: prognosis-cli COMMAND [FILE]... [OPTION]...\n"
        "\n"
        "Reads outbreak data, fits epidemic models to them and forecasts; needs no display.\n"
        "\n"
        "Commands:");
  for (gsize i = 0; commands[i] != NULL; i++)
    {
      printf ("  %-10s ", commands[i]->name);
      print_wrapped (commands[i]->summary, 13, 13);
    }
  puts ("\n"
        "  prognosis-cli COMMAND --help   describes a command and its options\n"
        "  prognosis-cli --version        prints the version\n"
        "\n"
        "FILE stands for one or more files, or a folder of files (CSV, may be compressed: .csv.gz).\n"
        "The format is detected from the content.\n"
        "\n"
        "Exit status: 0 success; 1 error in the command line; 2 error in the input; 3 computation\n"
        "failed or result could not be written; 130 interrupted. Output files are written completely\n"
        "or not at all.");
}
