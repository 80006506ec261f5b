/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#include <plplot/plplot.h>

#include "prognosis-pen.h"

/* PLplot gets the whole page in pixels as its window, and clipped coordinates, because its own data window hangs on
 * ranges such as 1e9 to 1e9 + 1e-7, its axes exit on an invalid tick, and its time axis labels days a minute early. */

#define MM_PER_PX (25.4 / 96.0) /* of text: the driver takes a character's height for points at 96 dpi */
#define HAIRLINE 0.01           /* polygons always have an outline: make it invisible */
#define DASH 5.0

struct _PrognosisPen
{
  cairo_t *cr;
  int width, height;
  GArray *px, *py; /* of double: for PLplot, y upwards */
  GString *text;
};

/* PLplot calls exit() on fatal errors; jump back here instead while drawing. */
static struct
{
  gboolean is_drawing;
  jmp_buf leave;
  char message[256];
} guard;

static int
on_plexit (const char *message)
{
  g_strlcpy (guard.message, message != NULL ? message : "", sizeof guard.message);
  if (guard.is_drawing)
    longjmp (guard.leave, 1);
  return 1;
}

static void
on_plabort (const char *message)
{
  /* PLplot skips the call and continues */
  g_debug ("PLplot: %s", message != NULL ? message : "");
}

static gboolean
has_driver (void)
{
  const char *menu[64] = { NULL }, *names[64] = { NULL };
  const char **menu_at = menu, **names_at = names;
  int n = G_N_ELEMENTS (names);

  plgDevs (&menu_at, &names_at, &n);
  for (int i = 0; i < MIN (n, (int) G_N_ELEMENTS (names)); i++)
    if (g_strcmp0 (names[i], "extcairo") == 0)
      return TRUE;
  return FALSE;
}

static void
set_page (PrognosisPen *pen)
{
  PLINT black[2] = { 0, 0 };

  plsdev ("extcairo");
  plspage (0, 0, pen->width, pen->height, 0, 0);
  plsfci (0x80000000); /* sans, by Pango */
  plscmap0 (black, black, black, 2);
  plinit ();
  pl_cmd (PLESC_DEVINIT, pen->cr);
  pladv (0);
  plvpor (0, 1, 0, 1);
  plwind (0, pen->width, 0, pen->height);
}

/* --- shapes --------------------------------------------------------------------- */

void
prognosis_pen_set_colour (PrognosisPen *pen, const PrognosisRgba *colour, double opacity)
{
  plscol0a (1, colour->red, colour->green, colour->blue, CLAMP (colour->alpha * opacity, 0, 1));
  plcol0 (1);
}

void
prognosis_pen_set_width (PrognosisPen *pen, double width)
{
  plwidth (width);
}

static gboolean
push_points (PrognosisPen *pen, const PrognosisPoint *points, gsize n)
{
  g_array_set_size (pen->px, 0);
  g_array_set_size (pen->py, 0);
  for (gsize i = 0; i < n; i++)
    {
      double y = pen->height - points[i].y;

      if (!isfinite (points[i].x) || !isfinite (y))
        return FALSE;
      g_array_append_val (pen->px, points[i].x);
      g_array_append_val (pen->py, y);
    }
  return TRUE;
}

void
prognosis_pen_draw_line (PrognosisPen *pen, const PrognosisPoint *points, gsize n)
{
  if (n >= 2 && push_points (pen, points, n))
    plline ((PLINT) n, (PLFLT *) (void *) pen->px->data, (PLFLT *) (void *) pen->py->data);
}

void
prognosis_pen_fill (PrognosisPen *pen, const PrognosisPoint *points, gsize n)
{
  if (n < 3 || !push_points (pen, points, n))
    return;
  plwidth (HAIRLINE);
  plfill ((PLINT) n, (PLFLT *) (void *) pen->px->data, (PLFLT *) (void *) pen->py->data);
}

void
prognosis_pen_draw_segment (PrognosisPen *pen, double x1, double y1, double x2, double y2)
{
  prognosis_pen_draw_line (pen, (PrognosisPoint[]){ { x1, y1 }, { x2, y2 } }, 2);
}

void
prognosis_pen_fill_box (PrognosisPen *pen, double left, double top, double right, double bottom)
{
  prognosis_pen_fill (pen, (PrognosisPoint[]){ { left, top }, { right, top }, { right, bottom }, { left, bottom } }, 4);
}

/* PLplot dashes in software, with one call per dash; cairo dashes the whole line. */
void
prognosis_pen_set_dashes (PrognosisPen *pen, PrognosisDash dash, double width)
{
  const double dashes[2] = { MAX (DASH, 2 * width), MAX (0.8 * DASH, 2.2 * width) };
  const double dots[2] = { width, 1.5 * width };

  cairo_set_dash (pen->cr, dash == PROGNOSIS_DASH_DOTS ? dots : dashes, dash != PROGNOSIS_DASH_NONE ? 2 : 0, 0);
}

void
prognosis_pen_draw_circle (PrognosisPen *pen, double x, double y, double radius, double width)
{
  plwidth (width);
  plarc (x, pen->height - y, radius, radius, 0, 360, 0, 0);
}

