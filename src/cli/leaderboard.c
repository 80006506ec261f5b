/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The models of a forecast hub in order of their scores. */

#include "cli.h"

#include <math.h>

#include "prognosis-board.h"
#include "prognosis-error.h"

static const struct
{
  const char *id;
  PrognosisBoardBy by;
} kinds[] = {
  { "all", PROGNOSIS_BOARD_ALL },       { "horizon", PROGNOSIS_BOARD_HORIZON }, { "place", PROGNOSIS_BOARD_PLACE },
  { "season", PROGNOSIS_BOARD_SEASON }, { "round", PROGNOSIS_BOARD_ROUND },
};

static gboolean
get_by (const char *id, PrognosisBoardBy *by, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (id == NULL || g_str_equal (kinds[i].id, id))
      {
        *by = kinds[i].by;
        return TRUE;
      }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "Option --by: “%s” is not known; expected horizon, place, season or round", id);
  return FALSE;
}

static void
append_cell (GString *text, double value, int n_digits)
{
  if (isnan (value))
    g_string_append_printf (text, " %8s", "-");
  else
    g_string_append_printf (text, " %8.*f", n_digits, value);
}

/* Columns of fixed width, to read. */
static GString *
make_table (const PrognosisBoard *board, const GPtrArray *groups)
{
  GString *text = g_string_new (NULL);
  int width = 5;

  for (guint g = 0; g < groups->len; g++)
    {
      const PrognosisBoardGroup *group = g_ptr_array_index (groups, g);

      for (guint i = 0; i < group->rows->len; i++)
        width = MAX (width, (int) g_utf8_strlen (g_array_index (group->rows, PrognosisBoardRow, i).model, -1));
    }
  g_string_append_printf (text, "%s: %" G_GSIZE_FORMAT " forecasts of %s. Relative interval scores; less is better.\n",
                          prognosis_board_get_target (board), prognosis_board_get_n_tasks (board),
                          prognosis_board_get_baseline (board));
  for (guint g = 0; g < groups->len; g++)
    {
      const PrognosisBoardGroup *group = g_ptr_array_index (groups, g);

      if (groups->len > 1 || !g_str_equal (group->name, "all"))
        g_string_append_printf (text, "\n%s\n", group->name);
      g_string_append_printf (text, "%-*s %8s %8s %8s %8s %8s %8s\n", width, "model", "share", "rel. log", "rel. WIS", "WIS",
                              "in 50 %", "in 95 %");
      for (guint i = 0; i < group->rows->len; i++)
        {
          const PrognosisBoardRow *row = &g_array_index (group->rows, PrognosisBoardRow, i);

          g_string_append_printf (text, "%-*s", width, row->model);
          append_cell (text, row->share, 2);
          append_cell (text, row->relative_log, 3);
          append_cell (text, row->relative, 3);
          append_cell (text, row->wis, 2);
          append_cell (text, row->in50, 3);
          append_cell (text, row->in95, 3);
          g_string_append_c (text, '\n');
        }
    }
  return text;
}

gboolean
cli_leaderboard_run (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisHub) hub = NULL;
  g_autoptr (PrognosisBoard) board = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  PrognosisBoardBy by;
  const PrognosisBoardOptions wanted = {
    .target = options->target,
    .more = (const char *const *) options->operands,
    .truth = (const char *const *) options->truth,
    .least_share = isnan (options->least_share) ? 0.5 : options->least_share,
  };
  gint64 started_usec = g_get_monotonic_time ();

  if (!get_by (options->by, &by, error) || !cli_job_get_hub (run, &hub, error))
    return FALSE;
  board = prognosis_board_new (hub, &wanted, run->cancellable, error);
  if (board == NULL)
    return FALSE;
  for (const char *const *note = prognosis_board_get_notes (board); *note != NULL; note++)
    cli_messages_warn ("%s", *note);
  groups = prognosis_board_rank (board, by);
  run->stats.read_s += cli_stats_seconds_since (started_usec);
  if (!cli_output_is_standard (options->output))
    cli_output_take_csv (run->output, options->output, prognosis_board_to_csv (groups), options->for_spreadsheet);
  if (options->output == NULL || !cli_output_is_standard (options->output))
    cli_output_take_text (run->output, NULL, make_table (board, groups));
  else
    cli_output_take_csv (run->output, NULL, prognosis_board_to_csv (groups), options->for_spreadsheet);
  return TRUE;
}
