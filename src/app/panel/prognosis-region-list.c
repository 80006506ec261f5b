/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-style.h"
#include "prognosis-region-list.h"
#include "prognosis-region-row.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>

struct _PrognosisRegionList
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  GListStore *items;
  GtkCustomFilter *filter;
  GtkMultiSelection *selection;
  char *wanted;        /* the search text, case-folded */
  gboolean is_syncing; /* the selection is being copied from the session */
  gboolean extends;    /* whether Ctrl or Shift was held at the last press */
  guint take_id;

  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *count;
  GtkListBox *groups; /* the first row: all regions */
  GtkMenuButton *name_group;
  GtkPopover *group_popover;
  GtkEntry *group_name;
  gconstpointer listed; /* the data of the rows; only compared */
  GPtrArray *shown;     /* of PrognosisRegionGroup: those of the rows */
};

G_DEFINE_TYPE (PrognosisRegionList, prognosis_region_list, PROGNOSIS_TYPE_PAGE)

void
prognosis_region_list_focus_search (PrognosisRegionList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static gsize
get_region (PrognosisRegionList *self, guint position)
{
  g_autoptr (PrognosisRegionItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return prognosis_region_item_get_region (item);
}

static void
show_count (PrognosisRegionList *self)
{
  guint n = gtk_bitset_get_size (prognosis_session_get_choices (self->session)->regions);
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  /* Translators: the number of selected regions, and the number of all regions. */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u selected"), n, all);

  gtk_label_set_label (self->count, text);
}

/* Copies the selection from the session. */
static void
sync_selection (PrognosisRegionList *self)
{
  const GtkBitset *chosen = prognosis_session_get_choices (self->session)->regions;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  for (guint i = 0; i < n; i++)
    if (gtk_bitset_contains (chosen, get_region (self, i)))
      gtk_bitset_add (selected, i);
  self->is_syncing = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  self->is_syncing = FALSE;
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  show_count (self);
}

/* --- groups ------------------------------------------------------------------------- */

/* Those that can be added up. (transfer full) */
static GtkBitset *
dup_all (PrognosisDataset *dataset)
{
  GtkBitset *all = gtk_bitset_new_empty ();

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_region (dataset, r)->total_of == NULL)
      gtk_bitset_add (all, (guint) r);
  return all;
}

static void
group_cb (PrognosisRegionList *self, GtkListBoxRow *row)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  const int number = gtk_list_box_row_get_index (row) - 1;
  g_autoptr (GtkBitset) regions
      = number < 0 ? dup_all (dataset) : prognosis_region_group_dup_regions (g_ptr_array_index (self->shown, number), dataset);

  if (!gtk_bitset_is_empty (regions))
    prognosis_session_select_regions (self->session, regions);
}

static void
remove_cb (GtkWidget *button, PrognosisRegionList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const int number = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) - 1;
  g_autofree char *name = g_strdup (prognosis_region_group_get_name (g_ptr_array_index (self->shown, number)));

  prognosis_session_set_group (self->session, name, NULL);
}

static void
named_cb (PrognosisRegionList *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->group_name))));

  if (*name == '\0')
    {
      gtk_widget_error_bell (GTK_WIDGET (self->group_name));
      return;
    }
  gtk_popover_popdown (self->group_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->group_name), "");
  prognosis_session_set_group (self->session, name, prognosis_session_get_choices (self->session)->regions);
}

static void
add_group_row (PrognosisRegionList *self, const char *name, guint n, gboolean can_remove)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (name);
  g_autofree char *text = g_strdup_printf (ngettext ("%u region", "%u regions", n), n);
  GtkWidget *count = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  if (can_remove)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
      /* Translators: a group of regions. */
      g_autofree char *tooltip = g_strdup_printf (_ ("Remove the group “%s”"), name);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, tooltip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_append (self->groups, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static gboolean
are_shown (PrognosisRegionList *self, const GPtrArray *groups)
{
  if (self->shown->len != groups->len)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    if (g_ptr_array_index (self->shown, i) != g_ptr_array_index (groups, i))
      return FALSE;
  return TRUE;
}

/* Rows are made anew only if groups changed: one of them may have the focus. */
static void
show_groups (PrognosisRegionList *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisDataset *dataset = choices->dataset;
  g_autoptr (GtkBitset) all = dataset != NULL ? dup_all (dataset) : gtk_bitset_new_empty ();
  GtkListBoxRow *row;

  gtk_widget_set_visible (GTK_WIDGET (self->groups), gtk_bitset_get_size (all) > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->name_group), gtk_bitset_get_size (choices->regions) > 1);
  if (self->listed == dataset && are_shown (self, choices->groups))
    return;
  self->listed = dataset;
  while ((row = gtk_list_box_get_row_at_index (self->groups, 0)) != NULL)
    gtk_list_box_remove (self->groups, GTK_WIDGET (row));
  g_ptr_array_set_size (self->shown, 0);
  add_group_row (self, _ ("All regions"), (guint) gtk_bitset_get_size (all), FALSE);
  for (guint i = 0; dataset != NULL && i < choices->groups->len; i++)
    {
      PrognosisRegionGroup *group = g_ptr_array_index (choices->groups, i);
      g_autoptr (GtkBitset) regions = prognosis_region_group_dup_regions (group, dataset);

      g_ptr_array_add (self->shown, prognosis_region_group_ref (group));
      add_group_row (self, prognosis_region_group_get_name (group), (guint) gtk_bitset_get_size (regions), TRUE);
    }
}

