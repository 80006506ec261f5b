/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies beside a table: it never keeps the table from being read. Inputs, in sections: the description, and the tables of populations,
 * neighbours and holidays. */

#include "fuzz.h"

#include "prognosis-reader.h"
#include "prognosis-sidecar.h"

static const char table[] = "date,district,in_bed,well\n"
                            "2020-03-01,East,20,3\n2020-03-01,North,21,3\n2020-03-02,East,27,4\n2020-03-02,North,28,4\n"
                            "2020-03-03,East,21,5\n2020-03-03,North,22,5\n2020-03-04,East,28,6\n2020-03-04,North,29,6\n";

static void
try_alone (const PrognosisDataset *dataset, PrognosisDataset *(*read) (const PrognosisDataset *, const char *, GError **),
           const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) other = read (dataset, path, &error);

  if (other == NULL)
    fuzz_check_error (error);
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  static const char *const names[] = { "data.json", "districts.csv", "neighbours.csv", "holidays.csv" };
  FuzzInput input = { data, n };
  const char *paths[] = { fuzz_write ("data.csv", (const guchar *) table, sizeof table - 1), NULL };
  const char *files[G_N_ELEMENTS (names)];
  g_autoptr (PrognosisSidecar) sidecar = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const FuzzInput section = fuzz_take_section (&input);

      files[i] = fuzz_write (names[i], section.data, section.n);
    }
  sidecar = prognosis_sidecar_read (paths[0]);
  dataset = prognosis_read (paths, NULL, NULL, &error);
  if (dataset == NULL)
    g_error ("the table is not read: %s", error->message);
  try_alone (dataset, prognosis_read_population, files[1]);
  try_alone (dataset, prognosis_read_adjacency, files[2]);
  try_alone (dataset, prognosis_read_holidays, files[3]);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    fuzz_remove (names[i]);
  fuzz_remove ("data.csv");
  return 0;
}
