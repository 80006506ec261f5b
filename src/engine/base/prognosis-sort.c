/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Few numbers are merged, many are sorted by radix, byte by byte from the lowest (Knuth, TAOCP 3, 5.2.5), of the bits of the numbers, whose order as unsigned integers is
   that of the numbers after all bits of negative ones, and the sign of the others, are inverted. It has no branch that depends on
   the values; bytes in which all values agree are skipped. */

#include "prognosis-sort.h"

#include <string.h>

#define N_BYTES 8
#define RUN 12 /* these are inserted one by one */
#define FEW 96 /* of these, runs are merged */

typedef struct
{
  guint64 bits;
  gsize index;
} Item;

static guint64
to_bits (double x)
{
  guint64 bits;

  /* -0 equals 0. */
  x += 0.0;
  memcpy (&bits, &x, sizeof bits);
  return bits ^ ((guint64) ((gint64) bits >> 63) | ((guint64) 1 << 63));
}

static double
from_bits (guint64 bits)
{
  double x;

  bits ^= bits >> 63 ? (guint64) 1 << 63 : ~(guint64) 0;
  memcpy (&x, &bits, sizeof x);
  return x;
}

/* The loops of both sorts: @type of items, of which @KEY gives the bits. */
#define DEFINE_RADIX(name, type, KEY)                                                      \
  static void name##_insert (type *items, gsize n)                                         \
  {                                                                                        \
    for (gsize i = 1; i < n; i++)                                                          \
      {                                                                                    \
        const type item = items[i];                                                        \
        gsize k = i;                                                                       \
                                                                                           \
        for (; k > 0 && KEY (items[k - 1]) > KEY (item); k--)                              \
          items[k] = items[k - 1];                                                         \
        items[k] = item;                                                                   \
      }                                                                                    \
  }                                                                                        \
                                                                                           \
  /* As name(), for few @items. */                                                         \
  static void name##_merge (type *items, type *space, gsize n)                             \
  {                                                                                        \
    type *from = items, *to = space;                                                       \
                                                                                           \
    for (gsize first = 0; first < n; first += RUN)                                         \
      name##_insert (items + first, MIN (RUN, n - first));                                 \
    for (gsize width = RUN; width < n; width *= 2)                                         \
      {                                                                                    \
        type *held;                                                                        \
                                                                                           \
        for (gsize first = 0; first < n; first += 2 * width)                               \
          {                                                                                \
            const gsize middle = MIN (first + width, n), end = MIN (first + 2 * width, n); \
            gsize i = first, k = middle, out = first;                                      \
                                                                                           \
            while (i < middle && k < end)                                                  \
              {                                                                            \
                const gboolean is_second = KEY (from[k]) < KEY (from[i]);                  \
                                                                                           \
                to[out++] = from[is_second ? k : i];                                       \
                k += (gsize) is_second;                                                    \
                i += (gsize) !is_second;                                                   \
              }                                                                            \
            memcpy (to + out, from + i, (middle - i) * sizeof *to);                        \
            memcpy (to + out + (middle - i), from + k, (end - k) * sizeof *to);            \
          }                                                                                \
        held = from;                                                                       \
        from = to;                                                                         \
        to = held;                                                                         \
      }                                                                                    \
    if (from != items)                                                                     \
      memcpy (items, from, n * sizeof *items);                                             \
  }                                                                                        \
                                                                                           \
  /* The result is in @items; @space is as long. */                                        \
  static void name (type *items, type *space, gsize n)                                     \
  {                                                                                        \
    guint32 counts[N_BYTES][256] = { { 0 } };                                              \
    type *from = items, *to = space;                                                       \
                                                                                           \
    for (gsize i = 0; i < n; i++)                                                          \
      for (int b = 0; b < N_BYTES; b++)                                                    \
        counts[b][(KEY (items[i]) >> (8 * b)) & 255]++;                                    \
    for (int b = 0; b < N_BYTES; b++)                                                      \
      {                                                                                    \
        guint32 *count = counts[b], sum = 0;                                               \
        type *held;                                                                        \
                                                                                           \
        if (count[(KEY (from[0]) >> (8 * b)) & 255] == n)                                  \
          continue;                                                                        \
        for (int k = 0; k < 256; k++)                                                      \
          {                                                                                \
            const guint32 here = count[k];                                                 \
                                                                                           \
            count[k] = sum;                                                                \
            sum += here;                                                                   \
          }                                                                                \
        for (gsize i = 0; i < n; i++)                                                      \
          to[count[(KEY (from[i]) >> (8 * b)) & 255]++] = from[i];                         \
        held = from;                                                                       \
        from = to;                                                                         \
        to = held;                                                                         \
      }                                                                                    \
    if (from != items)                                                                     \
      memcpy (items, from, n * sizeof *items);                                             \
  }

#define KEY_OF_NUMBER(x) (x)
#define KEY_OF_ITEM(x) ((x).bits)

DEFINE_RADIX (sort_numbers, guint64, KEY_OF_NUMBER)
DEFINE_RADIX (sort_items, Item, KEY_OF_ITEM)

void
prognosis_sort (double *x, gsize n)
{
  guint64 few[2 * FEW];
  guint64 *bits = n <= FEW ? few : g_new (guint64, 2 * n);

  for (gsize i = 0; i < n; i++)
    bits[i] = to_bits (x[i]);
  if (n <= FEW)
    sort_numbers_merge (bits, bits + n, n);
  else
    sort_numbers (bits, bits + n, n);
  for (gsize i = 0; i < n; i++)
    x[i] = from_bits (bits[i]);
  if (bits != few)
    g_free (bits);
}

void
prognosis_sort_index (gsize *order, const double *x, gsize n)
{
  Item few[2 * FEW];
  Item *items = n <= FEW ? few : g_new (Item, 2 * n);

  for (gsize i = 0; i < n; i++)
    items[i] = (Item){ to_bits (x[i]), i };
  if (n <= FEW)
    sort_items_merge (items, items + n, n);
  else
    sort_items (items, items + n, n);
  for (gsize i = 0; i < n; i++)
    order[i] = items[i].index;
  if (items != few)
    g_free (items);
}

void
prognosis_select (double *x, gsize n, gsize k)
{
  gssize first = 0, last = (gssize) n - 1;

  g_return_if_fail (k < n);
  while (first < last)
    {
      const double a = x[first], b = x[first + (last - first) / 2], c = x[last];
      const double pivot = MAX (MIN (a, b), MIN (MAX (a, b), c));
      gssize i = first - 1, j = last + 1;

      for (;;)
        {
          double other;

          while (x[++i] < pivot)
            ;
          while (x[--j] > pivot)
            ;
          if (i >= j)
            break;
          other = x[i];
          x[i] = x[j];
          x[j] = other;
        }
      if ((gssize) k <= j)
        last = j;
      else
        first = j + 1;
    }
}