/* --- selection ---------------------------------------------------------------------- */

/* The selected regions hidden by the search. (transfer full) */
static GtkBitset *
dup_hidden (PrognosisRegionList *self)
{
  GtkBitset *hidden = gtk_bitset_copy (prognosis_session_get_choices (self->session)->regions);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    gtk_bitset_remove (hidden, get_region (self, i));
  return hidden;
}

static void
selection_cb (PrognosisRegionList *self)
{
  g_autoptr (GtkBitset) positions = NULL;
  g_autoptr (GtkBitset) regions = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->is_syncing)
    return;
  positions = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  regions = self->extends ? dup_hidden (self) : gtk_bitset_new_empty ();
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, positions, &position); ok; ok = gtk_bitset_iter_next (&iter, &position))
    gtk_bitset_add (regions, get_region (self, position));
  if (gtk_bitset_is_empty (regions))
    sync_selection (self); /* at least one region is always selected */
  else
    prognosis_session_select_regions (self->session, regions);
}

static gboolean
take_cb (gpointer user_data)
{
  PrognosisRegionList *self = user_data;

  self->take_id = 0;
  selection_cb (self);
  return G_SOURCE_REMOVE;
}

/* A click on the only match of a search selects that region alone: if it was one of several selected regions, the list
 * reports no change. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, PrognosisRegionList *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_KEY_PRESS)
    self->extends = (gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
  if (type == GDK_BUTTON_RELEASE && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY && self->wanted != NULL
      && !self->extends && self->take_id == 0)
    self->take_id = g_idle_add (take_cb, self);
  return GDK_EVENT_PROPAGATE;
}

/* Enter selects the first match. */
static void
found_cb (PrognosisRegionList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  self->extends = FALSE;
  self->is_syncing = TRUE;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  self->is_syncing = FALSE;
  selection_cb (self);
}

static void
stop_search_cb (PrognosisRegionList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
data_cb (PrognosisRegionList *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  gsize n = dataset != NULL ? prognosis_dataset_get_n_regions (dataset) : 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (items, prognosis_region_item_new (dataset, i));
  self->is_syncing = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  self->is_syncing = FALSE;
  sync_selection (self);
}

static gboolean
match_cb (gpointer item, gpointer user_data)
{
  PrognosisRegionList *self = user_data;

  return self->wanted == NULL || strstr (prognosis_region_item_get_key (item), self->wanted) != NULL;
}

static void
search_cb (PrognosisRegionList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  self->is_syncing = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  self->is_syncing = FALSE;
  sync_selection (self);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, prognosis_region_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  PrognosisRegionItem *region = gtk_list_item_get_item (item);
  /* Translators: the name of a region, and its latest value. */
  g_autofree char *name = g_strdup_printf (C_ ("region", "%s, %s"), prognosis_region_item_get_name (region),
                                           prognosis_region_item_get_latest (region));

  prognosis_region_row_set_item (PROGNOSIS_REGION_ROW (gtk_list_item_get_child (item)), region);
  prognosis_style_name_item (item, name);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  prognosis_region_row_set_item (PROGNOSIS_REGION_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
choices_cb (PrognosisRegionList *self)
{
  sync_selection (self);
  show_groups (self);
}

static void
prognosis_region_list_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisRegionList *self = PROGNOSIS_REGION_LIST (page);

  self->session = session;
  g_signal_connect_object (session, "data-changed", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  data_cb (self);
  show_groups (self);
}

static void
prognosis_region_list_dispose (GObject *object)
{
  PrognosisRegionList *self = PROGNOSIS_REGION_LIST (object);

  g_clear_handle_id (&self->take_id, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (prognosis_region_list_parent_class)->dispose (object);
}

static void
prognosis_region_list_class_init (PrognosisRegionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_region_list_dispose;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_region_list_follow;

  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-region-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, search);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, stack);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, list);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, count);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, groups);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, name_group);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, group_popover);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionList, group_name);
  gtk_widget_class_bind_template_callback (widget_class, group_cb);
  gtk_widget_class_bind_template_callback (widget_class, named_cb);
}

static void
prognosis_region_list_init (PrognosisRegionList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_region_group_unref);
  self->items = g_list_store_new (PROGNOSIS_TYPE_REGION_ITEM);
  self->filter = gtk_custom_filter_new (match_cb, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), events);
}
