/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "messages.h"

#include <stdio.h>
#include <unistd.h>

#define BAR_WIDTH 30
#define BAR_INTERVAL_USEC (100 * 1000)

static struct
{
  GMutex lock; /* guards all below */
  gboolean quiet;
  gboolean draws_bar;
  gboolean has_bar; /* one stands on the terminal's line now */
  gboolean interrupted;
  gint64 drawn_usec;
} messages;

void
cli_messages_configure (gboolean quiet, int progress)
{
  g_mutex_lock (&messages.lock);
  messages.quiet = quiet;
  messages.draws_bar = progress >= 0 ? progress : !quiet && isatty (STDERR_FILENO);
  g_mutex_unlock (&messages.lock);
}

gboolean
cli_messages_is_quiet (void)
{
  gboolean quiet;

  g_mutex_lock (&messages.lock);
  quiet = messages.quiet;
  g_mutex_unlock (&messages.lock);
  return quiet;
}

static void
clear_bar (void)
{
  if (messages.has_bar)
    fputs ("\r\033[K", stderr);
  messages.has_bar = FALSE;
}

static gboolean
is_printable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return FALSE;
    /* Joiners and soft hyphens are part of words. */
    case G_UNICODE_FORMAT: return c == 0x00AD || c == 0x200C || c == 0x200D;
    default: return TRUE;
    }
}

char *
cli_messages_make_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (printable, is_printable (g_utf8_get_char (at)) ? g_utf8_get_char (at) : '?');
  return g_string_free (printable, FALSE);
}

static void
say (const char *text)
{
  g_autofree char *printable = cli_messages_make_printable (text);

  g_mutex_lock (&messages.lock);
  clear_bar ();
  fprintf (stderr, "%s\n", printable);
  fflush (stderr);
  g_mutex_unlock (&messages.lock);
}

void
cli_messages_warn (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cli_messages_warn_at (NULL, 0, text);
}

void
cli_messages_warn_at (const char *file, guint line, const char *message)
{
  g_autofree char *text = NULL;

  if (cli_messages_is_quiet ())
    return;
  if (file != NULL && line > 0)
    text = g_strdup_printf ("%s:%u: warning: %s", file, line, message);
  else
    text = g_strdup_printf ("%s: warning: %s", file != NULL ? file : "prognosis-cli", message);
  say (text);
}

void
cli_messages_note (const char *text)
{
  g_autofree char *line = g_strdup_printf ("prognosis-cli: note: %s", text);

  cli_messages_say (line);
}

void
cli_messages_say (const char *text)
{
  if (!cli_messages_is_quiet ())
    say (text);
}

void
cli_messages_error (const char *text)
{
  say (text);
}

void
cli_messages_say_interrupted (void)
{
  gboolean first;

  g_mutex_lock (&messages.lock);
  first = !messages.interrupted;
  messages.interrupted = TRUE;
  g_mutex_unlock (&messages.lock);
  if (first)
    say ("prognosis-cli: interrupted; no output was written");
}

void
cli_messages_progress (const char *what, double fraction)
{
  gint64 now_usec = g_get_monotonic_time ();
  int filled = (int) (CLAMP (fraction, 0, 1) * BAR_WIDTH);

  g_mutex_lock (&messages.lock);
  if (messages.draws_bar && !messages.interrupted && now_usec - messages.drawn_usec >= BAR_INTERVAL_USEC)
    {
      fprintf (stderr, "\r\033[K%-12s [", what);
      for (int i = 0; i < BAR_WIDTH; i++)
        fputc (i < filled ? '#' : '.', stderr);
      fprintf (stderr, "] %3d %%", (int) (CLAMP (fraction, 0, 1) * 100));
      fflush (stderr);
      messages.has_bar = TRUE;
      messages.drawn_usec = now_usec;
    }
  g_mutex_unlock (&messages.lock);
}

void
cli_messages_progress_done (void)
{
  g_mutex_lock (&messages.lock);
  clear_bar ();
  fflush (stderr);
  messages.drawn_usec = 0;
  g_mutex_unlock (&messages.lock);
}
