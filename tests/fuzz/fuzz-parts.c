/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of a backtest, in sections, that are put together. */

#include "fuzz.h"

#include "shard.h"

#define MAX_PARTS 4

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  static const char *const names[MAX_PARTS] = { "part-1.csv", "part-2.csv", "part-3.csv", "part-4.csv" };
  FuzzInput input = { data, n };
  char *paths[MAX_PARTS + 1] = { NULL };
  g_autoptr (GString) whole = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_parts = 0;

  do
    {
      const FuzzInput section = fuzz_take_section (&input);

      paths[n_parts] = (char *) fuzz_write (names[n_parts], section.data, section.n);
      n_parts++;
    }
  while (n_parts < MAX_PARTS && input.n > 0);
  whole = cli_shard_merge (paths, &error);
  if (whole == NULL)
    fuzz_check_error (error);
  for (gsize i = 0; i < n_parts; i++)
    fuzz_remove (names[i]);
  return 0;
}
