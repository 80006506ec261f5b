/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Populations: built in, from tables in any usual form, and those that cannot be right. */

#include "prognosis-error.h"
#include "prognosis-known-place.h"
#include "test-reading.h"

static void
test_names (void)
{
  /* In each row the same country; the first is its code. */
  static const char *const same[][8] = {
    { "KOR", "KR", "Korea, South", "South Korea", "Republic of Korea", "KOREA (Republic of)", "Korea, Rep.", NULL },
    { "PRK", "North Korea", "Korea, North", "Democratic People's Republic of Korea", NULL },
    { "CIV", "Côte d’Ivoire", "Cote d'Ivoire", "COTE D IVOIRE", "Ivory Coast", "ci", NULL },
    { "CZE", "Czechia", "Czech Republic", "CZ", NULL },
    { "VNM", "Viet Nam", "Vietnam", NULL },
    { "USA", "US", "United States of America", "The United States", "U.S.", "U.S.A.", NULL },
    { "GBR", "UK", "United Kingdom", "Great Britain", NULL },
    { "COD", "Congo (Kinshasa)", "DR Congo", "Congo, Dem. Rep.", "Democratic Republic of the Congo", NULL },
    { "COG", "Congo (Brazzaville)", "Congo", "Congo, Rep.", "Republic of the Congo", NULL },
    { "BHS", "Bahamas", "The Bahamas", "Bahamas, The", NULL },
    { "LCA", "Saint Lucia", "St. Lucia", "St Lucia", NULL },
    { "TUR", "Türkiye", "Turkiye", "Turkey", NULL },
    { "CUW", "Curaçao", "Curacao", NULL },
    { "STP", "São Tomé and Príncipe", "Sao Tome & Principe", NULL },
    { "BIH", "Bosnia-Herzegovina", "Bosnia and Herzegovina", NULL },
    { "TLS", "Timor-Leste", "East Timor", NULL },
  };
  const PrognosisKnownPlaceSet *countries = prognosis_known_place_get_set (PROGNOSIS_KNOWN_COUNTRIES);
  const PrognosisKnownPlace *places;
  gsize n;
  const PrognosisKnownPlaceSet *states = prognosis_known_place_get_set (PROGNOSIS_KNOWN_US_STATES);

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    for (gsize k = 0; same[i][k] != NULL; k++)
      {
        const PrognosisKnownPlace *place = prognosis_known_place_set_find (countries, same[i][k]);

        g_test_message ("%s", same[i][k]);
        g_assert_nonnull (place);
        g_assert_cmpstr (place->code, ==, same[i][0]);
      }
  g_assert_null (prognosis_known_place_set_find (countries, "Bavaria"));
  g_assert_null (prognosis_known_place_set_find (countries, ""));
  g_assert_cmpstr (prognosis_known_place_set_find (countries, "Niger")->code, ==, "NER");
  g_assert_cmpstr (prognosis_known_place_set_find (countries, "Guinea")->code, ==, "GIN");
  places = prognosis_known_place_set_list (states, &n);
  g_assert_cmpuint (n, ==, 56);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *point = g_strdup_printf ("%02d.0", places[i].number), *iso = g_strconcat ("US-", places[i].code, NULL);
      g_auto (GStrv) names = g_strsplit (places[i].names, "|", -1);

      for (gsize k = 0; names[k] != NULL; k++)
        g_assert_true (prognosis_known_place_set_find (states, names[k]) == &places[i]);
      g_assert_true (prognosis_known_place_set_find (states, places[i].code) == &places[i]);
      g_assert_true (prognosis_known_place_set_find (states, point) == &places[i]);
      g_assert_true (prognosis_known_place_set_find (states, iso) == &places[i]);
    }
  places = prognosis_known_place_set_list (countries, &n);
  g_assert_cmpuint (n, >, 200);
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (places[i].names, "|", -1);

      for (gsize k = 0; names[k] != NULL; k++)
        {
          g_test_message ("%s", names[k]);
          g_assert_true (prognosis_known_place_set_find (countries, names[k]) == &places[i]);
        }
      g_assert_true (prognosis_known_place_set_find (countries, places[i].code) == &places[i]);
      g_assert_true (prognosis_known_place_set_find (countries, places[i].code2) == &places[i]);
    }
  g_assert_cmpstr (prognosis_known_place_set_find (states, "6")->code, ==, "CA");
  g_assert_cmpstr (prognosis_known_place_set_find (states, "Washington, D.C.")->code, ==, "DC");
}

