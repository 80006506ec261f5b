/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an axis has ticks, and their labels. Linear ticks are multiples of 1, 2 or 5 times a power of ten, logarithmic ones
   powers of ten with steps between, dates the starts of days, weeks, months or years. Among the candidates, the finest is
   taken whose labels fit with a gap between them, as measured by the caller. Numbers follow the locale only on screen. */

#include "prognosis-config.h"

#include "prognosis-ticks.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MAX_TICKS 60
/* The first day of year 1 and the last of year 9999, the range of GDate. */
#define FIRST_DAY (-719162.0)
#define LAST_DAY 2932896.0
#define JULIAN_1970 719163 /* g_date_get_julian() of day 0 */

static void
tick_clear (gpointer data)
{
  PrognosisTick *tick = data;

  g_free (tick->label);
  g_free (tick->second);
}

static GArray *
ticks_new (void)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (PrognosisTick));

  g_array_set_clear_func (ticks, tick_clear);
  return ticks;
}

static void
take_tick (GArray *ticks, double value, char *label, char *second)
{
  PrognosisTick tick = { value, label, second };

  g_array_append_val (ticks, tick);
}

gboolean
prognosis_range_is_valid (double from, double to, gboolean is_log)
{
  if (!isfinite (from) || !isfinite (to) || from >= to || fabs (from) > 1e300 || fabs (to) > 1e300)
    return FALSE;
  if (is_log)
    return from > 1e-300 && log10 (to / from) > PROGNOSIS_RANGE_MIN_SHARE;
  return to - from > PROGNOSIS_RANGE_MIN_SHARE * MAX (fabs (from), fabs (to)) && to - from > 1e-300;
}

/* Adds separators to digits such as "1234567.5"; @digits uses '.' and may start with '-'. */
static char *
group_digits (const char *digits, gboolean localised)
{
  const char *point = ".", *separator = "\342\200\257"; /* narrow no-break space: unambiguous in every language */
  const char *dot = strchr (digits, '.');
  gsize n_whole = dot != NULL ? (gsize) (dot - digits) : strlen (digits);
  gsize first = digits[0] == '-' ? 1 : 0;
  gboolean grouped = n_whole - first > 4;
  GString *text = g_string_new (NULL);

  if (localised)
    {
      const struct lconv *conv = localeconv ();

      if (g_utf8_validate (conv->decimal_point, -1, NULL) && conv->decimal_point[0] != '\0')
        point = conv->decimal_point;
      if (g_utf8_validate (conv->thousands_sep, -1, NULL) && conv->thousands_sep[0] != '\0')
        separator = conv->thousands_sep;
    }
  if (first == 1)
    g_string_append (text, "\342\210\222"); /* minus sign */
  for (gsize i = first; i < n_whole; i++)
    {
      g_string_append_c (text, digits[i]);
      if (grouped && i + 1 < n_whole && (n_whole - i - 1) % 3 == 0)
        g_string_append (text, separator);
    }
  if (dot != NULL)
    g_string_append_printf (text, "%s%s", point, dot + 1);
  return g_string_free (text, FALSE);
}

char *
prognosis_format_fixed (double value, int decimals, gboolean localised)
{
  char format[8], digits[400];

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 15));
  g_ascii_formatd (digits, sizeof digits, format, value);
  if (strspn (digits, "-0.") == strlen (digits) && digits[0] == '-')
    return group_digits (digits + 1, localised);
  return group_digits (digits, localised);
}

/* Formats mantissa and exponent: "1.5×10¹²" */
static char *
format_power (double value, int digits, gboolean localised)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  char format[8], buffer[64];
  char *e;
  int exponent;
  GString *text;
  g_autofree char *mantissa = NULL;

  g_snprintf (format, sizeof format, "%%.%de", CLAMP (digits, 0, 14));
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  e = strchr (buffer, 'e');
  if (e == NULL)
    return g_strdup (buffer);
  *e = '\0';
  exponent = (int) g_ascii_strtoll (e + 1, NULL, 10);
  mantissa = group_digits (buffer, localised);
  text = g_string_new (NULL);
  if (g_strcmp0 (mantissa, "1") != 0)
    g_string_append_printf (text, "%s×", mantissa);
  g_string_append (text, "10");
  if (exponent < 0)
    g_string_append (text, "⁻");
  g_snprintf (buffer, sizeof buffer, "%d", ABS (exponent));
  for (const char *c = buffer; *c != '\0'; c++)
    g_string_append (text, raised[*c - '0']);
  return g_string_free (text, FALSE);
}

