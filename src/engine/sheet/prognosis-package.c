/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of a ZIP archive as XML, unpacked while they are parsed: memory does not grow with what an archive claims to hold. */

#include "prognosis-config.h"
#include "prognosis-sheet-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"

/* A sheet of a million rows and ten columns has about half of it. */
#define MAX_PART_BYTES ((gsize) 1 << 30)
/* The XML of a sheet of nothing but equal numbers packs 150 to 1; what packs better than this is made to harm. */
#define MAX_RATIO 400
#define SMALL_BYTES (16 * 1024 * 1024)
#define BLOCK_BYTES (64 * 1024)

typedef struct
{
  const PrognosisPackage *package;
  struct archive *archive;
  goffset size; /* of the file */
  gsize n_bytes;
  GError *error;
} Part;

static void
fail (GError **error, const PrognosisPackage *self, const char *sentence)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", self->path, sentence);
}

static struct archive *
open_archive (const PrognosisPackage *self, GError **error)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, self->path, BLOCK_BYTES) == ARCHIVE_OK)
    return archive;
  fail (error, self, _ ("this is a damaged ZIP archive; save the spreadsheet anew, or save the sheet as CSV"));
  archive_read_free (archive);
  return NULL;
}

/* Stands before the bytes of @name afterwards. FALSE, without an error where there is no such part. */
static gboolean
seek_part (struct archive *archive, const PrognosisPackage *self, const char *name, gboolean *is_encrypted, GError **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    {
      const char *found = archive_entry_pathname (entry);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (found != NULL && g_str_equal (found, name))
        {
          *is_encrypted = archive_entry_is_encrypted (entry) > 0;
          return TRUE;
        }
    }
  if (status != ARCHIVE_EOF)
    fail (error, self, _ ("this is a damaged ZIP archive; save the spreadsheet anew, or save the sheet as CSV"));
  return FALSE;
}

gboolean
prognosis_package_has (const PrognosisPackage *self, const char *part)
{
  struct archive *archive = open_archive (self, NULL);
  gboolean is_encrypted, has = FALSE;

  if (archive == NULL)
    return FALSE;
  has = seek_part (archive, self, part, &is_encrypted, NULL);
  archive_read_free (archive);
  return has;
}

static int
read_cb (void *context, char *buffer, int length)
{
  Part *part = context;
  la_ssize_t n;

  if (part->error != NULL || g_cancellable_set_error_if_cancelled (part->package->cancellable, &part->error))
    return -1;
  n = archive_read_data (part->archive, buffer, (size_t) length);
  if (n < 0)
    {
      fail (&part->error, part->package, _ ("this is a damaged ZIP archive; save the spreadsheet anew, or save the sheet as CSV"));
      return -1;
    }
  part->n_bytes += (gsize) n;
  if (part->n_bytes > MAX_PART_BYTES || (part->n_bytes > SMALL_BYTES && part->n_bytes / MAX_RATIO > (gsize) part->size))
    {
      fail (&part->error, part->package, _ ("the spreadsheet unpacks to more than a table can hold; save the sheet as CSV"));
      return -1;
    }
  return (int) n;
}

/* Errors are told by the reader's state. */
static void
ignore_error (void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
}

static gboolean
parse (Part *part, PrognosisNodeFunc func, gpointer user_data, GError **error)
{
  /* No entity is ever put in place of its name, and nothing is loaded from elsewhere. */
  xmlTextReader *reader
      = xmlReaderForIO (read_cb, NULL, part, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  gboolean ok = TRUE;
  int status;

  if (reader == NULL)
    {
      fail (error, part->package, _ ("the spreadsheet cannot be read; save the sheet as CSV"));
      return FALSE;
    }
  xmlTextReaderSetErrorHandler (reader, ignore_error, NULL);
  while ((status = xmlTextReaderRead (reader)) == 1)
    {
      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          fail (error, part->package, _ ("the spreadsheet declares entities, which no spreadsheet program does; it is not read"));
          ok = FALSE;
          break;
        }
      if (!func (reader, user_data, error))
        {
          ok = error == NULL || *error == NULL;
          break;
        }
    }
  xmlFreeTextReader (reader);
  if (status < 0 && ok)
    {
      if (part->error == NULL)
        fail (&part->error, part->package, _ ("the spreadsheet is damaged; save it anew, or save the sheet as CSV"));
      g_propagate_error (error, g_steal_pointer (&part->error));
      ok = FALSE;
    }
  return ok;
}

gboolean
prognosis_package_parse (const PrognosisPackage *self, const char *part_name, PrognosisNodeFunc func, gpointer user_data,
                         GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GError) own = NULL;
  Part part = { .package = self };
  gboolean is_encrypted = FALSE, ok = FALSE;

  if (info == NULL)
    return FALSE;
  part.size = MAX (g_file_info_get_size (info), 1);
  part.archive = open_archive (self, &own);
  if (part.archive != NULL && seek_part (part.archive, self, part_name, &is_encrypted, &own))
    {
      if (is_encrypted)
        fail (&own, self, _ ("the spreadsheet is protected by a password; save it without one"));
      else
        ok = parse (&part, func, user_data, &own);
    }
  else if (own == NULL)
    g_set_error (&own, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("%s: the spreadsheet lacks its part “%s”; save it anew, or save the sheet as CSV"), self->path, part_name);
  if (part.archive != NULL)
    archive_read_free (part.archive);
  g_clear_error (&part.error);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return ok;
}

gboolean
prognosis_node_is (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT
         && strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

gboolean
prognosis_node_is_end (xmlTextReader *reader, const char *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT
         && strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

char *
prognosis_node_dup_attribute (xmlTextReader *reader, const char *name)
{
  char *value = NULL;

  /* By local name: prefixes are the writer's choice. */
  if (xmlTextReaderMoveToFirstAttribute (reader) != 1)
    return NULL;
  do
    if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0)
      value = g_strdup ((const char *) xmlTextReaderConstValue (reader));
  while (value == NULL && xmlTextReaderMoveToNextAttribute (reader) == 1);
  xmlTextReaderMoveToElement (reader);
  return value;
}

gsize
prognosis_node_get_count (xmlTextReader *reader, const char *name, gsize lower, gsize upper, gsize fallback)
{
  g_autofree char *text = prognosis_node_dup_attribute (reader, name);
  guint64 count;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, lower, upper, &count, NULL) ? (gsize) count : fallback;
}
