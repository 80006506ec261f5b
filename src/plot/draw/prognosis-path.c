/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-path.h"

#include <math.h>
#include <string.h>

/* How far simplified curves may deviate [px]: less than antialiasing shows. */
#define TOLERANCE 0.08
#define MANY_POINTS 2000
/* Coordinates are limited to this, so that products of them stay finite. */
#define FAR 1e7

static gboolean
to_px (const PrognosisPanelLayout *panel, double x, double y, PrognosisPoint *point)
{
  if (!isfinite (x) || !isfinite (y))
    return FALSE;
  point->x = prognosis_panel_layout_x (panel, x);
  point->y = prognosis_panel_layout_y (panel, y);
  if (isnan (point->x) || isnan (point->y))
    return FALSE;
  point->x = CLAMP (point->x, -FAR, FAR);
  point->y = CLAMP (point->y, -FAR, FAR);
  return TRUE;
}

static PrognosisPoint *
point_at (GArray *points, gsize i)
{
  return &g_array_index (points, PrognosisPoint, i);
}

static void
end_piece (GArray *points, GArray *pieces, gsize *start)
{
  gsize length = points->len - *start;

  if (length == 1)
    { /* a single point between gaps is drawn as a dash, to be visible */
      PrognosisPoint dash = *point_at (points, *start);

      point_at (points, *start)->x -= 0.8;
      dash.x += 0.8;
      g_array_append_val (points, dash);
      length = 2;
    }
  if (length > 0)
    g_array_append_val (pieces, length);
  *start = points->len;
}

/* If there are more points than pixel columns, keeps the first, the extremes and the last of each column. */
static gsize
thin_columns (PrognosisPoint *points, gsize n)
{
  gsize kept = 0;

  for (gsize i = 0; i < n;)
    {
      double column = floor (2 * points[i].x);
      gsize first = i, low = i, high = i, last;

      for (; i < n && floor (2 * points[i].x) == column; i++)
        {
          if (points[i].y < points[low].y)
            low = i;
          if (points[i].y > points[high].y)
            high = i;
        }
      last = i - 1;
      {
        PrognosisPoint four[4] = { points[first], points[MIN (low, high)], points[MAX (low, high)], points[last] };
        gsize where[4] = { first, MIN (low, high), MAX (low, high), last };

        for (gsize k = 0; k < 4; k++)
          if (k == 0 || where[k] != where[k - 1])
            points[kept++] = four[k];
      }
    }
  return kept;
}

/* Drops points on the line through their neighbours. Each remaining segment passes all points that it replaces within
 * TOLERANCE: the sleeve algorithm of Zhao and Saalfeld (1997). */
static gsize
thin_straight (PrognosisPoint *points, gsize n)
{
  gsize kept = 1;
  PrognosisPoint anchor;
  double least = -INFINITY, most = INFINITY;

  if (n < 3)
    return n;
  anchor = points[0];
  for (gsize i = 1; i < n; i++)
    {
      double run = points[i].x - anchor.x, slope = (points[i].y - anchor.y) / run;

      if (i > 1 && !(run > 1e-6 && slope >= least && slope <= most))
        {
          anchor = points[i - 1];
          points[kept++] = anchor;
          least = -INFINITY;
          most = INFINITY;
          run = points[i].x - anchor.x;
        }
      if (run > 1e-6)
        {
          least = MAX (least, (points[i].y - TOLERANCE - anchor.y) / run);
          most = MIN (most, (points[i].y + TOLERANCE - anchor.y) / run);
        }
      else
        { /* not to the right: drop nothing in between */
          least = INFINITY;
          most = -INFINITY;
        }
    }
  points[kept++] = points[n - 1];
  return kept;
}

