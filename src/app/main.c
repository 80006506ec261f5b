/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-application.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>

int
main (int argc, char **argv)
{
  g_autoptr (PrognosisApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* Not installed, its catalogues are elsewhere. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("PROGNOSIS_LOCALEDIR") ? g_getenv ("PROGNOSIS_LOCALEDIR") : PROGNOSIS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* A file that becomes larger than it may is an error of writing. */
  signal (SIGXFSZ, SIG_IGN);
  /* The default handler ends the program. */
  gsl_set_error_handler_off ();

  application = prognosis_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
