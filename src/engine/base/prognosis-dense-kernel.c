/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compiled once for every instruction set, with PROGNOSIS_DENSE_KERNEL naming its table. A product is made of tiles that stay
   in registers: each value that is loaded is used ROWS or COLUMNS times. */

#include "prognosis-dense-kernel.h"

#include <math.h>
#include <string.h>

#if defined(__AVX2__)
#define NAME "v3"
#define LANES 4
#define ROWS 6
#else
#define NAME "plain"
#define LANES 2
#define ROWS 4
#endif

#define COLUMNS (2 * LANES) /* of a tile */
#define DEPTH 256           /* of a strip of the second matrix that is copied */
#define FEW_ROWS 24         /* with fewer, a transposed matrix is not worth copying */
#define DOT_ROWS 3
#define DOT_COLUMNS 4

#define INLINE static inline __attribute__ ((always_inline))

typedef double V __attribute__ ((vector_size (LANES * sizeof (double)), aligned (sizeof (double)), may_alias));
typedef gint64 I __attribute__ ((vector_size (LANES * sizeof (gint64)), aligned (sizeof (gint64)), may_alias));

INLINE V
load (const double *x)
{
  return *(const V *) x;
}

INLINE V
repeat (double x)
{
  return x - (V){ 0.0 };
}

INLINE double
add_up (V x)
{
#if LANES == 4
  return (x[0] + x[2]) + (x[1] + x[3]);
#else
  return x[0] + x[1];
#endif
}

/* Adds a tile of @rows x (@vectors LANES) to @c, of which @width columns are wanted. @b: depth x @b_row. */
INLINE void
add_tile (gsize rows, gsize vectors, gsize width, gsize depth, const double *a, gsize a_row, gsize a_column, const double *b,
          gsize b_row, double *c, gsize c_row)
{
  V sum[ROWS][2] = { { { 0.0 } } };

  for (gsize p = 0; p < depth; p++)
    {
      const V b0 = load (b + p * b_row), b1 = vectors > 1 ? load (b + p * b_row + LANES) : b0;

#pragma GCC unroll 8
      for (gsize i = 0; i < rows; i++)
        {
          const V f = repeat (a[i * a_row + p * a_column]);

          sum[i][0] += f * b0;
          if (vectors > 1)
            sum[i][1] += f * b1;
        }
    }
  if (width == vectors * LANES)
    {
#pragma GCC unroll 8
      for (gsize i = 0; i < rows; i++)
        {
          *(V *) (c + i * c_row) += sum[i][0];
          if (vectors > 1)
            *(V *) (c + i * c_row + LANES) += sum[i][1];
        }
      return;
    }
#pragma GCC unroll 8
  for (gsize i = 0; i < rows; i++)
    {
      double row[COLUMNS];

      memcpy (row, &sum[i][0], sizeof (V));
      memcpy (row + LANES, &sum[i][1], sizeof (V));
      for (gsize j = 0; j < width; j++)
        c[i * c_row + j] += row[j];
    }
}

/* All rows of @c, in a strip of at most COLUMNS columns. */
INLINE void
add_strip (gsize vectors, gsize m, gsize width, gsize depth, const double *a, gsize a_row, gsize a_column, const double *b,
           gsize b_row, double *c, gsize c_row)
{
  gsize i = 0;

  for (; i + ROWS <= m; i += ROWS)
    add_tile (ROWS, vectors, width, depth, a + i * a_row, a_row, a_column, b, b_row, c + i * c_row, c_row);
  a += i * a_row;
  c += i * c_row;
  switch (m - i)
    {
#if ROWS > 4
    case 5: add_tile (5, vectors, width, depth, a, a_row, a_column, b, b_row, c, c_row); break;
    case 4: add_tile (4, vectors, width, depth, a, a_row, a_column, b, b_row, c, c_row); break;
#endif
    case 3: add_tile (3, vectors, width, depth, a, a_row, a_column, b, b_row, c, c_row); break;
    case 2: add_tile (2, vectors, width, depth, a, a_row, a_column, b, b_row, c, c_row); break;
    case 1: add_tile (1, vectors, width, depth, a, a_row, a_column, b, b_row, c, c_row); break;
    default: break;
    }
}

static void
add_wide_strip (gsize m, gsize width, gsize depth, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row,
                double *c, gsize c_row)
{
  add_strip (2, m, width, depth, a, a_row, a_column, b, b_row, c, c_row);
}

static void
add_narrow_strip (gsize m, gsize width, gsize depth, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row,
                  double *c, gsize c_row)
{
  add_strip (1, m, width, depth, a, a_row, a_column, b, b_row, c, c_row);
}

