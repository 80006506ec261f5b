/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-forecaster-item.h"
#include "prognosis-forecaster-list.h"

static void
test_forecasters_are_listed_once (void)
{
  g_autoptr (GListModel) items = prognosis_forecaster_item_list ();
  gsize n;

  prognosis_forecaster_list (&n);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/forecaster-item/each-once", test_forecasters_are_listed_once);
  return g_test_run ();
}
