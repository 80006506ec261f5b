/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A place that is there on one day only, on which another is not, is most often that other place, misspelled. */

/* Fewer steps tell nothing of what is usual. */
#define MIN_STEPS 5

static gboolean
is_observed (const PrognosisDataset *self, gsize region, gsize t)
{
  for (gsize s = 0; s < self->signals->len; s++)
    if (!isnan (prognosis_dataset_get_values (self, region, s)[t]))
      return TRUE;
  return FALSE;
}

/* The only step with a value; -1: there is none, or there are more. */
static gssize
find_only_step (const PrognosisDataset *self, gsize region)
{
  gssize only = -1;

  for (gsize t = 0; t < self->n_steps; t++)
    if (is_observed (self, region, t))
      {
        if (only >= 0)
          return -1;
        only = (gssize) t;
      }
  return only;
}

/* A place that lacks this step alone, as far as its neighbours tell; -1: none. */
static gssize
find_other (const PrognosisDataset *self, gsize t)
{
  for (gsize r = 0; r < self->regions->len; r++)
    if (!is_observed (self, r, t) && (t == 0 || is_observed (self, r, t - 1))
        && (t + 1 == self->n_steps || is_observed (self, r, t + 1)))
      return (gssize) r;
  return -1;
}

/* Places of one name differ by their codes. */
static const char *
get_label (const PrognosisRegion *region, const PrognosisRegion *other)
{
  return g_str_equal (region->name, other->name) && region->code != NULL ? region->code : region->name;
}

void
prognosis_dataset_warn_of_lone_places (PrognosisDataset *self)
{
  for (gsize r = 0; r < self->regions->len && self->n_steps >= MIN_STEPS; r++)
    {
      const PrognosisRegion *lone = prognosis_dataset_get_region (self, r);
      const gssize t = find_only_step (self, r), other = t >= 0 ? find_other (self, (gsize) t) : -1;
      g_autofree char *day = t >= 0 ? prognosis_dataset_format_day (self, prognosis_dataset_get_day (self, t)) : NULL;

      if (other >= 0)
        prognosis_warnings_take (
            self->warnings, NULL, 0, "lone-place",
            /* Translators: a place, a day, another place. */
            g_strdup_printf (_ ("“%s” has values on %s only, where “%s” has none: check whether this is the same "
                                "place, misspelled"),
                             get_label (lone, prognosis_dataset_get_region (self, (gsize) other)), day,
                             get_label (prognosis_dataset_get_region (self, (gsize) other), lone)));
    }
}
