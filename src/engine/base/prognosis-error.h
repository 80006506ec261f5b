/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PROGNOSIS_ERROR (prognosis_error_quark ())

/**
 * PrognosisError:
 * @PROGNOSIS_ERROR_OPTION: an invalid request: an unknown name, a number out of range
 * @PROGNOSIS_ERROR_INPUT: a file is invalid; the message begins with `FILE:LINE: ` if a line is known
 * @PROGNOSIS_ERROR_COMPUTATION: the input is valid, but no result could be computed
 *
 * Codes are grouped by what the caller can do. Cancellation is %G_IO_ERROR_CANCELLED;
 * failure to write a file is in %G_FILE_ERROR or %G_IO_ERROR.
 * Messages are whole sentences without a full stop at the end.
 */
typedef enum
{
  PROGNOSIS_ERROR_OPTION,
  PROGNOSIS_ERROR_INPUT,
  PROGNOSIS_ERROR_COMPUTATION,
} PrognosisError;

GQuark prognosis_error_quark (void);

/* Options that are no PrognosisSetting, as prognosis_error_get_option() names them. */
#define PROGNOSIS_OPTION_FIXED "fixed"           /* PrognosisOptions.fixed */
#define PROGNOSIS_OPTION_OBSERVE "observe"       /* PrognosisOptions.observe */
#define PROGNOSIS_OPTION_POPULATION "population" /* of the regions */

/* Sets %PROGNOSIS_ERROR_OPTION about @option: the id of a PrognosisSetting or one of the above. */
void prognosis_set_option_error (GError **error, const char *option, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Says of an error about a file that the reading setting @id can solve it, see prognosis-reading-setting.h. @error: may hold any
 * error or none. Returns FALSE. */
gboolean prognosis_error_suggest_setting (GError **error, const char *id);
/* (nullable) */
const char *prognosis_error_get_suggested_setting (const GError *error);
/* The option that an error is about, for callers that call it by another name. (nullable) */
const char *prognosis_error_get_option (const GError *error);

G_END_DECLS