static int
decimals_of_step (double step)
{
  int decimals = (int) ceil (-log10 (step) - 1e-9);

  /* 2.5 needs one more decimal than 1, 2 and 5 */
  return MAX (decimals, 0);
}

/* The labels of an axis share a unit: "900k" and "1.1M" are hard to compare. */
static char *
format_tick (double value, double step, double largest, gboolean localised)
{
  static const struct
  {
    double scale;
    const char *suffix;
  } units[] = { { 1e12, "T" }, { 1e9, "B" }, { 1e6, "M" } };

  if (value == 0)
    return g_strdup ("0");
  if (largest >= 1e15 || largest < 1e-4)
    return format_power (value, CLAMP ((int) (floor (log10 (fabs (value)) + 1e-9) - floor (log10 (step) + 1e-9)), 0, 12),
                         localised);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (largest >= units[i].scale && step >= units[i].scale * 1e-4)
      {
        g_autofree char *number
            = prognosis_format_fixed (value / units[i].scale, decimals_of_step (step / units[i].scale), localised);

        return g_strconcat (number, units[i].suffix, NULL);
      }
  return prognosis_format_fixed (value, decimals_of_step (step), localised);
}

static double
nice_step (double least)
{
  double power = pow (10, floor (log10 (least)));
  double share = least / power;

  if (share <= 1 + 1e-9)
    return power;
  if (share <= 2 + 1e-9)
    return 2 * power;
  if (share <= 5 + 1e-9)
    return 5 * power;
  return 10 * power;
}

static GArray *
ticks_of_step (double from, double to, double step, gboolean localised)
{
  GArray *ticks = ticks_new ();
  double slack = 1e-9 * (to - from);
  double first = ceil ((from - slack) / step), last = floor ((to + slack) / step);
  double largest = MAX (fabs (first), fabs (last)) * step;

  for (double k = first; k <= last && ticks->len < MAX_TICKS; k++)
    {
      double value = k * step;

      take_tick (ticks, value, format_tick (value, step, largest, localised), NULL);
      if (k + 1 == k)
        break;
    }
  return ticks;
}

GArray *
prognosis_ticks_linear (double from, double to, gsize max_n, gboolean whole, gboolean localised)
{
  double step;

  if (!prognosis_range_is_valid (from, to, FALSE))
    return ticks_new ();
  step = nice_step ((to - from) / (double) CLAMP (max_n, 1, MAX_TICKS - 2));
  if (whole)
    step = MAX (step, 1);
  return ticks_of_step (from, to, step, localised);
}

static char *
format_log (double value, gboolean localised)
{
  if (value >= 0.9e15 || value < 0.9e-4)
    return format_power (value, 0, localised);
  if (value >= 1 - 1e-9)
    return format_tick (value, pow (10, floor (log10 (value) + 1e-9)), value, localised);
  return prognosis_format_fixed (value, (int) ceil (-log10 (value) - 1e-9), localised);
}

GArray *
prognosis_ticks_log (double from, double to, gsize max_n, gboolean localised)
{
  static const double fine[] = { 1, 2, 5 };
  double first, last, decades;
  GArray *ticks;
  gsize n_fine;
  int stride;

  if (!prognosis_range_is_valid (from, to, TRUE))
    return ticks_new ();
  max_n = CLAMP (max_n, 2, MAX_TICKS / 3);
  decades = log10 (to / from);
  if (decades < 0.7)
    {
      ticks = prognosis_ticks_linear (from, to, max_n, FALSE, localised);
      if (ticks->len > 0 && g_array_index (ticks, PrognosisTick, 0).value <= 0)
        g_array_remove_index (ticks, 0);
      return ticks;
    }
  ticks = ticks_new ();
  first = floor (log10 (from));
  last = floor (log10 (to) + 1e-9);
  n_fine = 3 * decades <= (double) max_n ? 3 : 1;
  stride = MAX (1, (int) ceil (decades / (double) max_n));
  for (double power = stride * ceil (first / stride); power <= last && ticks->len < MAX_TICKS; power += stride)
    for (gsize i = 0; i < n_fine; i++)
      {
        double value = fine[i] * pow (10, power);

        if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9))
          take_tick (ticks, value, format_log (value, localised), NULL);
      }
  return ticks;
}

