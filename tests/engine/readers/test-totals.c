/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places that are sums of other places, at any level and under any name: found by their numbers, set apart from the places. */

#include "test-reading.h"

/* Day @t of place @place, of about the size @size: no two places have the same scatter. */
static int
get_cases (guint place, guint t, double size)
{
  const guint32 scatter = (place * 2654435761u) ^ (t * 40503u * 69069u + place * 97u);

  return (int) (size * (1.0 + 0.5 * sin (0.2 * t + place)) + (scatter >> 8) % (guint) (2.0 * sqrt (size) + 1.0));
}

typedef struct
{
  const char *name;
  GArray *values; /* int, by day; -1: no row */
  double size;    /* of a place */
  const char *of; /* of a total: the first letters of its parts, separated by spaces; "*": all places */
} Place;

/* A table of places and their totals over @n_days. (transfer full): its dataset */
static PrognosisDataset *
read_places (Place *places, gsize n, guint n_days)
{
  g_autoptr (GString) text = g_string_new ("date,place,cases\n");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) parts = places[i].of != NULL ? g_strsplit (places[i].of, " ", -1) : NULL;

      for (guint t = 0; t < n_days; t++)
        {
          int value = places[i].of == NULL ? get_cases ((guint) i, t, places[i].size) : 0;

          for (gsize k = 0; k < n && parts != NULL; k++)
            if (places[k].of == NULL && (*parts[0] == '*' || g_strv_contains ((const char *const *) parts, places[k].name)))
              value += get_cases ((guint) k, t, places[k].size);
          if (places[i].values != NULL && t < places[i].values->len)
            value += g_array_index (places[i].values, int, t);
          if (value >= 0)
            g_string_append_printf (text, "2021-%02u-%02u,\"%s\",%d\n", 1 + t / 28, 1 + t % 28, places[i].name, value);
        }
    }
  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "places.csv", text->str, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, n);
  return g_steal_pointer (&dataset);
}

static const char *
get_total_of (PrognosisDataset *dataset, const char *name)
{
  const gssize region = prognosis_dataset_find_region (dataset, name);

  g_assert_cmpint (region, >=, 0);
  return prognosis_dataset_get_region (dataset, (gsize) region)->total_of;
}

static guint
count_totals (PrognosisDataset *dataset)
{
  guint n = 0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    n += prognosis_dataset_get_region (dataset, r)->total_of != NULL;
  return n;
}

/* Totals of totals, in no order, under names that say nothing; one has a single part. */
static void
test_levels (void)
{
  Place places[] = { { "Xa", .of = "*" },   { "b", .size = 40 }, { "Q2", .of = "b c" }, { "c", .size = 25 },   { "d", .size = 90 },
                     { "Q9", .of = "d f" }, { "e", .size = 12 }, { "f", .size = 8 },    { "Mitte", .of = "e" } };
  g_autoptr (PrognosisDataset) dataset = read_places (places, G_N_ELEMENTS (places), 28);

  g_assert_cmpstr (get_total_of (dataset, "Q2"), ==, "b, c");
  g_assert_cmpstr (get_total_of (dataset, "Q9"), ==, "d, f");
  g_assert_cmpstr (get_total_of (dataset, "Mitte"), ==, "e");
  g_assert_nonnull (get_total_of (dataset, "Xa"));
  g_assert_cmpuint (count_totals (dataset), ==, 4);
  g_assert_true (test_has_warning (dataset, "total-among-parts", 0));
}

/* Two ways to divide the same places: by continent and by income. */
static void
test_two_divisions (void)
{
  Place places[] = { { "a", .size = 400 },    { "b", .size = 250 },        { "c", .size = 90 },       { "d", .size = 1200 },
                     { "e", .size = 10 },     { "f", .size = 80 },         { "East", .of = "a b e" }, { "Far", .of = "c d f" },
                     { "Rich", .of = "a c" }, { "Poor", .of = "b d e f" }, { "Planet", .of = "*" } };
  g_autoptr (PrognosisDataset) dataset = read_places (places, G_N_ELEMENTS (places), 40);

  g_assert_cmpstr (get_total_of (dataset, "East"), ==, "a, b, e");
  g_assert_cmpstr (get_total_of (dataset, "Far"), ==, "c, d, f");
  g_assert_cmpstr (get_total_of (dataset, "Rich"), ==, "a, c");
  g_assert_cmpstr (get_total_of (dataset, "Poor"), ==, "b, d, e, f");
  g_assert_cmpstr (get_total_of (dataset, "Planet"), ==, "a, b, c and 3 more regions");
  g_assert_cmpuint (count_totals (dataset), ==, 5);
}

