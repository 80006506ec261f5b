/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "prognosis-outlines.h"

#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-error.h"

#define SQUARE "[[0,0],[2,0],[2,2],[0,2],[0,0]]"

static PrognosisOutlines *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  PrognosisOutlines *outlines = prognosis_outlines_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return outlines;
}

/* Numbers and ids are texts; features without polygons are left out. */
static void
test_properties (void)
{
  g_autoptr (PrognosisOutlines) outlines = parse (
      "{\"type\":\"FeatureCollection\",\"features\":["
      "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"AGS\":5111,\"GEN\":\"Düsseldorf\",\"area\":1.5,\"none\":null},"
      "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}},"
      "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},"
      "{\"type\":\"Feature\",\"properties\":{\"GEN\":\"Köln\"},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE "]]}]}}]}");

  g_assert_cmpuint (prognosis_outlines_get_n (outlines), ==, 2);
  g_assert_cmpstr (prognosis_outlines_get_text (outlines, 0, "AGS"), ==, "5111");
  g_assert_cmpstr (prognosis_outlines_get_text (outlines, 0, "id"), ==, "7");
  g_assert_cmpstr (prognosis_outlines_get_text (outlines, 0, "GEN"), ==, "Düsseldorf");
  g_assert_null (prognosis_outlines_get_text (outlines, 0, "area"));
  g_assert_null (prognosis_outlines_get_text (outlines, 1, "AGS"));
  g_assert_cmpstr (prognosis_outlines_get_text (outlines, 1, "GEN"), ==, "Köln");
}

/* Each gives an error of its own, and none crashes. */
static void
test_bad (void)
{
  static const struct
  {
    const char *text, *problem;
  } files[] = {
    { "", "*" },
    { "no json", "*" },
    { "[1,2]", "it is not a GeoJSON FeatureCollection" },
    { "{\"type\":\"FeatureCollection\"}", "it is not a GeoJSON FeatureCollection" },
    { "{\"type\":\"Topology\",\"arcs\":[]}", "it is TopoJSON, *" },
    { "{\"type\":\"FeatureCollection\",\"features\":[]}", "it has no polygons" },
    { "{\"type\":\"FeatureCollection\",\"features\":[1,null,[]]}", "it has no polygons" },
    /* No area. */
    { "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,0]]]}}", "it has no polygons" },
    { "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[\"x\",1],[0,1]]]}}",
      "a point of a polygon *" },
    { "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0],[1,1],[0,1]]]}}", "a point of a polygon *" },
    { "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":{\"a\":1}}}", "it has no polygons" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (prognosis_outlines_parse (files[i].text, strlen (files[i].text), &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      if (!g_pattern_match_simple (files[i].problem, error->message))
        g_error ("“%s” is not “%s”", error->message, files[i].problem);
    }
}

/* Sentences that name the file and say what to do. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "districts.geojson", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisOutlines) outlines = NULL;

  g_assert_null (prognosis_outlines_read (path, &error));
  g_assert_true (g_str_has_prefix (error->message, "The map “districts.geojson” cannot be used: "));
  g_assert_true (g_str_has_suffix (error->message, "; choose a GeoJSON file with the areas of the regions"));
  g_clear_error (&error);
  g_assert_null (prognosis_outlines_read (folder, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (
      path, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}}", -1, NULL));
  outlines = prognosis_outlines_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_outlines_get_n (outlines), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_bundled (void)
{
  static const gsize least[] = { 230, 51, 3142 };

  for (int i = 0; i < PROGNOSIS_N_OUTLINES; i++)
    {
      PrognosisOutlines *outlines = prognosis_outlines_get_bundled ((PrognosisBundledOutlines) i);

      g_assert_nonnull (outlines);
      g_assert_cmpuint (prognosis_outlines_get_n (outlines), >=, least[i]);
      for (gsize k = 0; k < prognosis_outlines_get_n (outlines); k++)
        g_assert_nonnull (prognosis_outlines_get_text (outlines, k, "code"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outlines/properties", test_properties);
  g_test_add_func ("/outlines/bad", test_bad);
  g_test_add_func ("/outlines/files", test_files);
  g_test_add_func ("/outlines/bundled", test_bundled);
  return g_test_run ();
}
