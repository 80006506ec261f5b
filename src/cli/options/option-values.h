/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "options.h"

G_BEGIN_DECLS

/* Each turns the text of one option into a field of CliOptions. Error messages continue "Option --NAME: ". */
gboolean cli_parse_switch (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_text (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_list (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_csv_for (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_reading (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_within (const CliOption *option, const char *value, CliOptions *options, GError **error);
/* These append to a list. */
gboolean cli_parse_threshold (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_change (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_group (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_where (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_file (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_picture (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_day (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_days (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_levels (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_number (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_int (const CliOption *option, const char *value, CliOptions *options, GError **error);
/* These set the engine's options. */
gboolean cli_parse_engine_switch (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_engine_int (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_setting (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_set (const CliOption *option, const char *value, CliOptions *options, GError **error);
gboolean cli_parse_observe (const CliOption *option, const char *value, CliOptions *options, GError **error);

G_END_DECLS
