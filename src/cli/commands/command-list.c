/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-list.h"

extern const CliCommand cli_command_inspect, cli_command_models, cli_command_simulate, cli_command_fit, cli_command_forecast,
    cli_command_backtest, cli_command_score, cli_command_nowcast, cli_command_diary, cli_command_merge, cli_command_validate;

/* A new command is a file of this folder and a line here. */
const CliCommand *const cli_command_list[] = {
  &cli_command_inspect,  &cli_command_models,   &cli_command_simulate, &cli_command_fit,
  &cli_command_forecast, &cli_command_backtest, &cli_command_nowcast,  &cli_command_score,
  &cli_command_validate, &cli_command_diary,    &cli_command_merge,    NULL,
};
