/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "prognosis-parallel.h"

#define N_TASKS 1000

typedef struct
{
  int runs[N_TASKS];
  double values[N_TASKS];
  gsize order[N_TASKS]; /* of one thread */
  gsize n_run;          /* atomic */
  gsize n_threads;
  int is_busy[8]; /* atomic, by thread */
  GCancellable *cancellable;
  gsize last; /* the task that cancels */
} Fixture;

static void
run (gsize task, gsize thread, gpointer data)
{
  Fixture *f = data;
  double value = task;

  g_assert_cmpuint (task, <, N_TASKS);
  g_assert_cmpuint (thread, <, f->n_threads);
  g_assert_true (g_atomic_int_compare_and_exchange (&f->is_busy[thread], 0, 1));
  for (int i = 0; i < 100; i++)
    value = value * 0.9 + 1.0 / (1.0 + value);
  f->values[task] = value;
  f->runs[task]++;
  f->order[(gsize) g_atomic_pointer_add (&f->n_run, 1)] = task;
  if (task == f->last && f->cancellable != NULL)
    g_cancellable_cancel (f->cancellable);
  g_atomic_int_set (&f->is_busy[thread], 0);
}

static void
test_each_once (void)
{
  g_autofree Fixture *alone = g_new0 (Fixture, 1);

  alone->n_threads = 1;
  prognosis_parallel (N_TASKS, 1, NULL, run, alone);
  for (gsize n = 1; n <= 8; n++)
    {
      g_autofree Fixture *f = g_new0 (Fixture, 1);

      f->n_threads = n;
      prognosis_parallel (N_TASKS, n, NULL, run, f);
      g_assert_cmpuint (f->n_run, ==, N_TASKS);
      for (gsize i = 0; i < N_TASKS; i++)
        g_assert_cmpint (f->runs[i], ==, 1);
      g_assert_cmpmem (f->values, sizeof f->values, alone->values, sizeof alone->values);
    }
}

static void
test_order (void)
{
  g_autofree Fixture *f = g_new0 (Fixture, 1);

  f->n_threads = 1;
  prognosis_parallel (N_TASKS, 0, NULL, run, f); /* less than one thread is one */
  for (gsize i = 0; i < N_TASKS; i++)
    g_assert_cmpuint (f->order[i], ==, i);
}

/* More threads than tasks, and no task at all. */
static void
test_few (void)
{
  g_autofree Fixture *f = g_new0 (Fixture, 1);

  f->n_threads = 2;
  prognosis_parallel (2, 8, NULL, run, f);
  g_assert_cmpuint (f->n_run, ==, 2);
  prognosis_parallel (0, 8, NULL, run, f);
  g_assert_cmpuint (f->n_run, ==, 2);
}

static void
test_cancel (void)
{
  for (gsize n = 1; n <= 4; n++)
    {
      g_autofree Fixture *f = g_new0 (Fixture, 1);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      f->n_threads = n;
      f->last = 10;
      f->cancellable = cancellable;
      prognosis_parallel (N_TASKS, n, cancellable, run, f);
      for (gsize i = 0; i <= f->last; i++) /* what has begun ends */
        g_assert_cmpint (f->runs[i], ==, 1);
      if (n == 1)
        g_assert_cmpuint (f->n_run, ==, f->last + 1);
      prognosis_parallel (N_TASKS, n, cancellable, run, f);
      for (gsize i = 0; i <= f->last; i++)
        g_assert_cmpint (f->runs[i], ==, 1);
    }
}

static void
test_n_threads (void)
{
  g_assert_cmpuint (prognosis_parallel_get_n_threads (3), ==, 3);
  g_assert_cmpuint (prognosis_parallel_get_n_threads (0), ==, g_get_num_processors ());
  g_assert_cmpuint (prognosis_parallel_get_n_threads (-1), ==, g_get_num_processors ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/parallel/each-once", test_each_once);
  g_test_add_func ("/engine/parallel/order", test_order);
  g_test_add_func ("/engine/parallel/few", test_few);
  g_test_add_func ("/engine/parallel/cancel", test_cancel);
  g_test_add_func ("/engine/parallel/n-threads", test_n_threads);
  return g_test_run ();
}