/* Liang and Barsky (1984). FALSE if entirely outside. */
static gboolean
clip_segment (const PrognosisBox *box, PrognosisPoint *a, PrognosisPoint *b)
{
  double dx = b->x - a->x, dy = b->y - a->y, enter = 0, leave = 1;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { a->x - box->x, box->x + box->width - a->x, a->y - box->y, box->y + box->height - a->y };
  PrognosisPoint from = *a;

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0)
        {
          if (q[i] < 0)
            return FALSE;
          continue;
        }
      if (p[i] < 0)
        enter = MAX (enter, q[i] / p[i]);
      else
        leave = MIN (leave, q[i] / p[i]);
    }
  if (enter > leave)
    return FALSE;
  if (leave < 1)
    *b = (PrognosisPoint){ from.x + leave * dx, from.y + leave * dy };
  if (enter > 0)
    *a = (PrognosisPoint){ from.x + enter * dx, from.y + enter * dy };
  return TRUE;
}

static void
add_clipped (const PrognosisBox *box, const PrognosisPoint *run, gsize n, GArray *points, GArray *pieces, gsize *start)
{
  if (n == 1 && run->x >= box->x && run->x <= box->x + box->width && run->y >= box->y && run->y <= box->y + box->height)
    {
      g_array_append_val (points, *run);
      end_piece (points, pieces, start);
    }
  for (gsize i = 1; i < n; i++)
    {
      PrognosisPoint a = run[i - 1], b = run[i];

      if (!clip_segment (box, &a, &b))
        {
          end_piece (points, pieces, start);
          continue;
        }
      if (points->len == *start)
        g_array_append_val (points, a);
      g_array_append_val (points, b);
      if (b.x != run[i].x || b.y != run[i].y)
        end_piece (points, pieces, start);
    }
  end_piece (points, pieces, start);
}

static void
add_run (const PrognosisPanelLayout *panel, GArray *run, GArray *points, GArray *pieces, gsize *start)
{
  PrognosisPoint *data = (PrognosisPoint *) (void *) run->data;
  gsize n = run->len;

  if ((double) n > 4 * panel->frame.width)
    n = thin_columns (data, n);
  n = thin_straight (data, n);
  add_clipped (&panel->frame, data, n, points, pieces, start);
  g_array_set_size (run, 0);
}

void
prognosis_path_line (const PrognosisPanelLayout *panel, const double *x, const double *y, gsize n, GArray *points, GArray *pieces)
{
  g_autoptr (GArray) run = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisPoint), n);
  gsize start = points->len;

  for (gsize i = 0; i < n; i++)
    {
      PrognosisPoint point;

      if (!to_px (panel, x[i], y[i], &point))
        {
          add_run (panel, run, points, pieces, &start);
          continue;
        }
      g_array_append_val (run, point);
    }
  add_run (panel, run, points, pieces, &start);
}

/* Cuts an edge where it crosses the top or bottom of the frame, not at the next point. */
static void
add_edge_point (GArray *edge, const PrognosisBox *box, PrognosisPoint point)
{
  const double bounds[2] = { box->y, box->y + box->height };

  if (edge->len > 0)
    {
      PrognosisPoint last = *point_at (edge, edge->len - 1), crossings[2];
      gsize n = 0;

      for (gsize k = 0; k < 2; k++)
        if ((last.y - bounds[k]) * (point.y - bounds[k]) < 0)
          {
            double share = (bounds[k] - last.y) / (point.y - last.y);

            crossings[n++] = (PrognosisPoint){ last.x + share * (point.x - last.x), bounds[k] };
          }
      if (n == 2 && crossings[0].x > crossings[1].x)
        g_array_append_vals (edge, (PrognosisPoint[]){ crossings[1], crossings[0] }, 2);
      else if (n > 0)
        g_array_append_vals (edge, crossings, n);
    }
  g_array_append_val (edge, point);
}