/* Copies a strip of the second matrix, filled up with zeros, where it is transposed or too narrow to be loaded in place. */
static void
add_copied_strip (gsize m, gsize width, gsize k, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row,
                  gsize b_column, double *c, gsize c_row)
{
  const gsize columns = width > LANES ? COLUMNS : LANES;
  double copy[DEPTH * COLUMNS];

  for (gsize start = 0; start < k; start += DEPTH)
    {
      const gsize depth = MIN (DEPTH, k - start);

      if (width < columns)
        memset (copy, 0, depth * columns * sizeof *copy);
      if (b_column == 1)
        for (gsize p = 0; p < depth; p++)
          memcpy (copy + p * columns, b + (start + p) * b_row, width * sizeof *copy);
      else
        for (gsize j = 0; j < width; j++)
          for (gsize p = 0; p < depth; p++)
            copy[p * columns + j] = b[(start + p) * b_row + j * b_column];
      (width > LANES ? add_wide_strip : add_narrow_strip) (m, width, depth, a + start * a_column, a_row, a_column, copy, columns, c,
                                                           c_row);
    }
}

/* Sums over @k for @rows x @columns at once; rows of both matrices are contiguous. */
INLINE void
add_dots (gsize rows, gsize columns, gsize k, const double *a, gsize a_row, const double *b, gsize b_column, double *c, gsize c_row)
{
  V sum[DOT_ROWS][DOT_COLUMNS] = { { { 0.0 } } };
  const gsize whole = k - k % LANES;

  for (gsize p = 0; p < whole; p += LANES)
#pragma GCC unroll 4
    for (gsize j = 0; j < columns; j++)
      {
        const V f = load (b + j * b_column + p);

#pragma GCC unroll 4
        for (gsize i = 0; i < rows; i++)
          sum[i][j] += f * load (a + i * a_row + p);
      }
#pragma GCC unroll 4
  for (gsize i = 0; i < rows; i++)
#pragma GCC unroll 4
    for (gsize j = 0; j < columns; j++)
      {
        double rest = add_up (sum[i][j]);

        for (gsize p = whole; p < k; p++)
          rest += a[i * a_row + p] * b[j * b_column + p];
        c[i * c_row + j] += rest;
      }
}

static void
add_all_dots (gsize m, gsize n, gsize k, const double *a, gsize a_row, const double *b, gsize b_column, double *c, gsize c_row)
{
  gsize j = 0;

  for (; j + DOT_COLUMNS <= n; j += DOT_COLUMNS)
    {
      gsize i = 0;

      for (; i + DOT_ROWS <= m; i += DOT_ROWS)
        add_dots (DOT_ROWS, DOT_COLUMNS, k, a + i * a_row, a_row, b + j * b_column, b_column, c + i * c_row + j, c_row);
      for (; i < m; i++)
        add_dots (1, DOT_COLUMNS, k, a + i * a_row, a_row, b + j * b_column, b_column, c + i * c_row + j, c_row);
    }
  for (; j < n; j++)
    for (gsize i = 0; i < m; i++)
      add_dots (1, 1, k, a + i * a_row, a_row, b + j * b_column, b_column, c + i * c_row + j, c_row);
}

static void
add_product (gsize m, gsize n, gsize k, const double *a, gsize a_row, gsize a_column, const double *b, gsize b_row, gsize b_column,
             double *c, gsize c_row)
{
  if (b_column != 1 && b_row == 1 && a_column == 1 && m < FEW_ROWS && k >= 4 * LANES)
    {
      add_all_dots (m, n, k, a, a_row, b, b_column, c, c_row);
      return;
    }
  for (gsize j = 0; j < n; j += COLUMNS)
    {
      const gsize width = MIN (COLUMNS, n - j);
      const double *strip = b + j * b_column;

      if (b_column == 1 && width == COLUMNS)
        add_wide_strip (m, width, k, a, a_row, a_column, strip, b_row, c + j, c_row);
      else if (b_column == 1 && width == LANES)
        add_narrow_strip (m, width, k, a, a_row, a_column, strip, b_row, c + j, c_row);
      else
        add_copied_strip (m, width, k, a, a_row, a_column, strip, b_row, b_column, c + j, c_row);
    }
}

static double
dot (const double *a, const double *b, gsize n)
{
  V sum = { 0.0 };
  double rest;
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    sum += load (a + i) * load (b + i);
  rest = add_up (sum);
  for (; i < n; i++)
    rest += a[i] * b[i];
  return rest;
}

INLINE V
choose (I mask, V yes, V no)
{
  return (V) (((I) yes & mask) | ((I) no & ~mask));
}

/* 2^n times the Taylor polynomial of what remains, which is at most log (2) / 2: the next term is below 1e-17. Larger arguments
   than 708 count as 708. */
