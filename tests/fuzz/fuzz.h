/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each fuzz-NAME.c defines this one: it takes any bytes, and aborts if what is tested breaks a promise. Returns 0. Called by libFuzzer, or
 * for each file of the corpus by replay.c. */
int LLVMFuzzerTestOneInput (const guchar *data, gsize n);

/**
 * FuzzInput:
 *
 * Bytes that are used up from the front. The first line of an input holds choices, one character each, so that inputs are readable;
 * the rest is the text of a file.
 */
typedef struct
{
  const guchar *data;
  gsize n;
} FuzzInput;

/* A number below @bound, from one byte: digits and letters stand for 0 to 35. 0 when the line has ended. */
guint fuzz_choose (FuzzInput *self, guint bound);
/* A number below @bound, from one byte of any value; 0 when there is none. For inputs that are not text. */
guint fuzz_take (FuzzInput *self, guint bound);
/* Skips the rest of the line. */
void fuzz_end_line (FuzzInput *self);
/* The bytes up to the next line "--", without it, or up to the end. */
FuzzInput fuzz_take_section (FuzzInput *self);

/* Writes the file @name into a folder of its own (in memory if TMPDIR is), where it replaces the one before. Returns its path; lent until the next call
 * with the same name. */
const char *fuzz_write (const char *name, const guchar *data, gsize n);
/* Removes it. */
void fuzz_remove (const char *name);

/* Aborts unless @error is one sentence in UTF-8 about the input or an option. */
void fuzz_check_error (const GError *error);

G_END_DECLS
