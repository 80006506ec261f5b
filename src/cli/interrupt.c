/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "messages.h"
#include "output.h"

/* The contract allows 100 ms from the signal to the end. */
#define GRACE_USEC (50 * 1000)

static sigset_t signals;
static GCancellable *cancellable;

/* Signals are taken here and nowhere else, so that what follows may lock and allocate. */
static gpointer
wait_for_signal (gpointer data)
{
  int number;

  while (sigwait (&signals, &number) != 0)
    ;
  g_cancellable_cancel (cancellable);
  g_usleep (GRACE_USEC);
  cli_output_abandon ();
  cli_messages_say_interrupted ();
  _exit (CLI_STATUS_INTERRUPTED);
  return NULL;
}

GCancellable *
cli_interrupt_start (void)
{
  g_autoptr (GError) error = NULL;
  struct sigaction hangup;
  GThread *thread;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  /* nohup ignores it on purpose. */
  if (sigaction (SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
    sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  /* A reader that goes away is an error of writing, after which temporary files are removed. */
  signal (SIGPIPE, SIG_IGN);
  /* So is a file that becomes larger than it may. */
  signal (SIGXFSZ, SIG_IGN);

  cancellable = g_cancellable_new ();
  thread = g_thread_try_new ("signals", wait_for_signal, NULL, &error);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      return cancellable;
    }
  cli_messages_warn ("cannot start a thread (%s): an interrupt may leave temporary files", error->message);
  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
  return cancellable;
}