/* TRUE if labels are at least @gap apart. */
static gboolean
labels_fit (GArray *ticks, double from, double to, double length, double gap, PrognosisMeasureFunc measure, gpointer user_data)
{
  double end = -INFINITY;

  for (guint i = 0; i < ticks->len; i++)
    {
      PrognosisTick *tick = &g_array_index (ticks, PrognosisTick, i);
      double width = tick->label != NULL ? measure (tick->label, user_data) : 0;
      double centre = (tick->value - from) / (to - from) * length;

      if (tick->second != NULL)
        width = MAX (width, measure (tick->second, user_data));
      if (centre - width / 2 < end + gap)
        return FALSE;
      end = centre + width / 2;
    }
  return TRUE;
}

GArray *
prognosis_ticks_fit (double from, double to, double length, double gap, gboolean whole, gboolean localised,
                     PrognosisMeasureFunc measure, gpointer user_data)
{
  gsize max_n = (gsize) CLAMP (length / 26, 1, 12);

  for (; max_n > 1; max_n--)
    {
      GArray *ticks = prognosis_ticks_linear (from, to, max_n, whole, localised);

      if (labels_fit (ticks, from, to, length, gap, measure, user_data))
        return ticks;
      g_array_unref (ticks);
    }
  return prognosis_ticks_linear (from, to, 1, whole, localised);
}

GArray *
prognosis_ticks_ratio (double from, double to, double length, double gap, gboolean localised, PrognosisMeasureFunc measure,
                       gpointer user_data)
{
  for (gsize max_n = (gsize) CLAMP (length / 26, 2, 12);; max_n--)
    {
      GArray *ticks = prognosis_ticks_log (pow (10, from), pow (10, to), max_n, localised);

      for (guint i = 0; i < ticks->len; i++)
        g_array_index (ticks, PrognosisTick, i).value = log10 (g_array_index (ticks, PrognosisTick, i).value);
      if (max_n <= 2 || labels_fit (ticks, from, to, length, gap, measure, user_data))
        return ticks;
      g_array_unref (ticks);
    }
}

typedef struct
{
  int n_days, n_months, n_years; /* exactly one of them is nonzero */
} CalendarStep;

static void
day_to_date (double day, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (lround (CLAMP (day, FIRST_DAY, LAST_DAY)) + JULIAN_1970));
}

static double
date_to_day (const GDate *date)
{
  return (double) g_date_get_julian (date) - JULIAN_1970;
}

/* In the language of the surrounding text, also in files, whose numbers are the same in every locale. */
static const char *
month_name (const GDate *date)
{
  /* Translators: names of months, abbreviated as usual on the axis of a chart. */
  static const char *const names[] = { NC_ ("month", "Jan"), NC_ ("month", "Feb"), NC_ ("month", "Mar"), NC_ ("month", "Apr"),
                                       NC_ ("month", "May"), NC_ ("month", "Jun"), NC_ ("month", "Jul"), NC_ ("month", "Aug"),
                                       NC_ ("month", "Sep"), NC_ ("month", "Oct"), NC_ ("month", "Nov"), NC_ ("month", "Dec") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[g_date_get_month (date) - 1]);
}

static char *
date_label (const GDate *date, const CalendarStep *step)
{
  if (step->n_years > 0)
    return g_strdup_printf ("%d", g_date_get_year (date));
  if (step->n_months > 0)
    return g_strdup (month_name (date));
  /* Translators: a day and the short name of its month; the order can be changed. */
  return g_strdup_printf (C_ ("date", "%1$d %2$s"), g_date_get_day (date), month_name (date));
}

/* The first multiple of the step that is not before @from. */
static void
first_date (double from, const CalendarStep *step, GDate *date)
{
  double day = ceil (from - 1e-9);

  if (step->n_days > 1)
    { /* weeks start on Mondays: day 4 was one */
      double phase = fmod (day - 4, step->n_days);

      day += phase > 0 ? step->n_days - phase : -phase;
    }
  day_to_date (day, date);
  if (step->n_days > 0)
    return;
  if (g_date_get_day (date) > 1)
    {
      g_date_set_day (date, 1);
      g_date_add_months (date, 1);
    }
  if (step->n_months > 0)
    while ((g_date_get_month (date) - 1) % step->n_months != 0)
      g_date_add_months (date, 1);
  else
    while (g_date_get_month (date) != 1 || g_date_get_year (date) % step->n_years != 0)
      g_date_add_months (date, 1);
}

