/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ways in which files are damaged. */
typedef enum
{
  DAMAGE_WAY_NONE,
  DAMAGE_WAY_BYTES,     /* bits, runs of bytes, the end: of whatever lies on the disk */
  DAMAGE_WAY_PARTS,     /* of a spreadsheet: damaged XML, bombs, a part missing or in another's place */
  DAMAGE_WAY_DIGIT,     /* one digit for another */
  DAMAGE_WAY_CELLS,     /* two cells of a row in each other's place */
  DAMAGE_WAY_CUT,       /* the end is missing */
  DAMAGE_WAY_LINE_GONE, /* one line is missing */
  DAMAGE_WAY_LINE_CUT,  /* the end of one line is missing */
  DAMAGE_WAY_LINE_TWICE,
  DAMAGE_WAY_ENCODING, /* UTF-16, Latin 1, half an UTF-8 character */
  DAMAGE_WAY_NULS,
  DAMAGE_WAY_LONG_LINE,
  DAMAGE_WAY_QUOTE, /* one that nothing closes */
  DAMAGE_WAY_WORD,  /* a word in the place of a cell */
  DAMAGE_WAY_EMPTY, /* nothing at all, or the header alone */
  DAMAGE_WAY_JSON,  /* another value, type, name or bracket */
  DAMAGE_N_WAYS,
} DamageWay;

/* What is damaged. */
typedef enum
{
  DAMAGE_CONTENT_TABLE,
  DAMAGE_CONTENT_SPREADSHEET,
  DAMAGE_CONTENT_JSON,
} DamageContent;

const char *damage_way_to_string (DamageWay way);
/* One of the ways that suit @content. */
DamageWay damage_choose_way (DamageContent content, GRand *rand);
/* How many values may differ where nobody can know. */
gsize damage_way_max_cells (DamageWay way);

void damage_text (GString *text, DamageWay way, GRand *rand);
/* Bits, runs of bytes, or the end, of whatever lies on the disk. */
void damage_bytes (GString *text, GRand *rand);
/* @grid: rows (GPtrArray) of cells (char *), the header first */
void damage_grid (GPtrArray *grid, DamageWay way, GRand *rand);
/* Damaged XML: cut, without a mark, with an entity bomb, nested or repeated without end. (transfer full) */
char *damage_make_xml (const char *xml, GRand *rand);

G_END_DECLS
