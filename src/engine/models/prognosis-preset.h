/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-parameter.h"

G_BEGIN_DECLS

/* What is published of a disease's course. */
typedef struct
{
  const char *id;
  const char *title;               /* marked for translation */
  double latent_days;              /* mean, from infection to infectiousness */
  double infectious_days;          /* mean */
  const char *about;               /* what was measured; marked for translation */
  const char *source;              /* citation */
  double reproduction;             /* basic reproduction number where nobody is immune */
  const char *reproduction_source; /* citation */
  /* Share of the reported cases who die, and mean days to death and to recovery; 0: not in the list. */
  double fatality, death_days, recovery_days;
  const char *outcome_source; /* citation, or NULL */
} PrognosisPreset;

const PrognosisPreset *prognosis_preset_list (gsize *n);
const PrognosisPreset *prognosis_preset_find (const char *id);
/* One over a mean period [1/day]; 0: none. */
double prognosis_preset_get_rate (const PrognosisPreset *self, PrognosisPeriod period);
/* The shortest and the longest mean period [days] that a preset has, and of which presets they are. @with_latent: of the infectious
   period in a model without a latent one, which includes it. FALSE: there are none. */
gboolean prognosis_preset_find_range (PrognosisPeriod period, gboolean with_latent, double *shortest_days, double *longest_days,
                                      const PrognosisPreset **shortest, const PrognosisPreset **longest);

G_END_DECLS