/* Clips an edge to the left and right of the frame, then clamps it to top and bottom. */
static void
finish_edge (GArray *edge, const PrognosisBox *box)
{
  gsize kept = 0;
  PrognosisPoint *p = (PrognosisPoint *) (void *) edge->data;
  const double left = box->x, right = box->x + box->width;
  g_autoptr (GArray) inside = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisPoint), edge->len + 2);

  for (gsize i = 0; i < edge->len; i++)
    {
      PrognosisPoint a = p[i];

      if (i > 0)
        for (int k = 0; k < 2; k++)
          {
            double bound = k == 0 ? left : right;

            if ((p[i - 1].x - bound) * (a.x - bound) < 0)
              {
                double share = (bound - p[i - 1].x) / (a.x - p[i - 1].x);
                PrognosisPoint cut = { bound, p[i - 1].y + share * (a.y - p[i - 1].y) };

                g_array_append_val (inside, cut);
              }
          }
      if (a.x >= left && a.x <= right)
        g_array_append_val (inside, a);
    }
  g_array_set_size (edge, 0);
  for (gsize i = 0; i < inside->len; i++)
    {
      PrognosisPoint a = *point_at (inside, i);

      a.y = CLAMP (a.y, box->y, box->y + box->height);
      g_array_append_val (edge, a);
    }
  if (edge->len == 0)
    return;
  p = (PrognosisPoint *) (void *) edge->data;
  kept = edge->len;
  if ((double) kept > 4 * box->width)
    kept = thin_columns (p, kept);
  g_array_set_size (edge, (guint) thin_straight (p, kept));
}

static void
add_polygon (const PrognosisPanelLayout *panel, GArray *low, GArray *high, GArray *points, GArray *pieces)
{
  gsize length;

  finish_edge (low, &panel->frame);
  finish_edge (high, &panel->frame);
  length = low->len + high->len;
  if (low->len >= 2 && high->len >= 2)
    {
      g_array_append_vals (points, low->data, low->len);
      for (gsize i = high->len; i-- > 0;)
        g_array_append_val (points, *point_at (high, i));
      g_array_append_val (pieces, length);
    }
  g_array_set_size (low, 0);
  g_array_set_size (high, 0);
}

/* Infinite values lie on the edge of the frame; only NAN is a gap. */
static double
edge_value (const PrognosisPanelLayout *panel, double value, gboolean is_upper)
{
  if (isnan (value))
    return NAN;
  if (panel->panel->is_log)
    return value <= 0 ? panel->y.from * 1e-3 : MIN (value, 1e300);
  return CLAMP (value, -1e300, 1e300);
}

void
prognosis_path_band (const PrognosisPanelLayout *panel, const double *x, const double *lower, const double *upper, gsize n,
                     GArray *points, GArray *pieces)
{
  g_autoptr (GArray) low = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisPoint), n);
  g_autoptr (GArray) high = g_array_sized_new (FALSE, FALSE, sizeof (PrognosisPoint), n);

  for (gsize i = 0; i < n; i++)
    {
      PrognosisPoint below, above;

      if (to_px (panel, x[i], edge_value (panel, lower[i], FALSE), &below)
          && to_px (panel, x[i], edge_value (panel, upper[i], TRUE), &above))
        {
          add_edge_point (low, &panel->frame, below);
          add_edge_point (high, &panel->frame, above);
        }
      else
        add_polygon (panel, low, high, points, pieces);
    }
  add_polygon (panel, low, high, points, pieces);
}

void
prognosis_path_points (const PrognosisPanelLayout *panel, const double *x, const double *y, gsize n, GArray *points)
{
  const PrognosisBox *box = &panel->frame;
  gsize columns = (gsize) ceil (box->width) + 2, rows = (gsize) ceil (box->height) + 2;
  g_autofree guint8 *taken = n > MANY_POINTS ? g_malloc0 (columns * rows) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      PrognosisPoint point;

      if (!to_px (panel, x[i], y[i], &point))
        continue;
      if (point.x < box->x - 0.5 || point.x > box->x + box->width + 0.5 || point.y < box->y - 0.5
          || point.y > box->y + box->height + 0.5)
        continue;
      if (taken != NULL)
        {
          gsize cell = (gsize) (point.y - box->y + 0.5) * columns + (gsize) (point.x - box->x + 0.5);

          if (taken[cell])
            continue;
          taken[cell] = 1;
        }
      g_array_append_val (points, point);
    }
}
