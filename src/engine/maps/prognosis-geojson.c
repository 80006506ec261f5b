/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GeoJSON (RFC 7946) to outlines. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-json.h"
#include "prognosis-outlines-private.h"

#define MAX_VALUE 200 /* bytes of a property that could be a name */

typedef struct
{
  PrognosisOutlines *outlines;
  GArray *points; /* of the ring being read */
} Reading;

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, reason);
  return FALSE;
}

static const char *
get_type (JsonObject *object)
{
  const char *type = object != NULL && json_object_has_member (object, "type")
                         ? prognosis_json_get_text (json_object_get_member (object, "type"))
                         : NULL;

  return type != NULL ? type : "";
}

static JsonArray *
get_list (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
add_ring (Reading *self, JsonArray *ring, gboolean is_hole, GError **error)
{
  g_array_set_size (self->points, 0);
  for (guint i = 0; i < prognosis_json_get_length (ring); i++)
    {
      JsonArray *position = get_list (ring, i);
      PrognosisMapPoint point = { NAN, NAN };

      if (prognosis_json_get_length (position) >= 2)
        point = (PrognosisMapPoint){ prognosis_json_to_number (json_array_get_element (position, 0)),
                                     prognosis_json_to_number (json_array_get_element (position, 1)) };
      if (!isfinite (point.x) || !isfinite (point.y))
        return refuse (error, _ ("a point of a polygon is not a pair of numbers"));
      g_array_append_val (self->points, point);
    }
  prognosis_outlines_add_ring (self->outlines, (const PrognosisMapPoint *) (gpointer) self->points->data, self->points->len,
                               is_hole);
  return TRUE;
}

static gboolean
add_polygon (Reading *self, JsonArray *rings, GError **error)
{
  const guint n_before = self->outlines->rings->len;

  /* Without its first ring, which had no area, there is nothing that holes could be in. */
  for (guint i = 0; i < prognosis_json_get_length (rings) && (i == 0 || self->outlines->rings->len > n_before); i++)
    if (!add_ring (self, get_list (rings, i), i > 0, error))
      return FALSE;
  return TRUE;
}

/* Points and lines are no outlines, and are left out. */
static gboolean
add_geometry (Reading *self, JsonObject *geometry, GError **error)
{
  const char *type = get_type (geometry);
  JsonArray *parts = geometry == NULL                           ? NULL
                     : g_str_equal (type, "GeometryCollection") ? prognosis_json_get_array (geometry, "geometries")
                                                                : prognosis_json_get_array (geometry, "coordinates");

  if (g_str_equal (type, "Polygon"))
    return add_polygon (self, parts, error);
  for (guint i = 0; i < prognosis_json_get_length (parts); i++)
    if ((g_str_equal (type, "MultiPolygon") && !add_polygon (self, get_list (parts, i), error))
        || (g_str_equal (type, "GeometryCollection") && !add_geometry (self, prognosis_json_get_element (parts, i), error)))
      return FALSE;
  return TRUE;
}

static void
add_value (PrognosisOutlines *outlines, const char *name, JsonNode *node)
{
  const char *text = prognosis_json_get_text (node);
  const double number = prognosis_json_to_number (node);
  g_autofree char *digits = NULL;

  if (text == NULL && number == floor (number) && fabs (number) < 1e15)
    text = digits = g_strdup_printf ("%.0f", number);
  if (text != NULL && *text != '\0' && strlen (text) <= MAX_VALUE)
    prognosis_outlines_add_value (outlines, name, text);
}

static gboolean
add_feature (Reading *self, JsonObject *feature, GError **error)
{
  const guint n_rings = self->outlines->rings->len;
  JsonObject *properties = feature != NULL ? prognosis_json_get_object (feature, "properties") : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (feature == NULL)
    return TRUE;
  prognosis_outlines_begin (self->outlines);
  if (!add_geometry (self, prognosis_json_get_object (feature, "geometry"), error))
    return FALSE;
  if (self->outlines->rings->len == n_rings)
    {
      g_array_set_size (self->outlines->outlines, self->outlines->outlines->len - 1);
      return TRUE;
    }
  if (properties != NULL)
    {
      json_object_iter_init_ordered (&iter, properties);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        add_value (self->outlines, name, node);
    }
  if (json_object_has_member (feature, "id"))
    add_value (self->outlines, "id", json_object_get_member (feature, "id"));
  return TRUE;
}

static gboolean
add_features (Reading *self, JsonNode *root, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray *features = object != NULL ? prognosis_json_get_array (object, "features") : NULL;

  if (g_str_equal (get_type (object), "Topology"))
    return refuse (error, _ ("it is TopoJSON, which QGIS or mapshaper can convert"));
  if (g_str_equal (get_type (object), "Feature"))
    return add_feature (self, object, error);
  if (!g_str_equal (get_type (object), "FeatureCollection") || features == NULL)
    return refuse (error, _ ("it is not a GeoJSON FeatureCollection"));
  for (guint i = 0; i < json_array_get_length (features); i++)
    if (!add_feature (self, prognosis_json_get_element (features, i), error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable) */
static PrognosisOutlines *
read_root (JsonNode *root, GError **error)
{
  g_autoptr (PrognosisOutlines) outlines = prognosis_outlines_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (PrognosisMapPoint));
  Reading reading = { outlines, points };

  if (!add_features (&reading, root, error))
    return NULL;
  if (outlines->rings->len == 0)
    {
      refuse (error, _ ("it has no polygons"));
      return NULL;
    }
  prognosis_outlines_finish (outlines);
  return g_steal_pointer (&outlines);
}

PrognosisOutlines *
prognosis_outlines_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = prognosis_json_parse (text, length, error);

  return root != NULL ? read_root (root, error) : NULL;
}

PrognosisOutlines *
prognosis_outlines_read (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = prognosis_json_read (path, PROGNOSIS_OUTLINES_MAX_BYTES, &problem);
  PrognosisOutlines *outlines = root != NULL ? read_root (root, &problem) : NULL;

  if (outlines == NULL)
    /* Translators: a file, and what is wrong with it. */
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("The map “%s” cannot be used: %s; choose a GeoJSON file with the areas of the regions"), name,
                 problem->message);
  return outlines;
}