/* @at_end: the ticks of months and years are at the last day of the month, where data of months are. */
static GArray *
ticks_of_calendar (double from, double to, const CalendarStep *step, gboolean at_end)
{
  GArray *ticks = ticks_new ();
  int year = -1;
  GDate date;

  first_date (at_end ? from - 30 : from, step, &date);
  while (date_to_day (&date) <= to + 1e-9 && ticks->len < MAX_TICKS)
    {
      const double day
          = date_to_day (&date) + (at_end ? g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)) - 1 : 0);
      char *second = NULL;

      if (day > to + 1e-9)
        break;
      if (day < from - 1e-9)
        {
          g_date_add_months (&date, (guint) (step->n_months + 12 * step->n_years));
          continue;
        }
      if (step->n_years == 0 && g_date_get_year (&date) != year)
        second = g_strdup_printf ("%d", g_date_get_year (&date));
      year = g_date_get_year (&date);
      take_tick (ticks, day, date_label (&date, step), second);
      if (g_date_get_year (&date) + step->n_years > 9998)
        break;
      if (step->n_days > 0)
        g_date_add_days (&date, (guint) step->n_days);
      else
        g_date_add_months (&date, (guint) (step->n_months + 12 * step->n_years));
    }
  return ticks;
}

GArray *
prognosis_ticks_date (double from, double to, double length, double gap, gboolean has_months, gboolean localised,
                      PrognosisMeasureFunc measure, gpointer user_data)
{
  static const CalendarStep steps[] = {
    { 1, 0, 0 }, { 2, 0, 0 }, { 7, 0, 0 }, { 14, 0, 0 }, { 0, 1, 0 },  { 0, 2, 0 },  { 0, 3, 0 },   { 0, 6, 0 },
    { 0, 0, 1 }, { 0, 0, 2 }, { 0, 0, 5 }, { 0, 0, 10 }, { 0, 0, 20 }, { 0, 0, 50 }, { 0, 0, 100 }, { 0, 0, 500 },
  };

  if (!prognosis_range_is_valid (from, to, FALSE) || from < FIRST_DAY || to > LAST_DAY)
    return prognosis_ticks_fit (from, to, length, gap, TRUE, localised, measure, user_data);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double days = steps[i].n_days + 30.44 * steps[i].n_months + 365.25 * steps[i].n_years;
      GArray *ticks;

      /* do not measure labels that would have less than 30 px each */
      if (days / (to - from) * length < 30 || (has_months && steps[i].n_days > 0))
        continue;
      ticks = ticks_of_calendar (from, to, &steps[i], has_months);
      if (labels_fit (ticks, from, to, length, gap, measure, user_data))
        return ticks;
      g_array_unref (ticks);
    }
  return ticks_new ();
}

char *
prognosis_figure_format_number (double value, gboolean localised)
{
  double size = fabs (value);
  int decimals;

  if (!isfinite (value))
    return g_strdup ("–");
  if (size >= 1e15 || (size < 1e-4 && size > 0))
    return format_power (value, 2, localised);
  decimals = size == floor (size) || size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
  return prognosis_format_fixed (value, decimals, localised);
}

char *
prognosis_figure_format_x (double value, PrognosisAxis axis, gboolean localised)
{
  GDate date;

  if (!isfinite (value))
    return g_strdup ("–");
  if (axis == PROGNOSIS_AXIS_RATIO)
    return prognosis_figure_format_number (pow (10, value), localised);
  if (axis == PROGNOSIS_AXIS_NUMBER)
    return prognosis_figure_format_number (value, localised);
  if (axis == PROGNOSIS_AXIS_INDEX || value < FIRST_DAY || value > LAST_DAY)
    return prognosis_format_fixed (round (value), 0, localised);
  day_to_date (value, &date);
  if (axis == PROGNOSIS_AXIS_MONTH)
    /* Translators: the short name of a month, and the year; the order can be changed. */
    return g_strdup_printf (C_ ("date", "%1$s %2$d"), month_name (&date), g_date_get_year (&date));
  /* Translators: day, short name of the month, and year; the order can be changed. */
  return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), g_date_get_day (&date), month_name (&date), g_date_get_year (&date));
}
