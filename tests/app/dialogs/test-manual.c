/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manual, and the explanations beside terms. */

#include "app-test-window.h"
#include "prognosis-glossary.h"

#include <string.h>

#define SCHOOL "influenza-boarding-school-1978.csv"

/* TRUE if a label under @root has this text. */
static gboolean
has_text (gpointer root, const char *text)
{
  GtkLabel *label;

  for (guint i = 0; (label = app_test_find_type (root, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (g_str_equal (gtk_label_get_text (label), text))
      return TRUE;
  return FALSE;
}

/* Every page has text, the last one every term; it fits on a phone, and Escape closes it. */
static void
test_manual (void)
{
  PrognosisWindow *window = app_test_new_window (1000, 700);
  GtkWindow *manual;
  GtkStack *stack;
  GListModel *pages;
  gsize n;
  const PrognosisTerm *terms = prognosis_glossary_list (&n);

  app_test_activate (window, "win.manual", g_variant_new_string ("manual-reading"));
  manual = app_test_find_dialog (window, ADW_TYPE_WINDOW);
  g_assert_nonnull (manual);
  stack = app_test_find_type (manual, GTK_TYPE_STACK, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "manual-reading");
  app_test_run_for (200);
  app_test_keep_screenshot (manual, "manual.png");
  pages = G_LIST_MODEL (gtk_stack_get_pages (stack));
  g_assert_cmpuint (g_list_model_get_n_items (pages), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (pages, i);
      GtkStackPage *page = GTK_STACK_PAGE (item);

      g_assert_cmpuint (strlen (gtk_stack_page_get_title (page)), >, 0);
      g_assert_cmpuint (app_test_count (gtk_stack_page_get_child (page), GTK_TYPE_LABEL), >=, 4);
    }
  gtk_stack_set_visible_child_name (stack, "glossary");
  app_test_run_for (200);
  for (gsize i = 0; i < n; i++)
    g_assert_true (has_text (gtk_stack_get_visible_child (stack), terms[i].text));
  app_test_keep_screenshot (manual, "glossary.png");
  app_test_assert_small (GTK_WIDGET (manual), "manual");
  app_test_close_window (window);
}

/* The button beside a page's sentence names its terms to a screen reader, and its popover explains them. */
static void
test_button (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisChartPage *page = app_test_get_page (window, "reproduction");
  GtkMenuButton *button = app_test_find_type (page, GTK_TYPE_MENU_BUTTON, 0);

  app_test_activate (window, "win.page", g_variant_new_string ("reproduction"));
  app_test_run_for (100);
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), ==, "What is this?");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What is this? Reproduction number (R), Basic reproduction number (R₀), Interval, "
                                       "Generation time, Transmission rate");
  gtk_menu_button_popup (button);
  app_test_run_for (200);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  g_assert_true (has_text (gtk_menu_button_get_popover (button), "Generation time"));
  app_test_keep_screenshot (window, "what-is-this.png");
  gtk_menu_button_popdown (button);
  app_test_close_window (window);
}

/* Wherever a number is shown that needs a word, the word is explained beside it. */
static void
test_places (void)
{
  static const struct
  {
    const char *page; /* NULL: the panel */
    const char *name; /* of the button */
  } places[] = {
    { "trajectories", "What is this? Interval, Median, Origin, Horizon, Persistence" },
    { "compare", "What is this? Origin, Horizon, Persistence, Score, Coverage" },
    { NULL, "What is this? Reproduction number (R), Generation time, Transmission rate, Loss, Neural network" },
    { NULL, "What is this? Basic reproduction number (R₀), Interval, Compartment, Ascertainment" },
  };
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gpointer root = places[i].page != NULL ? (gpointer) app_test_get_page (window, places[i].page) : window->model_panel;
      GtkWidget *button = NULL;
      gboolean found = FALSE;

      for (guint nth = 0; !found && (button = app_test_find_type (root, GTK_TYPE_MENU_BUTTON, nth)) != NULL; nth++)
        {
          g_autofree char *other
              = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, places[i].name);

          found = other == NULL;
        }
      if (!found)
        g_error ("nothing explains “%s”", places[i].name);
      g_assert_true (gtk_widget_get_visible (button));
      g_assert_true (gtk_widget_get_can_focus (button));
    }
  app_test_close_window (window);
}

/* Unknown ids would show nothing. */
static void
test_terms (void)
{
  gsize n;
  const PrognosisTerm *terms = prognosis_glossary_list (&n);

  g_assert_cmpuint (n, >=, 15);
  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *button = g_object_ref_sink (prognosis_glossary_new_button (terms[i].id));

      g_assert_true (has_text (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), terms[i].title));
      g_object_unref (button);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (terms[i].id, !=, terms[j].id);
    }
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/manual/manual", test_manual);
  g_test_add_func ("/app/manual/button", test_button);
  g_test_add_func ("/app/manual/places", test_places);
  g_test_add_func ("/app/manual/terms", test_terms);
  return g_test_run ();
}
