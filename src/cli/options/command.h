/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the functions of one command share, see cli.h. */
typedef struct _CliRun CliRun;

/* Sets of commands: which of them know an option. */
typedef enum
{
  CLI_INSPECT = 1 << 0,
  CLI_MODELS = 1 << 1,
  CLI_SIMULATE = 1 << 2,
  CLI_FIT = 1 << 3,
  CLI_FORECAST = 1 << 4,
  CLI_BACKTEST = 1 << 5,
  CLI_SCORE = 1 << 6,
  CLI_NOWCAST = 1 << 7,
  CLI_MERGE = 1 << 8,
  CLI_DIARY = 1 << 9,
  CLI_VALIDATE = 1 << 10,
  CLI_FITTING = CLI_FIT | CLI_FORECAST | CLI_BACKTEST,
  CLI_READING = CLI_INSPECT | CLI_FITTING | CLI_SCORE | CLI_DIARY,
  CLI_ALL = CLI_READING | CLI_MODELS | CLI_SIMULATE | CLI_NOWCAST | CLI_MERGE | CLI_VALIDATE,
} CliCommandBit;

/**
 * CliCommand:
 *
 * A command is one file in commands/ and one line in command-list.c; options.c says which options it knows.
 */
typedef struct
{
  const char *name;
  CliCommandBit bit;    /* for the option table */
  const char *operands; /* as in the usage line */
  int min_operands;
  int max_operands;    /* -1: any number */
  const char *summary; /* one line */
  const char *details; /* paragraphs of its help */
  gboolean (*run) (CliRun *run, GError **error);
} CliCommand;

G_END_DECLS
