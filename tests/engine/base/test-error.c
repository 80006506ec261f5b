/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An error about an option keeps its name on its way to whoever reports it. */

#include "prognosis-error.h"

static void
test_option (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) moved = NULL;
  g_autoptr (GError) copy = NULL;

  prognosis_set_option_error (&error, PROGNOSIS_OPTION_FIXED, "%d is too many", 7);
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_cmpstr (error->message, ==, "7 is too many");
  g_propagate_prefixed_error (&moved, g_steal_pointer (&error), "sir: ");
  copy = g_error_copy (moved);
  g_assert_cmpstr (copy->message, ==, "sir: 7 is too many");
  g_assert_cmpstr (prognosis_error_get_option (moved), ==, PROGNOSIS_OPTION_FIXED);
  g_assert_cmpstr (prognosis_error_get_option (copy), ==, PROGNOSIS_OPTION_FIXED);
  prognosis_set_option_error (NULL, PROGNOSIS_OPTION_FIXED, "nobody asks");
}

static void
test_no_option (void)
{
  g_autoptr (GError) plain = g_error_new_literal (PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "no such day");
  g_autoptr (GError) input = g_error_new_literal (PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "a.csv:3: no number");
  g_autoptr (GError) other = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such file");

  g_assert_null (prognosis_error_get_option (plain));
  g_assert_null (prognosis_error_get_option (input));
  g_assert_null (prognosis_error_get_option (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/error/option", test_option);
  g_test_add_func ("/engine/error/no-option", test_no_option);
  return g_test_run ();
}
