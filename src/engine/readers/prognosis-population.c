/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-population.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-figures-table.h"
#include "prognosis-region-match.h"

/* Figures of a table that differ from the built-in ones by a factor near this one are in thousands. */
#define THOUSAND 1000.0
#define FACTOR_OF_YEARS 2.5

gsize
prognosis_population_get_builtin (const PrognosisDataset *dataset, gboolean is_sure, double *persons, char **source)
{
  const PrognosisKnownPlaceSet *set = NULL;
  g_autofree const PrognosisKnownPlace **places = prognosis_region_match (dataset, is_sure, &set);
  gsize n = 0;

  *source = NULL;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      persons[r] = places != NULL && places[r] != NULL ? places[r]->population : (double) NAN;
      n += !isnan (persons[r]);
    }
  if (n > 0)
    *source = prognosis_known_place_set_dup_source (set);
  return n;
}

PrognosisDataset *
prognosis_population_add_builtin (const PrognosisDataset *dataset, gboolean is_sure, GError **error)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree double *persons = g_new (double, n);
  g_autofree char *source = NULL;
  g_autoptr (PrognosisDataset) copy = NULL;
  const PrognosisRegion *first = NULL, *unknown = NULL;
  guint n_used = 0, n_unknown = 0;

  if (prognosis_population_get_builtin (dataset, is_sure, persons, &source) == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("There is no built-in population of “%s”, only of countries and of US states; give a number or a table"),
                   prognosis_dataset_get_region (dataset, 0)->name);
      return NULL;
    }
  copy = prognosis_dataset_copy (dataset);
  for (gsize r = 0; r < n; r++)
    {
      PrognosisRegion *region = &g_array_index (copy->regions, PrognosisRegion, r);

      if (!isnan (region->population))
        continue;
      if (isnan (persons[r]) && n_unknown++ == 0)
        unknown = region;
      if (!isnan (persons[r]) && n_used++ == 0)
        first = region;
      region->population = persons[r];
    }
  if (n_used > 0)
    prognosis_warnings_take (
        copy->given_warnings, NULL, 0, "population-builtin",
        g_strdup_printf (
            /* Translators: a number of regions, the first with its number of persons, and the source. */
            g_dngettext (GETTEXT_PACKAGE, "the population of %u region (%s: %.0f) is a built-in figure: %s",
                         "the populations of %u regions (the first: %s, %.0f) are built-in figures: %s", n_used),
            n_used, first->name, first->population, source));
  if (n_unknown > 0)
    prognosis_warnings_take (
        copy->given_warnings, NULL, 0, "no-population",
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "there is no built-in population of %u region, “%s”",
                                      "there are no built-in populations of %u regions, the first is “%s”", n_unknown),
                         n_unknown, unknown->name));
  prognosis_dataset_annotate (copy);
  return g_steal_pointer (&copy);
}

static PrognosisDataset *
remove_populations (const PrognosisDataset *dataset)
{
  PrognosisDataset *copy = prognosis_dataset_copy (dataset);

  for (guint r = 0; r < copy->regions->len; r++)
    g_array_index (copy->regions, PrognosisRegion, r).population = NAN;
  prognosis_dataset_annotate (copy);
  return copy;
}

/* FALSE also for NAN. */
static gboolean
is_population (double persons)
{
  return persons >= 1 && persons <= 1e15;
}

static int
get_last_year (const PrognosisDataset *dataset)
{
  int year, month, day;

  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    return G_MAXINT;
  prognosis_day_to_ymd (prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1), &year, &month,
                        &day);
  return year;
}

/* Whether most figures are a thousandth of the built-in ones: which one shows it, and how many persons are expected. */
static gboolean
are_thousands (const PrognosisDataset *dataset, gsize *region, double *expected)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree double *builtin = g_new (double, n);
  g_autofree char *source = NULL;
  gsize n_known = 0, n_small = 0;
  gboolean any = FALSE;

  for (gsize r = 0; r < n; r++)
    any |= !isnan (prognosis_dataset_get_region (dataset, r)->population);
  if (!any)
    return FALSE;
  prognosis_population_get_builtin (dataset, TRUE, builtin, &source);
  for (gsize r = 0; r < n; r++)
    {
      const double persons = prognosis_dataset_get_region (dataset, r)->population, factor = builtin[r] / persons;

      if (isnan (factor))
        continue;
      n_known++;
      if (factor < THOUSAND / FACTOR_OF_YEARS || factor > THOUSAND * FACTOR_OF_YEARS)
        continue;
      if (n_small++ == 0)
        {
          *region = r;
          *expected = builtin[r];
        }
    }
  return n_small > 0 && 2 * n_small > n_known;
}

void
prognosis_population_warn_of_unit (PrognosisDataset *dataset)
{
  gsize region = 0;
  double expected = NAN;

  if (!are_thousands (dataset, &region, &expected))
    return;
  prognosis_warnings_take (
      dataset->given_warnings, NULL, 0, "population-unit",
      g_strdup_printf (_ ("the populations seem to be in thousands: %.0f for %s, where about %.0f persons live; "
                          "write persons, or give a table of them"),
                       prognosis_dataset_get_region (dataset, region)->population,
                       prognosis_dataset_get_region (dataset, region)->name, expected));
  prognosis_dataset_annotate (dataset);
}

