/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-day.h"
#include "prognosis-day-entry.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>

struct _PrognosisDayEntry
{
  GtkWidget parent_instance;

  PrognosisDataset *dataset; /* a reference */
  char *label;
  gboolean may_be_empty;
  int day;
  int first;

  GtkWidget *entry;
  GtkWidget *button; /* NULL if the data number their days */
  GtkWidget *calendar;
  int month; /* shown by the calendar, counted from year 0 */
  gboolean is_syncing;
};

G_DEFINE_TYPE (PrognosisDayEntry, prognosis_day_entry, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_day (PrognosisDayEntry *self)
{
  g_autofree char *text = self->day != PROGNOSIS_NO_DAY ? prognosis_dataset_format_day (self->dataset, self->day) : g_strdup ("");

  self->is_syncing = TRUE;
  prognosis_style_fill (GTK_EDITABLE (self->entry), text);
  self->is_syncing = FALSE;
  gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, self->label);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
prognosis_day_entry_set_day (PrognosisDayEntry *self, int day)
{
  self->day = day;
  show_day (self);
}

int
prognosis_day_entry_get_day (PrognosisDayEntry *self)
{
  return self->day;
}

void
prognosis_day_entry_set_first (PrognosisDayEntry *self, int first)
{
  self->first = first;
}

static void
take (PrognosisDayEntry *self, int day)
{
  gboolean is_other = day != self->day;

  prognosis_day_entry_set_day (self, day);
  if (is_other)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Parses dates as commonly written by hand: "15.3.2020". */
static gboolean
parse_dotted (const char *text, int *day)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 0);
  guint64 numbers[3];

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (int i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 1, 9999, &numbers[i], NULL))
      return FALSE;
  if (numbers[2] < 1000 || !prognosis_day_is_valid ((int) numbers[2], (int) numbers[1], (int) numbers[0]))
    return FALSE;
  *day = prognosis_day_from_ymd ((int) numbers[2], (int) numbers[1], (int) numbers[0]);
  return TRUE;
}

static gboolean
parse (PrognosisDayEntry *self, const char *text, int *day)
{
  if (*text == '\0' && self->may_be_empty)
    {
      *day = PROGNOSIS_NO_DAY;
      return TRUE;
    }
  return ((prognosis_dataset_get_frequency (self->dataset) != PROGNOSIS_FREQUENCY_INDEX && parse_dotted (text, day))
          || prognosis_dataset_parse_day (self->dataset, text, day, NULL))
         && *day >= self->first;
}

/* (transfer full) */
static char *
dup_expected (PrognosisDayEntry *self)
{
  const PrognosisFrequency frequency = prognosis_dataset_get_frequency (self->dataset);
  g_autofree char *first = prognosis_dataset_format_day (self->dataset, self->first);

  if (frequency == PROGNOSIS_FREQUENCY_MONTHLY)
    /* Translators: the first month that can be chosen. */
    return g_strdup_printf (_ ("A month no earlier than %s, as YYYY-MM"), first);
  /* Translators: the first day that can be chosen. */
  return g_strdup_printf (frequency == PROGNOSIS_FREQUENCY_INDEX ? _ ("A day no earlier than %s, as a number")
                                                                 : _ ("A date no earlier than %s, as YYYY-MM-DD"),
                          first);
}

/* Shows the expected format below the entry, and announces it to screen readers. */
static void
say_what_is_expected (PrognosisDayEntry *self)
{
  g_autofree char *text = dup_expected (self);

  gtk_widget_set_tooltip_text (self->entry, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_trigger_tooltip_query (self->entry);
}

static void
entered_cb (PrognosisDayEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  int day;

  if (self->is_syncing)
    return;
  if (parse (self, text, &day))
    take (self, day);
  else
    {
      gtk_widget_add_css_class (self->entry, "error");
      say_what_is_expected (self);
    }
}

/* Invalid text stays while the entry has the focus, so that it can be corrected; then the last valid day returns. */
static void
left_cb (PrognosisDayEntry *self)
{
  g_autofree char *expected = NULL;

  entered_cb (self);
  if (!self->is_syncing && gtk_widget_has_css_class (self->entry, "error"))
    expected = dup_expected (self);
  show_day (self);
  if (expected != NULL)
    g_signal_emit (self, signals[REFUSED], 0, expected);
}

static void
picked_cb (PrognosisDayEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  int month = 12 * g_date_time_get_year (date) + g_date_time_get_month (date), day;
  gboolean is_leafing = month != self->month;

  self->month = month;
  /* Turning to another month does not choose a day. */
  if (self->is_syncing || is_leafing)
    return;
  day = prognosis_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date));
  take (self, MAX (day, self->first));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

/* The calendar opens at the entered day. */
static void
opened_cb (PrognosisDayEntry *self)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day;

  prognosis_day_to_ymd (self->day != PROGNOSIS_NO_DAY ? self->day : self->first, &year, &month, &day);
  date = g_date_time_new_local (year, month, day, 12, 0, 0);
  self->is_syncing = TRUE;
  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->is_syncing = FALSE;
}

static void
add_calendar (PrognosisDayEntry *self, const char *label)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = gtk_calendar_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("Choose from a calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (opened_cb), self);
}

GtkWidget *
prognosis_day_entry_new (PrognosisDataset *dataset, const char *label, const char *none)
{
  PrognosisDayEntry *self = g_object_new (PROGNOSIS_TYPE_DAY_ENTRY, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->dataset = prognosis_dataset_ref (dataset);
  self->may_be_empty = none != NULL;
  self->day = PROGNOSIS_NO_DAY;
  self->first = G_MININT + 1;
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), none);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 10);
  self->label = g_strdup (label);
  gtk_widget_set_tooltip_text (self->entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  if (prognosis_dataset_get_frequency (dataset) != PROGNOSIS_FREQUENCY_INDEX)
    add_calendar (self, label);
  return GTK_WIDGET (self);
}

static void
prognosis_day_entry_dispose (GObject *object)
{
  PrognosisDayEntry *self = PROGNOSIS_DAY_ENTRY (object);

  self->is_syncing = TRUE;
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (prognosis_day_entry_parent_class)->dispose (object);
}

static void
prognosis_day_entry_class_init (PrognosisDayEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_day_entry_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED]
      = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
prognosis_day_entry_init (PrognosisDayEntry *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
