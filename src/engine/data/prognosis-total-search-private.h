/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-total-search.h"

G_BEGIN_DECLS

/* The share of the steps in which a sum must hold; revisions may spoil it in the others. */
#define SHARE_OF_STEPS 0.9
/* Relative deviation of numbers that count as equal; and of a total that is named so, which may be revised on its own. */
#define TOLERANCE 0.001
#define TOLERANCE_OF_NAMED 0.05
/* Bits of evidence that must remain after those for the choice among sums are deducted. Little choice is left where all other
   series are summed, or all that belong together by name. A name that suggests a total is evidence, too. */
#define BITS 12.0
#define BITS_OF_GIVEN 6.0
#define BITS_OF_HINT 8.0

typedef struct
{
  PrognosisTotalSearch *search;
  double *sizes; /* n: the sum of each series */
  guint *by_size;
  gboolean *is_base; /* n: no total so far, and not without cases */
  double log_n;
  double work; /* operations of the free search so far */
  /* The sum that is looked at, by step. */
  double *sums;
  double *squares;  /* of the parts, which shows whether any of them changed */
  guint *n_missing; /* parts without a value */
} TotalSearch;

/* log2 of the number of ways to choose @k out of @n. */
double prognosis_total_search_get_choice (double n, double k);
/* Starts the sum of no parts. */
void prognosis_total_search_clear_sum (TotalSearch *self);
/* Adds @series to the sum. */
void prognosis_total_search_add_part (TotalSearch *self, gsize series);
/* Whether @series is the sum of @parts (guint), by @needed bits of evidence beyond the @choice bits that choosing them took. Takes
   them as its parts if so. */
gboolean prognosis_total_search_try_parts (TotalSearch *self, gsize series, const GArray *parts, double needed, double choice);
/* Whether @series is the sum of any two or more others, which it takes as its parts. */
gboolean prognosis_total_search_find_free (TotalSearch *self, gsize series);

G_END_DECLS
