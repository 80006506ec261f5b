/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset-builder.h"

G_BEGIN_DECLS

typedef struct
{
  double value;
  guint32 region;
  guint32 signal;
  int day;
  guint32 line;
  guint32 file;
} BuilderValue;

typedef struct
{
  guint32 region;
  guint32 signal;
  int day;
  guint8 flags;
} BuilderFlags;

struct _PrognosisDatasetBuilder
{
  PrognosisDataset *dataset; /* without a grid yet */
  GHashTable *region_numbers;
  GArray *auto_kinds; /* gboolean by signal: the values decide */
  GArray *values;
  GArray *flags;
  gboolean indexed;
  gboolean additive;
  guint duplicate_lines[2]; /* 0: none was met */
  guint duplicate_file;
  int step_days; /* 0: not known */
  int last_day;
  char *last_day_text;
  gsize n_dropped;
  GCancellable *cancellable; /* of the work at the end, or NULL */
  GError *error;             /* met while adding, told at the end */
};

/* What the name says of a signal's kind, or -1. */
int _prognosis_kind_from_name (const char *name);
/* What the name says of a signal's role; %PROGNOSIS_ROLE_INFECTIONS where it says nothing. */
PrognosisRole _prognosis_role_from_name (const char *name);
/* A guess at the kind from the numbers of all regions: what never falls counts all so far where new cases, which scatter,
   would hardly have risen so steadily. @is_doubtful: too few numbers to tell, and none of them falls. */
PrognosisKind _prognosis_kind_from_values (const PrognosisDataset *dataset, gsize signal, gboolean *is_doubtful);

G_END_DECLS
