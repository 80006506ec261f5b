/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-nowcast.h"

G_BEGIN_DECLS

/**
 * PrognosisNowcastMethod:
 * @run: writes to the nowcast, whose paths are all NAN, n_paths ascending values of every week with a report, by
 *   prognosis_nowcast_fill(). @correlation: of errors of a week and the week before it, by @back of the earlier one; 0 on entry
 *
 * A method is one file and one line in prognosis-nowcast-method-list.c.
 */
struct _PrognosisNowcastMethod
{
  const char *id;
  const char *description;
  void (*run) (PrognosisNowcast *self, double correlation[PROGNOSIS_NOWCAST_WEEKS]);
};

/* NULL-terminated; the first is the default. Lent. */
const PrognosisNowcastMethod *const *prognosis_nowcast_method_list (void);
/* NULL: there is none. */
const PrognosisNowcastMethod *prognosis_nowcast_method_find (const char *id);

G_END_DECLS
