/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Countries of the places in data, from codes and names as files have them. */

#include "prognosis-place-list.h"
#include "prognosis-place.h"

#include <string.h>

/* Each place as “code”, “code=name” or “=name”; each country as two letters, “-” for none. */
static const struct
{
  const char *places, *countries;
} cases[] = {
  /* names */
  { "=Alabama;=Utah;=Georgia", "US US US" },
  { "=Georgia;=Armenia;=Azerbaijan", "GE AM AZ" },
  { "=Georgia", "-" },
  { "=US;=Germany;=Korea, South;=Taiwan*;=Georgia;=Diamond Princess", "US DE KR TW GE -" },
  { "=Germany", "DE" },
  { "=deutschland", "DE" },
  { "=Puerto Rico;=Ohio;=Iowa", "US US US" },
  { "=Alabama;=Ohio;=Diamond Princess;=Recovered;=Utah", "US US US US US" },
  { "=Alabama;=Ohio;=Ontario", "US US CA" },
  { "=Berlin;=Bayern;=Köln", "DE DE DE" },
  { "=Bavaria;=Thuringia", "DE DE" },
  { "=England;=Scotland;=Wales;=Northern Ireland", "GB GB GB GB" },
  { "=New South Wales;=Victoria", "AU AU" },
  { "=Autauga, Alabama;=Cook, Illinois;=Washington, Oregon", "US US US" },
  { "=Autauga, Alabama, US", "US" },
  { "=LK Lörrach;=SK Köln;=LK Harburg", "DE DE DE" },
  { "=Springfield;=Shelbyville", "- -" },
  { "=Springfield;=Ohio", "- US" },
  { "=S\u00e3o Paulo;=Bahia", "BR BR" },
  { "=La Rioja;=Madrid;=Navarra", "ES ES ES" },
  { "=", "-" },
  /* codes */
  { "AT;BE;DE;FR;MT", "AT BE DE FR MT" },
  { "AUT;DEU;USA", "AT DE US" },
  { "DE", "-" },
  { "DE;MT", "- -" },
  { "DE=Germany", "DE" },
  { "DE=Delaware", "US" },
  { "NY;TX;CA", "US US US" },
  { "CA;IN;IL;DE", "- - - -" },
  { "BE", "BE" },
  { "SE;FI;NO", "SE FI NO" },
  { "EL;IE", "GR IE" },
  { "DE-BY;DE-BE", "DE DE" },
  { "US-CA;US_NY;US.DE", "US US US" },
  { "DE;DE-BY;DE-BE", "DE DE DE" },
  { "XX;YY", "- -" },
  { "ab;cd", "- -" },
  /* numbers */
  { "01;02;06", "- - -" },
  { "US;01;02;06", "US US US US" },
  { "US;03;07", "US - -" },
  { "01=Alabama;06=California", "US US" },
  { "01=Schleswig-Holstein;02=Hamburg", "DE DE" },
  { "1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16", "DE DE DE DE DE DE DE DE DE DE DE DE DE DE DE DE" },
  { "1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;17", "- - - - - - - - - - - - - - - -" },
  { "8336=LK Loerrach;8337=LK Waldshut", "DE DE" },
  { "8336;8337", "- -" },
};

/* Finds the countries of places as in the table above. */
static char *
find (const char *places)
{
  g_auto (GStrv) list = g_strsplit (places, ";", -1);
  gsize n = g_strv_length (list);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **found = NULL;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      char *equals = strchr (list[i], '=');

      g_ptr_array_add (names, equals != NULL ? g_strdup (equals + 1) : NULL);
      if (equals != NULL)
        *equals = '\0';
    }
  found = prognosis_places_find_countries ((const char *const *) list, (const char *const *) names->pdata, n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", found[i] != NULL ? found[i] : "-");
  return g_string_free (text, FALSE);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (cases[i].places);

      g_test_message ("%s", cases[i].places);
      g_assert_cmpstr (found, ==, cases[i].countries);
    }
}