void
prognosis_pen_fill_circle (PrognosisPen *pen, double x, double y, double radius)
{
  plwidth (HAIRLINE);
  plarc (x, pen->height - y, radius, radius, 0, 360, 0, 1);
}

/* --- rings --------------------------------------------------------------------------- */

/* PLplot fills only polygons without holes, and each alone, so cairo draws them. The context has y upwards for PLplot. */

static void
set_source (PrognosisPen *pen, const PrognosisRgba *colour)
{
  cairo_set_source_rgba (pen->cr, colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0, CLAMP (colour->alpha, 0, 1));
}

void
prognosis_pen_add_ring (PrognosisPen *pen, const PrognosisPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    cairo_line_to (pen->cr, points[i].x, pen->height - points[i].y);
  if (n > 0)
    cairo_close_path (pen->cr);
  cairo_new_sub_path (pen->cr);
}

void
prognosis_pen_fill_rings (PrognosisPen *pen, const PrognosisRgba *colour)
{
  cairo_save (pen->cr);
  set_source (pen, colour);
  cairo_set_fill_rule (pen->cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (pen->cr);
  cairo_restore (pen->cr);
}

void
prognosis_pen_draw_rings (PrognosisPen *pen, const PrognosisRgba *colour, double width)
{
  cairo_save (pen->cr);
  set_source (pen, colour);
  cairo_set_line_width (pen->cr, width);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

void
prognosis_pen_hatch_rings (PrognosisPen *pen, const PrognosisRgba *colour, double width, double step)
{
  double left, top, right, bottom;

  cairo_save (pen->cr);
  cairo_set_fill_rule (pen->cr, CAIRO_FILL_RULE_WINDING);
  cairo_clip (pen->cr);
  cairo_clip_extents (pen->cr, &left, &top, &right, &bottom);
  /* Multiples of @step: the lines of neighbours meet. */
  for (double d = step * ceil ((top - right) / step); right > left && d < bottom - left; d += step)
    {
      cairo_move_to (pen->cr, left, left + d);
      cairo_line_to (pen->cr, right, right + d);
    }
  set_source (pen, colour);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
}

void
prognosis_pen_clip_box (PrognosisPen *pen, double left, double top, double right, double bottom)
{
  cairo_save (pen->cr);
  cairo_rectangle (pen->cr, left, pen->height - bottom, right - left, bottom - top);
  cairo_clip (pen->cr);
}

void
prognosis_pen_unclip (PrognosisPen *pen)
{
  cairo_restore (pen->cr);
}

/* --- text -------------------------------------------------------------------------- */

void
prognosis_pen_write (PrognosisPen *pen, const char *text, double x, double y, double size, double justification, gboolean is_bold)
{
  g_string_truncate (pen->text, 0);
  for (const char *c = text; *c != '\0'; c++)
    { /* '#' starts an escape sequence */
      if (*c == '#')
        g_string_append_c (pen->text, '#');
      g_string_append_c (pen->text, *c);
    }
  plsfci (is_bold ? 0x80000100 : 0x80000000);
  plschr (size * MM_PER_PX, 1);
  plptex (x, pen->height - y, 1, 0, justification, pen->text->str);
}

/* --- the page -------------------------------------------------------------------- */

/* No locks or cleanup attributes between setjmp and longjmp: all allocations belong to @pen and to the caller. */
static gboolean
draw_guarded (PrognosisPen *pen, PrognosisPenFunc func, gpointer user_data)
{
  plsexit (on_plexit);
  plsabort (on_plabort);
  guard.is_drawing = TRUE;
  guard.message[0] = '\0';
  if (setjmp (guard.leave) == 0)
    {
      if (!has_driver ())
        g_strlcpy (guard.message, "no extcairo driver", sizeof guard.message);
      else
        {
          set_page (pen);
          func (pen, user_data);
          plend1 ();
        }
    }
  else if (setjmp (guard.leave) == 0)
    plend1 (); /* the stream is usable again */
  guard.is_drawing = FALSE;
  return guard.message[0] == '\0';
}

gboolean
prognosis_pen_run (cairo_t *cr, int width, int height, PrognosisPenFunc func, gpointer user_data)
{
  PrognosisPen pen = { .cr = cr, .width = width, .height = height };
  gboolean done;

  g_return_val_if_fail (!guard.is_drawing, FALSE);
  pen.px = g_array_new (FALSE, FALSE, sizeof (double));
  pen.py = g_array_new (FALSE, FALSE, sizeof (double));
  pen.text = g_string_new (NULL);
  cairo_save (cr);
  done = draw_guarded (&pen, func, user_data);
  cairo_restore (cr);
  g_array_unref (pen.px);
  g_array_unref (pen.py);
  g_string_free (pen.text, TRUE);
  return done;
}

const char *
prognosis_pen_get_message (void)
{
  return guard.message;
}

gboolean
prognosis_pen_has_room (void)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp (NULL, &path, NULL);
  gboolean has_room = file >= 0 && write (file, guard.message, sizeof guard.message) == (gssize) sizeof guard.message;

  if (file >= 0)
    {
      close (file);
      g_unlink (path);
    }
  return has_room;
}
