/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes one call of the C library fail. Loaded by LD_PRELOAD; PROGNOSIS_FAULT is KIND:N:HOW:
 *
 * KIND  open, read, write, rename, fsync, close, mmap, unlink: calls about files in the folder PROGNOSIS_FAULT_UNDER, or about any file
 *       if it is not set; thread: of pthread_create
 * N     the number of the call, from 1; 0: every call
 * HOW   the name of an error (EIO, ENOSPC, EINTR, EMFILE, EACCES, EAGAIN); “short”: half of a read or write; “none”: a read or write of
 *       nothing; “slow”: 20 ms late
 *
 * When it happens, the file PROGNOSIS_FAULT_MARK is made.
 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef enum
{
  FAULT_NOT,
  FAULT_ERROR,
  FAULT_SHORT,
  FAULT_NONE,
} Fault;

static const struct
{
  const char *name;
  int code;
} errors[] = { { "EIO", EIO },       { "ENOSPC", ENOSPC }, { "EINTR", EINTR },
               { "EMFILE", EMFILE }, { "EACCES", EACCES }, { "EAGAIN", EAGAIN } };

static char kind[16], how[16], under[4096];
static int number = -1, code;
static atomic_int count;

static void __attribute__ ((constructor)) begin (void)
{
  const char *text = getenv ("PROGNOSIS_FAULT"), *folder = getenv ("PROGNOSIS_FAULT_UNDER");

  if (text == NULL || sscanf (text, "%15[^:]:%d:%15s", kind, &number, how) != 3)
    return;
  snprintf (under, sizeof under, "%s", folder != NULL ? folder : "");
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp (errors[i].name, how) == 0)
      code = errors[i].code;
}

static void
mark (void)
{
  const char *path = getenv ("PROGNOSIS_FAULT_MARK");
  /* Past the functions below. */
  const long fd = path != NULL ? syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0600) : -1;

  if (fd >= 0)
    syscall (SYS_close, fd);
}

/* Whether this call is the one. Sets errno. */
static Fault
get_fault (const char *of)
{
  static const struct timespec late = { 0, 20 * 1000 * 1000 };
  const int at = atomic_fetch_add (&count, 1) + 1;

  if (number != 0 && at != number)
    return FAULT_NOT;
  mark ();
  if (strcmp (how, "slow") == 0)
    {
      nanosleep (&late, NULL);
      return FAULT_NOT;
    }
  if (code != 0)
    {
      errno = code;
      return FAULT_ERROR;
    }
  return strcmp (how, "short") == 0 ? FAULT_SHORT : FAULT_NONE;
}

static int
is_under (const char *path)
{
  return *under == '\0' || (path != NULL && (*path != '/' || strncmp (path, under, strlen (under)) == 0));
}

static Fault
fault_of_path (const char *of, const char *path)
{
  return number < 0 || strcmp (kind, of) != 0 || !is_under (path) ? FAULT_NOT : get_fault (of);
}

static Fault
fault_of_fd (const char *of, int fd)
{
  char link[64], path[4096];
  ssize_t n;

  if (number < 0 || strcmp (kind, of) != 0)
    return FAULT_NOT;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n < 0 || path[0] != '/')
    return FAULT_NOT;
  path[n] = '\0';
  return is_under (path) ? get_fault (of) : FAULT_NOT;
}

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

int
open (const char *path, int flags, ...)
{
  va_list list;
  int mode;

  va_start (list, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (list, int) : 0;
  va_end (list);
  return fault_of_path ("open", path) != FAULT_NOT ? -1 : REAL (open) (path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list list;
  int mode;

  va_start (list, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (list, int) : 0;
  va_end (list);
  return fault_of_path ("open", path) != FAULT_NOT ? -1 : REAL (open64) (path, flags, mode);
}

FILE *
fopen (const char *path, const char *mode)
{
  return fault_of_path ("open", path) != FAULT_NOT ? NULL : REAL (fopen) (path, mode);
}

FILE *
fopen64 (const char *path, const char *mode)
{
  return fault_of_path ("open", path) != FAULT_NOT ? NULL : REAL (fopen64) (path, mode);
}

ssize_t
read (int fd, void *buffer, size_t n)
{
  const Fault fault = fault_of_fd ("read", fd);

  if (fault == FAULT_ERROR || fault == FAULT_NONE)
    return fault == FAULT_ERROR ? -1 : 0;
  return REAL (read) (fd, buffer, fault == FAULT_SHORT && n > 1 ? n / 2 : n);
}

ssize_t
write (int fd, const void *buffer, size_t n)
{
  const Fault fault = fault_of_fd ("write", fd);

  if (fault == FAULT_ERROR || fault == FAULT_NONE)
    return fault == FAULT_ERROR ? -1 : 0;
  return REAL (write) (fd, buffer, fault == FAULT_SHORT && n > 1 ? n / 2 : n);
}

int
rename (const char *from, const char *to)
{
  return fault_of_path ("rename", to) != FAULT_NOT ? -1 : REAL (rename) (from, to);
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  return fault_of_path ("rename", to) != FAULT_NOT ? -1 : REAL (renameat2) (from_fd, from, to_fd, to, flags);
}

int
fsync (int fd)
{
  return fault_of_fd ("fsync", fd) != FAULT_NOT ? -1 : REAL (fsync) (fd);
}

/* It is closed all the same, as Linux does. */
int
close (int fd)
{
  const Fault fault = fault_of_fd ("close", fd);
  const int failed = errno, status = REAL (close) (fd);

  if (fault == FAULT_NOT)
    return status;
  errno = failed;
  return -1;
}

int
unlink (const char *path)
{
  return fault_of_path ("unlink", path) != FAULT_NOT ? -1 : REAL (unlink) (path);
}

void *
mmap (void *address, size_t n, int protection, int flags, int fd, off_t offset)
{
  return fd >= 0 && fault_of_fd ("mmap", fd) != FAULT_NOT ? MAP_FAILED : REAL (mmap) (address, n, protection, flags, fd, offset);
}

void *
mmap64 (void *address, size_t n, int protection, int flags, int fd, off64_t offset)
{
  return fd >= 0 && fault_of_fd ("mmap", fd) != FAULT_NOT ? MAP_FAILED : REAL (mmap64) (address, n, protection, flags, fd, offset);
}

int
pthread_create (pthread_t *thread, const pthread_attr_t *attributes, void *(*run) (void *), void *data)
{
  if (number >= 0 && strcmp (kind, "thread") == 0 && get_fault ("thread") != FAULT_NOT)
    return code;
  return REAL (pthread_create) (thread, attributes, run, data);
}
