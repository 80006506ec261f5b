/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SHARED_MAX_FEATURES 6

/* One past nowcast: a week of a place, as it was known when it had the age in question. */
typedef struct
{
  gsize place;
  double decay;                         /* the weight by how long ago it is */
  double count;                         /* 1 + what was known */
  double features[SHARED_MAX_FEATURES]; /* the first is 1 */
  double ratio;                         /* log ((1 + final) / (1 + known)) */
} SharedRow;

/* A regression on features that all places share, with an effect of each place that is drawn towards 0, and a spread that falls
 * with the count: sd² = place's scale × (floor + 1 / count). */
typedef struct
{
  gsize n_features;
  double mean[SHARED_MAX_FEATURES], sd[SHARED_MAX_FEATURES], slopes[SHARED_MAX_FEATURES];
  double *effects, *scales; /* by place */
  double floor;
} SharedFit;

/* @rows: at least one. (transfer full): or NULL if they do not determine the regression */
SharedFit *shared_fit_new (const SharedRow *rows, gsize n_rows, gsize n_features, gsize n_places);
void shared_fit_free (SharedFit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SharedFit, shared_fit_free)
/* A feature that is NAN counts as the mean. */
double shared_fit_get_ratio (const SharedFit *self, gsize place, const double *features);
double shared_fit_get_sd (const SharedFit *self, gsize place, double count);

G_END_DECLS
