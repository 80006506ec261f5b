/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GLib as distributions build it is not instrumented: the thread sanitizer does not see that its locks order anything. This library is
 * preloaded, and tells it of those that our code takes. Atomic operations and the start and end of threads it sees by itself.
 */

#include <dlfcn.h>
#include <glib.h>

/* Of the sanitizer's runtime, which the program brings. */
void __tsan_acquire (void *address) __attribute__ ((weak));
void __tsan_release (void *address) __attribute__ ((weak));

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

static void
acquire (const volatile void *address)
{
  if (__tsan_acquire != NULL)
    __tsan_acquire ((void *) address);
}

static void
release (const volatile void *address)
{
  if (__tsan_release != NULL)
    __tsan_release ((void *) address);
}

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  const gboolean is_taken = REAL (g_mutex_trylock) (mutex);

  if (is_taken)
    acquire (mutex);
  return is_taken;
}

void
g_mutex_unlock (GMutex *mutex)
{
  release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

/* What is made once is made before anyone else goes on. */
gboolean (g_once_init_enter) (volatile void *location)
{
  const gboolean is_mine = REAL (g_once_init_enter) (location);

  if (!is_mine)
    acquire (location);
  return is_mine;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  release (location);
  REAL (g_once_init_leave) (location, result);
}

gpointer
g_once_impl (GOnce *once, GThreadFunc func, gpointer data)
{
  gpointer result = REAL (g_once_impl) (once, func, data);

  release (once);
  acquire (once);
  return result;
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  acquire (mutex);
}
