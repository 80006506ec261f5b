/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-flow.h"
#include "prognosis-model-list.h"

/* "S>E β I, E>I σ". */
static char *
list_flows (const char *id)
{
  const PrognosisModel *model = prognosis_model_find (id);
  g_autoptr (GArray) flows = prognosis_flow_list (model);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < flows->len; i++)
    {
      const PrognosisFlow *flow = &g_array_index (flows, PrognosisFlow, i);

      g_string_append_printf (text, "%s%s>%s %s", i > 0 ? ", " : "", model->states[flow->from].id, model->states[flow->to].id,
                              flow->rate);
    }
  return g_string_free (text, FALSE);
}

static void
test_models (void)
{
  static const char *const cases[][2] = {
    { "sir", "S>I β I, I>R γ" },
    { "seir", "S>E β I, E>I σ, I>R γ" },
    { "seird", "S>E β I, E>I σ, I>R (1 − r) γ, I>D r γ" },
    { "sueir", "S>E β (I + E), E>U (1 − μ) σ, E>I μ σ, I>R γ" },
    { "autoode-covid", "S>E β(t) Σ A (I + E), E>U (1 − μ) σ, E>I μ σ, I>R γ, R>D (a t + b)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *flows = list_flows (cases[i][0]);

      g_assert_cmpstr (flows, ==, cases[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/flow/models", test_models);
  return g_test_run ();
}
