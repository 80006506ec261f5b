/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-known-place.h"
#include "prognosis-outlines-private.h"

G_BEGIN_DECLS

/* The outlines of places: those of place i are outlines[starts[i]] to outlines[starts[i + 1] - 1]. An outline belongs to one place at
 * most. */
typedef struct
{
  gsize n_outlined; /* places that have one */
  gsize *starts;
  gsize *outlines;
} PrognosisMapMatch;

/* By the property that agrees with most codes, then, for places still without, by the one that agrees with most names. Codes and names
 * that are built in stand for each other: DE, DEU and Germany. */
PrognosisMapMatch *prognosis_map_match_new (const PrognosisOutlines *outlines, const char *const *codes, const char *const *names,
                                            gsize n);
void prognosis_map_match_free (PrognosisMapMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisMapMatch, prognosis_map_match_free)

/* For each place what is built in, of the set to which most of them belong, or NULL. (transfer container) */
const PrognosisKnownPlace **prognosis_map_find_known (const char *const *codes, const char *const *names, gsize n);

G_END_DECLS
