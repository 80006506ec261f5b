/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisTotalSearch:
 *
 * Finds series that are sums of others by their numbers alone: the world among its countries, states among their counties, at
 * every level. A sum is accepted if chance is an unlikely explanation, given how many sums were tried: an equal number is the
 * better evidence the larger it is, and the more often the parts change. A few steps may differ because of revisions, and steps
 * in which a part is missing do not count against a sum.
 */
typedef struct
{
  gsize n, n_steps;
  gboolean is_cumulative;
  const double *const *rows; /* n rows of n_steps counts; NAN: missing */
  const gboolean *is_named;  /* n: the name says that it is a total */
  const gboolean *is_hinted; /* n: the name suggests an area with several parts */
  GArray *const *families;   /* n: guint, the series that belong to it by code or name; NULL: none */
  GArray **parts;            /* n, result: guint, the series that it is the sum of, ascending; NULL: it is no total */
} PrognosisTotalSearch;

/* Sets self->parts where they are NULL; series that have parts already are totals. (transfer full) of the arrays */
void prognosis_total_search_run (PrognosisTotalSearch *self);

G_END_DECLS