/* Places with a few cases each. @places: separated by semicolons. (transfer full) */
static PrognosisDataset *
read_places (TestFiles *files, const char *header, const char *places)
{
  g_auto (GStrv) names = g_strsplit (places, ";", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  g_string_append_printf (text, "date,%s,cases\n", header);
  for (gsize i = 0; names[i] != NULL; i++)
    for (int t = 0; t < 9; t++)
      g_string_append_printf (text, strchr (header, ',') != NULL ? "2021-03-%02d,%s,%d\n" : "2021-03-%02d,\"%s\",%d\n", 1 + t,
                              names[i], (int) (20 + 13 * i + (i * 7 + t * 5 + i * t) % 11));
  dataset = test_read_one (test_files_write (files, "cases.csv", text->str, -1), NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static double
get_population (PrognosisDataset *dataset, gsize region)
{
  return prognosis_dataset_get_region (dataset, region)->population;
}

static void
test_builtin (void)
{
  TestFiles files;
  g_autoptr (PrognosisDataset) countries = NULL;
  g_autoptr (PrognosisDataset) states = NULL;
  g_autoptr (PrognosisDataset) fips = NULL;
  g_autoptr (PrognosisDataset) laender = NULL;
  g_autoptr (PrognosisDataset) cantons = NULL;
  g_autoptr (PrognosisDataset) open = NULL;
  g_autoptr (PrognosisDataset) peopled = NULL;
  g_autoptr (PrognosisDataset) of_states = NULL;
  g_autoptr (PrognosisDataset) of_fips = NULL;
  g_autoptr (PrognosisDataset) none = NULL;
  g_autoptr (GError) error = NULL;

  test_files_init (&files);
  countries = read_places (&files, "country", "Korea, South;Germany;Atlantis");
  states = read_places (&files, "state", "Georgia;New York;US");
  fips = read_places (&files, "fips", "1;13;36.0");
  /* Codes of German and Swiss states are those of other countries and US states. */
  laender = read_places (&files, "land", "BW;BY;BE;BB;HB;HH;HE");
  cantons = read_places (&files, "code,canton", "BE,Bern;AR,Ausserrhoden;LU,Luzern");
  open = read_places (&files, "place", "Georgia");
  test_files_clear (&files);

  peopled = prognosis_read_population (countries, "builtin", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (get_population (peopled, 0), >, 51e6);
  g_assert_cmpfloat (get_population (peopled, 1), >, 83e6);
  g_assert_true (isnan (get_population (peopled, 2)));
  g_assert_true (test_has_warning (peopled, "population-builtin", 0));
  g_assert_true (test_has_warning (peopled, "no-population", 0));
  none = prognosis_read_population (peopled, "none", &error);
  g_assert_true (isnan (get_population (none, 1)));

  of_states = prognosis_read_population (states, "builtin", &error);
  g_assert_cmpfloat (get_population (of_states, 0), ==, 10545138);
  g_assert_cmpfloat (get_population (of_states, 2), >, 330e6);
  of_fips = prognosis_read_population (fips, "builtin", &error);
  g_assert_cmpfloat (get_population (of_fips, 0), ==, 4888949);
  g_assert_cmpfloat (get_population (of_fips, 2), ==, 19862512);

  g_assert_null (prognosis_read_population (laender, "builtin", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_null (prognosis_population_add_builtin (cantons, TRUE, &error));
  g_clear_error (&error);
  g_assert_null (prognosis_population_add_builtin (fips, TRUE, NULL));
  /* A state or a country. */
  g_assert_null (prognosis_read_population (open, "builtin", &error));
}

typedef struct
{
  const char *name;
  const char *header; /* of the places */
  const char *places;
  const char *table;
  double first, second; /* populations; 0: unknown */
  const char *warning;  /* a code, or NULL */
  const char *error;    /* the message contains it; NULL: none */
} Table;

static const Table tables[] = {
  { "codes", "fips", "01001;13002", "county,fips,population\nA,1001.0,55000\nB,13002,80000\n", 55000, 80000 },
  { "zeros-in-table", "fips", "1001;13002", "fips,population\n01001,55000\n13002,80000\n", 55000, 80000 },
  { "accents", "country", "Côte d’Ivoire;Réunion", "name,population\nCote d'Ivoire,31000000\nReunion,870000\n", 31e6, 870e3 },
  { "iso", "country", "Côte d’Ivoire;Czechia", "iso3,persons,population\nCIV,1,31000000\nCZE,2,10900000\n", 31e6, 10.9e6 },
  { "iso2", "country", "South Korea;Vietnam", "code,population\nKR,51000000\nVN,100000000\n", 51e6, 100e6 },
  { "names-of-codes", "iso_code", "KOR;VNM", "country,population\n\"Korea, South\",51000000\nViet Nam,100000000\n", 51e6, 100e6 },
  { "punctuation", "town", "St. Gallen;Bad Tölz-Wolfratshausen",
    "town,Einwohner\nSt Gallen,76000\nBad Toelz,1\nBad Tolz - Wolfratshausen,128000\n", 76e3, 128e3 },
  { "years-across", "country", "Germany;France",
    "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2019\",\"2020\",\"2021\",\"2022\"\n"
    "France,FRA,\"Population, total\",SP.POP.TOTL,67000000,67500000,67800000,68000000\n"
    "Germany,DEU,\"Population, total\",SP.POP.TOTL,83100000,83200000,,83800000\n",
    83.2e6, 67.8e6 },
  { "preamble", "country", "Germany;France",
    "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-06-28\",\n\n"
    "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"1960\",\"2020\",\"2021\",\n"
    "\"Aruba\",\"ABW\",\"Population, total\",\"SP.POP.TOTL\",\"54608\",\"106585\",\"106537\",\n"
    "\"Germany\",\"DEU\",\"Population, total\",\"SP.POP.TOTL\",\"72814900\",\"83160871\",\"83196078\",\n"
    "\"France\",\"FRA\",\"Population, total\",\"SP.POP.TOTL\",\"46649927\",\"67571107\",\"67764304\",\n",
    83196078, 67764304 },
  { "other-indicator", "country", "Germany;France",
    "Country Code,Indicator Code,2019,2020,2021\nDEU,NY.GDP.MKTP.CD,3,4,5\nFRA,NY.GDP.MKTP.CD,3,4,5\n", 0, 0, NULL, "SP.POP.TOTL" },
  { "years-down", "country", "Germany;France",
    "Entity,Code,Year,Population\nGermany,DEU,2023,84500000\nGermany,DEU,2020,83200000\nFrance,FRA,2021,67800000\nFrance,FRA,2019,"
    "67300000\n",
    83.2e6, 67.8e6 },
  { "thousands", "country", "Germany;France", "country,Population (thousands)\nGermany,83200\nFrance,67800\n", 83.2e6, 67.8e6,
    "population-unit" },
  { "thousands-in-german", "land", "Bayern;Hessen", "land;Bevölkerung in Tsd.\nBayern;13000\nHessen;6300\n", 13e6, 6.3e6,
    "population-unit" },
  { "millions", "country", "Germany;France", "country,population in millions\nGermany,83.2\nFrance,67.8\n", 83.2e6, 67.8e6,
    "population-unit" },
  { "no-thousands", "country", "Germany;France", "country,Population (thousands)\nGermany,83200000\nFrance,67800000\n", 83.2e6,
    67.8e6 },
  { "unsaid-thousands", "country", "Germany;France", "country,population\nGermany,83200\nFrance,67800\n", 0, 0, NULL, "thousands" },
  { "too-few", "town", "Here;There", "town,population\nHere,19\nThere,5000\n", 0, 0, NULL, "persons at once" },
  { "fall-ill-twice", "town", "Here;There", "town,population\nHere,100\nThere,5000\n", 100, 5000, "cases-above-population" },
  { "density", "town", "Here;There", "town,population density,population\nHere,12.5,1000\nThere,31.2,5000\n", 1000, 5000 },
};

static void
test_table (gconstpointer data)
{
  const Table *t = data;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisDataset) peopled = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = read_places (&files, t->header, t->places);
  peopled = prognosis_read_population (dataset, test_files_write (&files, "population.csv", t->table, -1), &error);
  test_files_clear (&files);
  if (t->error != NULL)
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, t->error));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpfloat (get_population (peopled, 0), ==, t->first);
  g_assert_cmpfloat (get_population (peopled, 1), ==, t->second);
  g_assert_false (test_has_warning (peopled, "no-population", 0));
  g_assert_cmpint (test_has_warning (peopled, "population-unit", 0), ==, g_strcmp0 (t->warning, "population-unit") == 0);
  g_assert_cmpint (test_has_warning (peopled, "cases-above-population", 0), ==,
                   g_strcmp0 (t->warning, "cases-above-population") == 0);
}

/* Densities, shares and rates name the population that they are relative to. */
static void
test_rates (void)
{
  static const char *const headers[]
      = { "population_density", "notification_rate_per_100000_population", "Faelle je 100.000 Einwohner", "share of population" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *header = g_strdup_printf ("%s,town", headers[i]);
      g_autoptr (PrognosisDataset) dataset = NULL;
      TestFiles files;

      test_files_init (&files);
      dataset = read_places (&files, header, "12.5,Here;40.25,There");
      test_files_clear (&files);
      g_test_message ("%s", headers[i]);
      g_assert_true (isnan (get_population (dataset, 0)));
    }
}

/* With more cases than persons, nobody is used up. */
static void
test_exposed (void)
{
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisDataset) few = NULL;
  g_autoptr (PrognosisDataset) many = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = read_places (&files, "town", "Here");
  test_files_clear (&files);
  few = prognosis_read_population (dataset, "100", &error);
  many = prognosis_read_population (dataset, "1000", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (prognosis_dataset_get_cases_so_far (few, 0), >, 100);
  g_assert_cmpfloat (prognosis_dataset_get_exposed (few, 0), >, 20 * prognosis_dataset_get_cases_so_far (few, 0));
  g_assert_cmpfloat (prognosis_dataset_get_exposed (many, 0), ==, 1000);
  g_assert_true (isnan (prognosis_dataset_get_exposed (dataset, 0)));
  g_assert_null (prognosis_read_population (dataset, "19", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
}

/* The name of a column beside the counts says that its numbers are thousands. */
static void
test_unit_in_name (void)
{
  static const struct
  {
    const char *header, *figure;
    double persons;
  } cases[] = { { "Population X 1000", "33846", 33846000.0 },
                { "Einwohner (Tsd.)", "33846", 33846000.0 },
                { "Population (thousands)", "33846.5", 33846500.0 },
                { "population in millions", "33.5", 33500000.0 },
                /* It says so wrongly. */
                { "Population (thousands)", "33846000", 33846000.0 },
                { "population", "33846", 33846.0 } };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strdup_printf ("date,place,%s,cases\n2021-03-01,Nowhere,%s,4\n2021-03-02,Nowhere,%s,6\n",
                                                  cases[i].header, cases[i].figure, cases[i].figure);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = test_read_one (test_files_write (&files, "a.csv", content, -1), NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].header);
      g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, cases[i].persons);
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/population/names", test_names);
  g_test_add_func ("/population/builtin", test_builtin);
  g_test_add_func ("/population/rates", test_rates);
  g_test_add_func ("/population/exposed", test_exposed);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/population/table/", tables[i].name, NULL);

      g_test_add_data_func (path, &tables[i], test_table);
    }
  g_test_add_func ("/population/unit-in-name", test_unit_in_name);
  return g_test_run ();
}