INLINE V
exp_v (V x)
{
  static const double terms[] = { 1.0 / 6227020800.0,
                                  1.0 / 479001600.0,
                                  1.0 / 39916800.0,
                                  1.0 / 3628800.0,
                                  1.0 / 362880.0,
                                  1.0 / 40320.0,
                                  1.0 / 5040.0,
                                  1.0 / 720.0,
                                  1.0 / 120.0,
                                  1.0 / 24.0,
                                  1.0 / 6.0,
                                  0.5,
                                  1.0,
                                  1.0 };
  const V limit = repeat (708.0), shift = repeat (6755399441055744.0); /* 1.5 * 2^52: rounds to an integer in the last bits */
  V n, r, sum;
  I bits;

  x = choose (x > limit, limit, x);
  x = choose (x < -limit, -limit, x);
  n = x * repeat (1.4426950408889634074) + shift;
  bits = (I) n;
  n -= shift;
  r = x - n * repeat (6.93147180369123816490e-01);
  r -= n * repeat (1.90821492927058770002e-10);
  sum = repeat (terms[0]);
#pragma GCC unroll 16
  for (gsize i = 1; i < G_N_ELEMENTS (terms); i++)
    sum = sum * r + repeat (terms[i]);
  return sum * (V) ((bits << 52) + 0x3ff0000000000000);
}

INLINE V
tanh_v (V x)
{
  return repeat (1.0) - repeat (2.0) / (exp_v (x + x) + repeat (1.0));
}

INLINE V
logistic_v (V x)
{
  return repeat (1.0) / (repeat (1.0) + exp_v (-x));
}

/* Applies @one to all values; the last ones in a vector that is filled up. */
#define MAP(name, one)                              \
  static void name (double *x, gsize n)             \
  {                                                 \
    gsize i = 0;                                    \
                                                    \
    for (; i + LANES <= n; i += LANES)              \
      *(V *) (x + i) = one (load (x + i));          \
    if (i < n)                                      \
      {                                             \
        V rest = { 0.0 };                           \
                                                    \
        memcpy (&rest, x + i, (n - i) * sizeof *x); \
        rest = one (rest);                          \
        memcpy (x + i, &rest, (n - i) * sizeof *x); \
      }                                             \
  }

MAP (map_exp, exp_v)
MAP (map_tanh, tanh_v)
MAP (map_logistic, logistic_v)

static void
tanh_backward (const double *restrict y, double *restrict dy, gsize n)
{
  for (gsize i = 0; i < n; i++)
    dy[i] *= 1.0 - y[i] * y[i];
}

static void
logistic_backward (const double *restrict y, double *restrict dy, gsize n)
{
  for (gsize i = 0; i < n; i++)
    dy[i] *= y[i] * (1.0 - y[i]);
}

/* The largest of @n values. */
static double
find_largest (const double *x, gsize n)
{
  V most = repeat (-INFINITY);
  double largest = -INFINITY;
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    most = choose (load (x + i) > most, load (x + i), most);
  for (gsize l = 0; l < LANES; l++)
    largest = MAX (largest, most[l]);
  for (; i < n; i++)
    largest = MAX (largest, x[i]);
  return largest;
}

static void
softmax (gsize n_rows, gsize n, double scale, double *x)
{
  for (gsize r = 0; r < n_rows; r++, x += n)
    {
      const V largest = repeat (find_largest (x, n)), unit = repeat (scale);
      V sums = { 0.0 };
      double sum = 0.0;
      gsize i = 0;

      for (; i + LANES <= n; i += LANES)
        {
          const V e = exp_v (unit * (load (x + i) - largest));

          *(V *) (x + i) = e;
          sums += e;
        }
      if (i < n)
        {
          V rest = { 0.0 };

          memcpy (&rest, x + i, (n - i) * sizeof *x);
          rest = exp_v (unit * (rest - largest));
          memcpy (x + i, &rest, (n - i) * sizeof *x);
          for (; i < n; i++)
            sum += x[i];
        }
      sum = 1.0 / (sum + add_up (sums));
      for (i = 0; i < n; i++)
        x[i] *= sum;
    }
}

static void
softmax_backward (gsize n_rows, gsize n, double scale, const double *restrict y, double *restrict dy)
{
  for (gsize r = 0; r < n_rows; r++, y += n, dy += n)
    {
      const double mean = dot (y, dy, n);

      for (gsize i = 0; i < n; i++)
        dy[i] = scale * y[i] * (dy[i] - mean);
    }
}

static void
adam (double rate, double decay, double first_unit, double second_unit, const double *restrict gradient, double *restrict first,
      double *restrict second, double *restrict weights, gsize n)
{
  for (gsize j = 0; j < n; j++)
    {
      first[j] = 0.9 * first[j] + 0.1 * gradient[j];
      second[j] = 0.999 * second[j] + 0.001 * gradient[j] * gradient[j];
      weights[j] -= rate * (first[j] * first_unit / (sqrt (second[j] * second_unit) + 1e-8) + decay * weights[j]);
    }
}

const PrognosisDenseKernel PROGNOSIS_DENSE_KERNEL = {
  .name = NAME,
  .add_product = add_product,
  .dot = dot,
  .exp = map_exp,
  .tanh = map_tanh,
  .logistic = map_logistic,
  .tanh_backward = tanh_backward,
  .logistic_backward = logistic_backward,
  .softmax = softmax,
  .softmax_backward = softmax_backward,
  .adam = adam,
};