/* A total is revised in a few days, and a part has a day without a report. */
static void
test_revised (void)
{
  Place places[]
      = { { "a", .size = 60 }, { "b", .size = 25 }, { "c", .size = 90 }, { "Sum of two", .of = "a c" }, { "z", .of = "*" } };
  g_autoptr (GArray) late = g_array_new (FALSE, TRUE, sizeof (int));
  g_autoptr (GArray) gap = g_array_new (FALSE, TRUE, sizeof (int));
  g_autoptr (PrognosisDataset) dataset = NULL;

  g_array_set_size (late, 28);
  g_array_index (late, int, 11) = 7;
  g_array_index (late, int, 20) = -3;
  places[3].values = late;
  g_array_set_size (gap, 28);
  g_array_index (gap, int, 5) = -100000;
  places[1].values = gap;
  dataset = read_places (places, G_N_ELEMENTS (places), 28);
  g_assert_cmpstr (get_total_of (dataset, "Sum of two"), ==, "a, c");
  g_assert_cmpstr (get_total_of (dataset, "z"), ==, "a, b, c");
  g_assert_cmpuint (count_totals (dataset), ==, 2);
}

/* Real places that are no totals: of any size, in short and in long series. */
static void
test_no_total (void)
{
  static const double sizes[] = { 0.3, 1.0, 4.0, 30.0, 500.0 };
  static const guint lengths[] = { 4, 8, 20, 60 };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
      {
        Place places[] = { { "a", .size = sizes[s] },       { "b", .size = sizes[s] * 2 }, { "c", .size = sizes[s] * 3 },
                           { "d", .size = sizes[s] * 1.5 }, { "e", .size = sizes[s] },     { "North", .size = sizes[s] } };
        g_autoptr (PrognosisDataset) dataset = read_places (places, G_N_ELEMENTS (places), lengths[l]);

        g_assert_cmpuint (count_totals (dataset), ==, 0);
      }
}

typedef struct
{
  const char *name;
  const char *text;
  const char *totals; /* names, separated by semicolons */
} Case;

static const Case cases[] = {
  /* The world has the same number each day; its name says what it is. */
  { "world",
    "date,area,cases\n2021-03-01,A,5\n2021-03-01,B,8\n2021-03-01,North,5\n2021-03-01,World,13\n2021-03-02,A,6\n2021-03-02,B,7\n"
    "2021-03-02,North,6\n2021-03-02,World,13\n2021-03-03,A,4\n2021-03-03,B,9\n2021-03-03,North,4\n2021-03-03,World,13\n",
    "North;World" },
  /* Two places that have nothing, or always the same, are not one. */
  { "constant", "date,area,cases\n2021-03-01,A,5\n2021-03-01,B,5\n2021-03-02,A,5\n2021-03-02,B,5\n2021-03-03,A,5\n2021-03-03,B,5\n",
    "" },
  { "zero",
    "date,area,cases\n2021-03-01,A,0\n2021-03-01,B,0\n2021-03-01,C,7\n2021-03-02,A,0\n2021-03-02,B,0\n2021-03-02,C,9\n"
    "2021-03-03,A,0\n2021-03-03,B,0\n2021-03-03,C,4\n",
    "" },
  /* Equal by chance for three days. */
  { "chance",
    "date,area,cases\n2021-03-01,A,5\n2021-03-01,B,5\n2021-03-01,C,7\n2021-03-02,A,6\n2021-03-02,B,6\n2021-03-02,C,9\n"
    "2021-03-03,A,2\n2021-03-03,B,2\n2021-03-03,C,4\n",
    "" },
  /* Known by name, whatever the numbers: not all countries are there. */
  { "groups",
    "iso_code,location,date,new_cases\nFRA,France,2021-03-01,50\nDEU,Germany,2021-03-01,80\nOWID_KOS,Kosovo,2021-03-01,2\n"
    "OWID_EUR,Europe,2021-03-01,300\nOWID_HIC,High income,2021-03-01,290\nOWID_WRL,World,2021-03-01,900\n"
    "FRA,France,2021-03-02,53\nDEU,Germany,2021-03-02,71\nOWID_KOS,Kosovo,2021-03-02,4\nOWID_EUR,Europe,2021-03-02,310\n"
    "OWID_HIC,High income,2021-03-02,280\nOWID_WRL,World,2021-03-02,950\n",
    "Europe;High income;World" },
  /* Continents alone are places. */
  { "continents",
    "location,date,new_cases\nAfrica,2021-03-01,50\nAsia,2021-03-01,80\nEurope,2021-03-01,92\nAfrica,2021-03-02,53\nAsia,2021-03-"
    "02,71\n"
    "Europe,2021-03-02,34\nAfrica,2021-03-03,58\nAsia,2021-03-03,61\nEurope,2021-03-03,37\n",
    "" },
  /* By code: counties of two states, of which one has a single county. */
  { "codes",
    "fips,date,cases\n1,2021-03-01,9\n1001,2021-03-01,4\n1003,2021-03-01,5\n11,2021-03-01,7\n11001,2021-03-01,7\n"
    "1,2021-03-02,14\n1001,2021-03-02,8\n1003,2021-03-02,6\n11,2021-03-02,3\n11001,2021-03-02,3\n"
    "1,2021-03-03,12\n1001,2021-03-03,3\n1003,2021-03-03,9\n11,2021-03-03,8\n11001,2021-03-03,8\n",
    "1;11" },
  /* All so far, and deaths too few to tell. */
  { "cumulative",
    "date,Land,total_cases,total_deaths\n2021-03-01,A,105,0\n2021-03-01,B,18,0\n2021-03-01,AB,123,0\n2021-03-02,A,116,0\n"
    "2021-03-02,B,27,1\n2021-03-02,AB,143,1\n2021-03-03,A,134,0\n2021-03-03,B,39,1\n2021-03-03,AB,173,1\n2021-03-04,A,167,0\n"
    "2021-03-04,B,43,1\n2021-03-04,AB,210,1\n",
    "AB" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GString) totals = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, "a.csv", c->text, -1), NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_region (dataset, r)->total_of != NULL)
      g_string_append_printf (totals, "%s%s", totals->len > 0 ? ";" : "", prognosis_dataset_get_region (dataset, r)->name);
  g_assert_cmpstr (totals->str, ==, c->totals);
}

