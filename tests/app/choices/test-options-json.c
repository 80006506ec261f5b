/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-options-json.h"
#include "prognosis-setting.h"

#include <json-glib/json-glib.h>

static PrognosisOptions *
read_options (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  PrognosisOptions *options = prognosis_options_new ();

  g_assert_nonnull (node);
  prognosis_options_read_json (options, json_node_get_object (node));
  return options;
}

/* Options survive a file exactly, and files of older versions read as they did. */
static void
test_options_json (void)
{
  g_autoptr (PrognosisOptions) old = read_options ("{\"settings\": {\"knots\": 5.0, \"seed\": 7.0, \"loss\": \"squares\"}}");
  g_autoptr (PrognosisOptions) one = read_options ("{\"settings\": {\"knots\": 1.0}}");
  g_autoptr (PrognosisOptions) piecewise = read_options ("{\"settings\": {\"knots\": 1.0, \"transmission\": \"piecewise\"}}");
  g_autoptr (PrognosisOptions) wrong = read_options ("{\"settings\": {\"knots\": \"many\", \"loss\": 3, \"hidden\": 1e9}}");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisOptions) back = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  g_assert_cmpint (old->n_knots, ==, 5);
  g_assert_cmpuint (old->seed, ==, 7);
  g_assert_cmpint (old->loss, ==, PROGNOSIS_LOSS_SQUARES);
  g_assert_cmpint (one->n_knots, ==, 0);
  g_assert_cmpint (one->transmission, ==, PROGNOSIS_TRANSMISSION_CONSTANT);
  g_assert_cmpint (piecewise->n_knots, ==, 3);
  g_assert_cmpint (piecewise->transmission, ==, PROGNOSIS_TRANSMISSION_PIECEWISE);
  g_assert_cmpint (wrong->n_knots, ==, 0);
  g_assert_cmpint (wrong->loss, ==, PROGNOSIS_LOSS_HUBER);
  g_assert_cmpint (wrong->hidden, ==, 128);

  for (gsize i = 0; i < n; i++)
    prognosis_setting_set (&settings[i], options, settings[i].upper);
  options->seed = G_MAXUINT64;
  options->half_life_days = 0.3;
  prognosis_options_fix (options, "A", "beta", 0.1);
  prognosis_options_observe (options, "cases", "prevalence");
  json_builder_begin_object (json);
  prognosis_options_write_json (options, json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  back = read_options (text);
  for (gsize i = 0; i < n; i++)
    g_assert_true (prognosis_setting_equal (&settings[i], options, back));
  g_assert_cmpuint (back->fixed->len, ==, 1);
  g_assert_cmpuint (back->observe->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/options-json/round-trip", test_options_json);
  return g_test_run ();
}
