/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * prognosis_figure_export:
 * @path: its suffix determines the format: .png, .svg or .pdf
 * @width: [px]; for PDF [pt]
 * @scale: PNG pixels per px; 2 for print. Not used for SVG and PDF
 * @theme: (nullable): NULL is the print theme
 * @metadata: (nullable): NULL-terminated; key, value, key, value. "Title", "Author", "Subject", "Keywords" and
 *   "Software" use the fields of the format, if it has them; other keys go with them
 *
 * Writes the whole figure, with the same bytes in every locale. The file is replaced only once it is complete:
 * on failure, an existing file at @path is kept. Main thread only.
 *
 * Returns: %FALSE with %PROGNOSIS_ERROR_OPTION (suffix, size), %G_FILE_ERROR (cannot write) or
 *   %PROGNOSIS_ERROR_COMPUTATION (cannot draw)
 */
gboolean prognosis_figure_export (PrognosisFigure *figure, const char *path, int width, int height, double scale,
                                  const PrognosisTheme *theme, const char *const *metadata, GError **error);
/* "png", "svg" or "pdf"; the bytes instead of a file. NULL on failure. (transfer full) */
GBytes *prognosis_figure_export_bytes (PrognosisFigure *figure, const char *format, int width, int height, double scale,
                                       const PrognosisTheme *theme, const char *const *metadata, GError **error);

G_END_DECLS
