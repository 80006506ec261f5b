/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-error.h"

typedef struct
{
  char *option;
} PrognosisErrorPrivate;

static void
prognosis_error_private_init (PrognosisErrorPrivate *self)
{
}

static void
prognosis_error_private_copy (const PrognosisErrorPrivate *from, PrognosisErrorPrivate *to)
{
  to->option = g_strdup (from->option);
}

static void
prognosis_error_private_clear (PrognosisErrorPrivate *self)
{
  g_free (self->option);
}

G_DEFINE_EXTENDED_ERROR (PrognosisError, prognosis_error)

void
prognosis_set_option_error (GError **error, const char *option, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  *error = g_error_new_valist (PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, format, arguments);
  va_end (arguments);
  prognosis_error_get_private (*error)->option = g_strdup (option);
}

const char *
prognosis_error_get_option (const GError *error)
{
  return g_error_matches (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION) ? prognosis_error_get_private (error)->option : NULL;
}

gboolean
prognosis_error_suggest_setting (GError **error, const char *id)
{
  if (error != NULL && g_error_matches (*error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT))
    {
      PrognosisErrorPrivate *own = prognosis_error_get_private (*error);

      g_free (own->option);
      own->option = g_strdup (id);
    }
  return FALSE;
}

const char *
prognosis_error_get_suggested_setting (const GError *error)
{
  return g_error_matches (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT) ? prognosis_error_get_private (error)->option : NULL;
}