/* All parts of a country, in each way to write them; @form: 0 names, 1 letters, 2 numbers. */
static void
test_whole_countries (void)
{
  gsize n;
  const PrognosisPart *parts = prognosis_part_list (&n);

  for (gsize first = 0, end = 0; first < n; first = end)
    for (int form = 0; form < 3; form++)
      {
        g_autoptr (GString) places = g_string_new (NULL);
        g_autoptr (GString) expected = g_string_new (NULL);
        g_autofree char *found = NULL;

        for (end = first; end < n && strcmp (parts[end].country, parts[first].country) == 0; end++)
          {
            g_auto (GStrv) names = g_strsplit (parts[end].names, "|", -1);

            if ((form == 1 && parts[end].code == NULL) || (form == 2 && parts[end].number == 0))
              continue;
            g_string_append_printf (places, "%s", places->len > 0 ? ";" : "");
            if (form == 0)
              g_string_append_printf (places, "=%s", names[0]);
            else if (form == 1)
              g_string_append (places, parts[end].code);
            else
              g_string_append_printf (places, "%02d", parts[end].number);
            g_string_append_printf (expected, "%s%s", expected->len > 0 ? " " : "", parts[end].country);
          }
        if (places->len == 0)
          continue;
        found = find (places->str);
        g_test_message ("%s", places->str);
        g_assert_cmpstr (found, ==, expected->str);
      }
}

/* Departments of France are numbered like states of the US, but with other gaps. */
static void
test_departments (void)
{
  g_autoptr (GString) places = g_string_new ("01");
  g_autofree char *found = NULL;

  for (int i = 2; i <= 95; i++)
    g_string_append_printf (places, ";%02d", i);
  found = find (places->str);
  g_assert_null (strchr (found, 'U'));
  g_assert_null (strchr (found, 'D'));
}

static void
test_find (void)
{
  static const struct
  {
    const char *text, *country;
  } texts[] = {
    { "US", "US" },  { "us", "US" },           { "usa", "US" },        { "United States", "US" },
    { "DEU", "DE" }, { "Germany", "DE" },      { "Österreich", "AT" }, { "UK", "GB" },
    { "EL", "GR" },  { "Bavaria", NULL },      { "", NULL },           { "none", NULL },
    { "XX", NULL },  { "Korea, South", "KR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (prognosis_country_find (texts[i].text), ==, texts[i].country);
}

/* Codes are unique and ordered, so that an addition does not repeat one. */
static void
test_list (void)
{
  gsize n;
  const PrognosisCountry *countries = prognosis_country_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (strlen (countries[i].code), ==, 2);
      g_assert_cmpuint (strlen (countries[i].code3), ==, 3);
      g_assert_true (i == 0 || strcmp (countries[i - 1].code, countries[i].code) < 0);
      g_assert_cmpstr (prognosis_country_find (countries[i].code), ==, countries[i].code);
      g_assert_cmpstr (prognosis_country_find (countries[i].code3), ==, countries[i].code);
    }
}

static void
test_winter (void)
{
  g_assert_cmpint (prognosis_country_get_winter ("FR"), ==, 1);
  g_assert_cmpint (prognosis_country_get_winter ("XK"), ==, 1);
  g_assert_cmpint (prognosis_country_get_winter ("AU"), ==, -1);
  g_assert_cmpint (prognosis_country_get_winter ("ZA"), ==, -1);
  g_assert_cmpint (prognosis_country_get_winter ("BR"), ==, 0);
  g_assert_cmpint (prognosis_country_get_winter ("CN"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/cases", test_cases);
  g_test_add_func ("/place/whole-countries", test_whole_countries);
  g_test_add_func ("/place/departments", test_departments);
  g_test_add_func ("/place/find", test_find);
  g_test_add_func ("/place/list", test_list);
  g_test_add_func ("/place/winter", test_winter);
  return g_test_run ();
}
