/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-metadata.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define PNG_HEADER 33 /* signature and IHDR */
#define PNG_KEYWORD_MAX 79

/* ISO 3309, as in annex D of the PNG specification. */
static guint32
crc32_of (const guint8 *data, gsize n)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

static void
append_uint32 (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *bytes, const char *type, const GByteArray *data)
{
  guint start = bytes->len + 4;

  append_uint32 (bytes, data->len);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  g_byte_array_append (bytes, data->data, data->len);
  append_uint32 (bytes, crc32_of (bytes->data + start, bytes->len - start));
}

/* Valid UTF-8, without characters that XML or PNG forbids. (transfer full) */
static char *
clean_value (const char *value)
{
  char *text = g_utf8_make_valid (value, -1);

  for (char *c = text; *c != '\0'; c++)
    if (((guchar) *c < ' ' && *c != '\n' && *c != '\t') || *c == 0x7f)
      *c = ' ';
  return text;
}

/* PNG keywords are printable ASCII, without leading or trailing spaces. (transfer full) */
static char *
clean_keyword (const char *key)
{
  char *keyword = g_strndup (key, PNG_KEYWORD_MAX);

  for (char *c = keyword; *c != '\0'; c++)
    if (!g_ascii_isprint (*c))
      *c = '_';
  g_strstrip (keyword);
  if (*keyword == '\0')
    {
      g_free (keyword);
      return g_strdup ("Comment");
    }
  return keyword;
}

static void
append_text_chunk (GByteArray *bytes, const char *key, const char *value)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree char *keyword = clean_keyword (key);
  g_autofree char *text = clean_value (value);
  gboolean is_ascii = g_str_is_ascii (text);

  g_byte_array_append (data, (const guint8 *) keyword, (guint) strlen (keyword) + 1);
  if (!is_ascii) /* not compressed, no language, no translated keyword */
    g_byte_array_append (data, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
  append_chunk (bytes, is_ascii ? "tEXt" : "iTXt", data);
}

void
prognosis_metadata_add_to_png (GByteArray *png, const char *const *metadata, double dots_per_inch)
{
  g_autoptr (GByteArray) chunks = g_byte_array_new ();
  g_autoptr (GByteArray) size = g_byte_array_new ();
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  guint32 per_metre = (guint32) lround (dots_per_inch / 0.0254);

  g_return_if_fail (png->len > PNG_HEADER);
  append_uint32 (size, per_metre);
  append_uint32 (size, per_metre);
  g_byte_array_append (size, (const guint8 *) "\1", 1);
  append_chunk (chunks, "pHYs", size);
  for (gsize i = 0; metadata != NULL && metadata[i] != NULL && metadata[i + 1] != NULL; i += 2)
    append_text_chunk (chunks, metadata[i], metadata[i + 1]);
  g_byte_array_append (rest, png->data + PNG_HEADER, png->len - PNG_HEADER);
  g_byte_array_set_size (png, PNG_HEADER);
  g_byte_array_append (png, chunks->data, chunks->len);
  g_byte_array_append (png, rest->data, rest->len);
}

static GString *
svg_elements (const char *const *metadata)
{
  GString *text = g_string_new (NULL);
  gboolean has_title = FALSE;

  for (gsize i = 0; metadata[i] != NULL && metadata[i + 1] != NULL; i += 2)
    if (!has_title && g_ascii_strcasecmp (metadata[i], "Title") == 0)
      {
        g_autofree char *value = clean_value (metadata[i + 1]);
        g_autofree char *escaped = g_markup_escape_text (value, -1);

        g_string_append_printf (text, "\n<title>%s</title>", escaped);
        has_title = TRUE;
      }
  g_string_append (text, "\n<metadata>");
  for (gsize i = 0; metadata[i] != NULL && metadata[i + 1] != NULL; i += 2)
    {
      g_autofree char *key = clean_value (metadata[i]);
      g_autofree char *value = clean_value (metadata[i + 1]);
      g_autofree char *entry
          = g_markup_printf_escaped ("\n<entry xmlns=\"urn:prognosis:metadata\" key=\"%s\">%s</entry>", key, value);

      g_string_append (text, entry);
    }
  g_string_append (text, "\n</metadata>");
  return text;
}

void
prognosis_metadata_add_to_svg (GByteArray *svg, const char *const *metadata)
{
  g_autoptr (GString) elements = NULL;
  g_autofree char *text = NULL;
  const char *root, *end;
  gsize head;

  if (metadata == NULL || metadata[0] == NULL)
    return;
  text = g_strndup ((const char *) svg->data, svg->len);
  root = strstr (text, "<svg");
  end = root != NULL ? strchr (root, '>') : NULL;
  if (end == NULL)
    return;
  head = (gsize) (end + 1 - text);
  elements = svg_elements (metadata);
  g_byte_array_set_size (svg, (guint) head);
  g_byte_array_append (svg, (const guint8 *) elements->str, (guint) elements->len);
  g_byte_array_append (svg, (const guint8 *) text + head, (guint) strlen (text + head));
}

void
prognosis_metadata_set_on_pdf (cairo_surface_t *surface, const char *const *metadata)
{
  static const struct
  {
    const char *key;
    cairo_pdf_metadata_t place;
  } places[] = {
    { "Title", CAIRO_PDF_METADATA_TITLE },      { "Author", CAIRO_PDF_METADATA_AUTHOR },
    { "Subject", CAIRO_PDF_METADATA_SUBJECT },  { "Keywords", CAIRO_PDF_METADATA_KEYWORDS },
    { "Software", CAIRO_PDF_METADATA_CREATOR },
  };
  g_autoptr (GString) subject = g_string_new (NULL);

  /* No date, so that the same figure gives the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  for (gsize i = 0; metadata != NULL && metadata[i] != NULL && metadata[i + 1] != NULL; i += 2)
    {
      g_autofree char *key = clean_value (metadata[i]);
      g_autofree char *value = clean_value (metadata[i + 1]);
      gsize k = 0;

      while (k < G_N_ELEMENTS (places) && g_ascii_strcasecmp (places[k].key, metadata[i]) != 0)
        k++;
      if (k < G_N_ELEMENTS (places) && places[k].place != CAIRO_PDF_METADATA_SUBJECT)
        cairo_pdf_surface_set_metadata (surface, places[k].place, value);
      else
        { /* other pairs go into the subject */
          if (subject->len > 0)
            g_string_append (subject, "\n");
          if (k == G_N_ELEMENTS (places))
            g_string_append_printf (subject, "%s: ", key);
          g_string_append (subject, value);
        }
    }
  if (subject->len > 0)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, subject->str);
}