static PrognosisDataset *
read_table (const PrognosisDataset *dataset, const char *path, GError **error)
{
  g_autoptr (PrognosisDataset) copy = prognosis_dataset_copy (dataset);
  gsize region = 0;
  double expected = NAN;

  if (!prognosis_figures_table_apply (copy, path, get_last_year (dataset), error))
    return NULL;
  if (are_thousands (copy, &region, &expected))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: the populations seem to be in thousands: %.0f for %s, where about %.0f persons live; write persons, or "
                      "“thousands” in the header of the column"),
                   path, prognosis_dataset_get_region (copy, region)->population, prognosis_dataset_get_region (copy, region)->name,
                   expected);
      return NULL;
    }
  prognosis_dataset_annotate (copy);
  return g_steal_pointer (&copy);
}

gboolean
prognosis_parse_persons (const char *text, double *persons)
{
  /* The same separator between groups of three digits, or Indian grouping (two digits, then three at the end). */
  static const char grouped[] = "^\\d{1,3}(?:([ \\x{A0}\\x{202F}\\x{2009}'\\x{2019},.])\\d{3}(?:\\1\\d{3})*|(?:,\\d{2})+,\\d{3})$";
  g_autofree char *plain = g_strstrip (g_strdup (text));
  char *end = NULL;

  if (g_utf8_validate (plain, -1, NULL) && g_regex_match_simple (grouped, plain, 0, 0))
    {
      char *to = plain;

      for (const char *p = plain; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          *to++ = *p;
      *to = '\0';
    }
  *persons = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0';
}

static PrognosisDataset *
read_number (const PrognosisDataset *dataset, const char *text, double persons, GError **error)
{
  if (!is_population (persons))
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is no number of persons; at least 1 was expected"), text);
  else if (prognosis_dataset_get_n_regions (dataset) != 1)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 g_dngettext (GETTEXT_PACKAGE,
                              "One population is given for %zu region; expected a table with one population per region",
                              "Only one population is given for %zu regions; expected a table with one population per region",
                              prognosis_dataset_get_n_regions (dataset)),
                 prognosis_dataset_get_n_regions (dataset));
  else
    return prognosis_dataset_with_populations (dataset, &persons);
  return NULL;
}

PrognosisDataset *
prognosis_read_population (const PrognosisDataset *dataset, const char *text, GError **error)
{
  g_autoptr (PrognosisDataset) peopled = NULL;
  double persons;

  g_return_val_if_fail (dataset != NULL && text != NULL, NULL);

  if (g_str_equal (text, PROGNOSIS_POPULATION_NONE))
    return remove_populations (dataset);
  if (g_str_equal (text, PROGNOSIS_POPULATION_BUILTIN))
    peopled = prognosis_population_add_builtin (dataset, FALSE, error);
  else if (prognosis_parse_persons (text, &persons))
    peopled = read_number (dataset, text, persons, error);
  else
    peopled = read_table (dataset, text, error);
  if (peopled == NULL || !prognosis_population_check (peopled, error))
    return NULL;
  return g_steal_pointer (&peopled);
}

/* The persons that a value stands for: new ones in the step, or those who are present. NAN: it is no count of persons who fall
   ill. */
static double
get_persons (const PrognosisDataset *dataset, gsize region, gsize signal, gsize step)
{
  const PrognosisSignal *s = prognosis_dataset_get_signal (dataset, signal);
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const guint8 flags = prognosis_dataset_get_flags (dataset, region, signal)[step];

  if (s->role == PROGNOSIS_ROLE_OTHER || !s->fitted || (flags & PROGNOSIS_FLAG_EXCLUDED) != 0)
    return NAN;
  if (s->kind == PROGNOSIS_KIND_INCIDENT || s->kind == PROGNOSIS_KIND_PREVALENCE)
    return values[step];
  return s->kind == PROGNOSIS_KIND_CUMULATIVE && step > 0 ? values[step] - values[step - 1] : (double) NAN;
}

static void
set_error_of (GError **error, const PrognosisDataset *dataset, gsize region, gsize signal, gsize step, double persons)
{
  const PrognosisRegion *r = prognosis_dataset_get_region (dataset, region);
  g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) step));
  g_autofree char *text = g_strdup_printf (
      /* Translators: a signal, a region, a day, a number of persons, and the population. */
      _ ("%s in %s on %s: %.0f persons at once, but the population is %.0f; check the population, which is given in persons, not "
         "in "
         "thousands"),
      prognosis_dataset_get_signal (dataset, signal)->name, r->name, day, persons, r->population);
  const char *file;
  guint line;

  prognosis_dataset_get_source_row (dataset, region, signal, step, &file, &line);
  if (file != NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", file, line, text);
  else
    g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, text);
}

gboolean
prognosis_population_check (const PrognosisDataset *dataset, GError **error)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const double population = prognosis_dataset_get_region (dataset, r)->population;

      for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset) && population > 0.0; s++)
        for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
          {
            const double persons = get_persons (dataset, r, s, t);

            if (persons > population)
              {
                set_error_of (error, dataset, r, s, t, persons);
                return FALSE;
              }
          }
    }
  return TRUE;
}
