/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats.h"

#include <math.h>
#include <sys/resource.h>

#include "json.h"

void
cli_stats_init (CliStats *self)
{
  *self = (CliStats){ .started_usec = g_get_monotonic_time (), .loss = NAN, .mse = NAN };
}

double
cli_stats_seconds_since (gint64 started_usec)
{
  return (g_get_monotonic_time () - started_usec) / 1e6;
}

static gint64
get_peak_bytes (void)
{
  struct rusage usage;

  return getrusage (RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss * (gint64) 1024 : 0;
}

char *
cli_stats_to_json (const CliStats *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  prognosis_json_set_double (json, "read_s", self->read_s);
  prognosis_json_set_double (json, "fit_s", self->fit_s);
  prognosis_json_set_double (json, "forecast_s", self->forecast_s);
  prognosis_json_set_double (json, "wall_s", cli_stats_seconds_since (self->started_usec));
  prognosis_json_set_double (json, "loss", self->loss);
  prognosis_json_set_double (json, "mse", self->mse);
  prognosis_json_set_int (json, "evaluations", self->evaluations);
  prognosis_json_set_int (json, "parameters", self->parameters);
  prognosis_json_set_int (json, "regions", self->regions);
  prognosis_json_set_int (json, "peak_bytes", get_peak_bytes ());
  json_builder_end_object (json);
  return cli_json_to_text (json, FALSE);
}