/* What is picked stays so in copies; alone, a total is a place. */
static void
test_picked (void)
{
  Place places[] = { { "a", .size = 60 }, { "b", .size = 25 }, { "Both", .of = "a b" } };
  const char *const all[] = { "Both", "a", "b", NULL }, *const alone[] = { "Both", NULL };
  g_autoptr (PrognosisDataset) dataset = read_places (places, G_N_ELEMENTS (places), 14);
  g_autoptr (PrognosisDataset) kept = prognosis_dataset_dup_kept (dataset);
  g_autoptr (PrognosisDataset) chosen = prognosis_dataset_select (dataset, all, NULL, NULL);
  g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (chosen, 2);
  g_autoptr (PrognosisDataset) one = prognosis_dataset_select (dataset, alone, NULL, NULL);

  g_assert_true (prognosis_dataset_leaves_out (dataset, 2));
  g_assert_false (prognosis_dataset_leaves_out (dataset, 0));
  g_assert_cmpuint (prognosis_dataset_get_n_regions (kept), ==, 2);
  g_assert_true (test_has_warning (kept, "total-among-parts", 0));
  g_assert_true (prognosis_dataset_get_region (chosen, 0)->is_picked);
  g_assert_false (prognosis_dataset_leaves_out (chosen, 0));
  g_assert_cmpstr (prognosis_dataset_get_region (past, 0)->total_of, ==, "a, b");
  g_assert_true (prognosis_dataset_get_region (past, 0)->is_picked);
  g_assert_null (prognosis_dataset_get_region (one, 0)->total_of);
  g_assert_false (test_has_warning (one, "total-among-parts", 0));
}

/* What is a total by its numbers is a place where the user says so; that it is a sum is still said. */
static void
test_places (void)
{
  static const char text[] = "date,place,cases\n2021-03-01,A,4\n2021-03-01,B,6\n2021-03-01,C,9\n2021-03-01,All,19\n"
                             "2021-03-02,A,7\n2021-03-02,B,3\n2021-03-02,C,8\n2021-03-02,All,18\n"
                             "2021-03-03,A,5\n2021-03-03,B,8\n2021-03-03,C,2\n2021-03-03,All,15\n";
  PrognosisColumns columns = PROGNOSIS_COLUMNS_INIT;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  TestFiles files;
  const char *paths[] = { NULL, NULL };

  test_files_init (&files);
  paths[0] = test_files_write (&files, "places.csv", text, -1);
  options.columns = &columns;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;

      columns.totals_are_places = i == 1;
      dataset = prognosis_read (paths, &options, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 4);
      g_assert_cmpint (prognosis_dataset_leaves_out (dataset, 3), ==, i == 0);
      g_assert_cmpint (prognosis_dataset_get_region (dataset, 3)->total_of != NULL, ==, i == 0);
      g_assert_true (test_has_warning (dataset, "total-among-parts", 0));
    }
  test_files_clear (&files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/levels", test_levels);
  g_test_add_func ("/totals/two-divisions", test_two_divisions);
  g_test_add_func ("/totals/revised", test_revised);
  g_test_add_func ("/totals/no-total", test_no_total);
  g_test_add_func ("/totals/picked", test_picked);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/totals/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/totals/places", test_places);
  return g_test_run ();
}
