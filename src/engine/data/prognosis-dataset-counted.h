/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* What a signal counts, for words and colours: its role, and what its name adds to it. Models treat admissions as infections. */
typedef enum
{
  PROGNOSIS_COUNTED_INFECTIONS,
  PROGNOSIS_COUNTED_RECOVERIES,
  PROGNOSIS_COUNTED_DEATHS,
  PROGNOSIS_COUNTED_HOSPITAL,       /* admissions, or patients if the kind is prevalence */
  PROGNOSIS_COUNTED_INTENSIVE_CARE, /* likewise */
  PROGNOSIS_COUNTED_TESTS,
  PROGNOSIS_COUNTED_OTHER,
} PrognosisCounted;

PrognosisCounted prognosis_signal_get_counted (const PrognosisSignal *signal);

G_END_DECLS
