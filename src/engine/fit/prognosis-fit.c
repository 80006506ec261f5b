/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fits a model to data, and gives access to the results. Regions without coupling are fitted independently, each by one
   thread, so results do not depend on the number of threads; coupled regions are then fitted jointly, from there. What is
   fitted is decided once (prognosis-fit-problem.c), each region is searched from several starts (prognosis-fit-region.c), and
   while that goes on, progress hands out copies that can already be simulated (prognosis-fit-so-far.c). Notes say what the
   data do not determine. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-fit-private.h"
#include "prognosis-preset.h"
#include "prognosis-identifiability.h"
#include "prognosis-parallel.h"

/* Shared by the threads of one fit. Regions are independent, so results do not depend on the distribution of work. */
typedef struct
{
  PrognosisFit *fit;
  GCancellable *cancellable;
  PrognosisJobFunc progress;
  gpointer user_data;
  PrognosisWorkspace *workspaces; /* of each thread */
  GMutex lock;                    /* guards the members below and calls of @progress */
  gsize done, shown;
  PrognosisFit *so_far; /* or NULL if there is no progress callback */
} Job;

static void
report (Job *job)
{
  /* Each progress report copies all regions; limit them to about 100. */
  const gboolean is_due = job->done == 0 || job->done >= job->shown + job->fit->n_regions / 100;
  g_autoptr (PrognosisFit) best = is_due ? prognosis_fit_copy_so_far (job->so_far) : NULL;
  const PrognosisProgress progress
      = { .fraction = (double) job->done / job->fit->n_regions, .loss = prognosis_fit_get_loss (job->so_far), .fit = best };

  if (is_due)
    job->shown = job->done;
  job->progress (&progress, job->user_data);
}

/* Called when one of several starts of a region is the best so far. */
static void
found_cb (gsize region, gpointer data)
{
  Job *job = data;

  g_mutex_lock (&job->lock);
  prognosis_fit_take_found (job->so_far, region);
  report (job);
  g_mutex_unlock (&job->lock);
}

static void
end_region (Job *job, gsize region)
{
  const gsize n = job->fit->problem.n_parameters;

  g_mutex_lock (&job->lock);
  memcpy (job->fit->values + region * n, job->fit->regions[region].values, n * sizeof (double));
  job->done++;
  if (job->so_far)
    {
      prognosis_fit_take_found (job->so_far, region);
      report (job);
    }
  g_mutex_unlock (&job->lock);
}

static void
fit_region (gsize region, gsize thread, gpointer data)
{
  Job *job = data;
  PrognosisRegionFit *r = &job->fit->regions[region];

  if (r->has_data && g_cancellable_is_cancelled (job->cancellable))
    r->stop = PROGNOSIS_STOP_CANCELLED;
  else if (r->has_data)
    prognosis_region_fit (r, &job->fit->problem, &job->workspaces[thread], region, job->cancellable, job->so_far ? found_cb : NULL,
                          job);
  end_region (job, region);
}

static void
fit_regions (Job *job)
{
  const PrognosisProblem *problem = &job->fit->problem;
  const gsize n_threads
      = CLAMP (prognosis_parallel_get_n_threads (problem->options->n_threads), 1, MAX (job->fit->n_regions / 8, 1));

  job->workspaces = g_new (PrognosisWorkspace, n_threads);
  for (gsize i = 0; i < n_threads; i++)
    prognosis_workspace_init (&job->workspaces[i], problem, problem->n_days, 1, TRUE);
  /* Cancelled or not, every region gets its stop. */
  prognosis_parallel (job->fit->n_regions, n_threads, NULL, fit_region, job);
  for (gsize i = 0; i < n_threads; i++)
    prognosis_workspace_clear (&job->workspaces[i]);
  g_free (job->workspaces);
}

static gboolean
check_has_data (const PrognosisFit *self, GError **error)
{
  gboolean any_population = FALSE;

  for (gsize i = 0; i < self->n_regions; i++)
    {
      if (self->regions[i].has_data)
        return TRUE;
      any_population |= self->regions[i].population > 0.0;
    }
  if (!any_population)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                 _ ("%s needs the population of each region, and the data do not include it"), self->problem.model->id);
  else
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                 _ ("%s needs at least three observations of infections in the training window, one of them positive, and no "
                    "region has them"),
                 self->problem.model->id);
  return FALSE;
}

static PrognosisFit *
make_fit (PrognosisDataset *dataset, const PrognosisModel *model, const PrognosisOptions *options, const PrognosisFit *near,
          PrognosisJobFunc progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisFit) self = g_new0 (PrognosisFit, 1);
  Job job = { .fit = self, .cancellable = cancellable, .progress = progress, .user_data = user_data };

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->notes_lock);
  if (!prognosis_options_check (options, error) || !prognosis_problem_init (&self->problem, dataset, model, options, error))
    return NULL;
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->regions = g_new0 (PrognosisRegionFit, self->n_regions);
  self->values = g_new0 (double, self->n_regions * self->problem.n_parameters);
  for (gsize i = 0; i < self->n_regions; i++)
    {
      prognosis_region_init (&self->regions[i], &self->problem, i);
      memcpy (self->values + i * self->problem.n_parameters, self->regions[i].values, self->problem.n_parameters * sizeof (double));
    }
  for (gsize i = 0; near != NULL && i < self->n_regions && i < near->n_regions; i++)
    self->regions[i].near = &near->regions[i];
  if (!check_has_data (self, error))
    return NULL;
  if (!prognosis_problem_check_coupling (&self->problem, error))
    return NULL;
  g_mutex_init (&job.lock);
  if (progress)
    {
      job.so_far = prognosis_fit_copy_so_far (self);
      report (&job);
    }
  fit_regions (&job);
  g_clear_pointer (&job.so_far, prognosis_fit_unref);
  g_mutex_clear (&job.lock);
  if (self->n_regions > 1 && prognosis_problem_get_coupling (&self->problem) != PROGNOSIS_COUPLING_NONE
      && !g_cancellable_is_cancelled (cancellable))
    prognosis_fit_couple (self, cancellable);
  prognosis_fit_mark_implausible (self);
  if (progress)
    progress (&(PrognosisProgress){ .fraction = 1.0, .loss = prognosis_fit_get_loss (self), .fit = self }, user_data);
  return g_steal_pointer (&self);
}

PrognosisFit *
prognosis_fit_new (PrognosisDataset *dataset, const PrognosisModel *model, const PrognosisOptions *options,
                   PrognosisJobFunc progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return make_fit (dataset, model, options, NULL, progress, user_data, cancellable, error);
}

PrognosisFit *
prognosis_fit_new_near (const PrognosisFit *near, PrognosisDataset *dataset, const PrognosisOptions *options,
                        GCancellable *cancellable, GError **error)
{
  return make_fit (dataset, near->problem.model, options, near, NULL, NULL, cancellable, error);
}

PrognosisFit *
prognosis_fit_ref (PrognosisFit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_fit_unref (PrognosisFit *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->made)
    {
      prognosis_fit_free_so_far (self);
      return;
    }
  for (gsize i = 0; i < self->n_regions; i++)
    prognosis_region_clear (&self->regions[i]);
  g_free (self->regions);
  g_free (self->values);
  prognosis_coupling_free (self->coupling);
  g_mutex_clear (&self->notes_lock);
  prognosis_problem_clear (&self->problem);
  g_free (self);
}

const PrognosisModel *
prognosis_fit_get_model (const PrognosisFit *self)
{
  return self->problem.model;
}

PrognosisDataset *
prognosis_fit_get_dataset (const PrognosisFit *self)
{
  return self->problem.dataset;
}

const PrognosisOptions *
prognosis_fit_get_options (const PrognosisFit *self)
{
  return self->problem.options;
}

gsize
prognosis_fit_get_n_parameters (const PrognosisFit *self)
{
  return self->problem.n_parameters;
}

const PrognosisParameter *
prognosis_fit_get_parameter (const PrognosisFit *self, gsize parameter)
{
  g_return_val_if_fail (parameter < self->problem.n_parameters, NULL);
  return &self->problem.parameters[parameter];
}

const double *
prognosis_fit_get_values (const PrognosisFit *self)
{
  return self->values;
}

static double
get_scale (const PrognosisFit *self, gsize region, gsize parameter)
{
  const double population = prognosis_dataset_get_exposed (self->problem.dataset, region);

  return self->problem.parameters[parameter].unit == PROGNOSIS_UNIT_PERSONS && population > 0.0 ? population : 1.0;
}

double
prognosis_fit_to_unit (const PrognosisFit *self, gsize region, gsize parameter, double value)
{
  return value * get_scale (self, region, parameter);
}

double
prognosis_fit_from_unit (const PrognosisFit *self, gsize region, gsize parameter, double value)
{
  return value / get_scale (self, region, parameter);
}

double
prognosis_fit_get_value (const PrognosisFit *self, gsize region, gsize parameter)
{
  return prognosis_fit_to_unit (self, region, parameter, self->values[region * self->problem.n_parameters + parameter]);
}

gboolean
prognosis_fit_is_seen (const PrognosisFit *self, gsize parameter)
{
  g_return_val_if_fail (parameter < self->problem.n_parameters, FALSE);
  return !self->problem.unseen[parameter];
}

gboolean
prognosis_fit_is_interpretable (const PrognosisFit *self, gsize parameter)
{
  return prognosis_fit_is_seen (self, parameter)
         && (prognosis_fit_get_parameter (self, parameter)->use != PROGNOSIS_USE_TRANSMISSION
             || self->problem.options->transmission != PROGNOSIS_TRANSMISSION_NEURAL);
}

gboolean
prognosis_fit_is_fixed (const PrognosisFit *self, gsize region, gsize parameter)
{
  return self->regions[region].fixed[parameter];
}

double
prognosis_fit_get_prior_share (const PrognosisFit *self, gsize region, gsize parameter)
{
  return self->regions[region].prior_share[parameter];
}

PrognosisStop
prognosis_fit_get_stop (const PrognosisFit *self, gsize region)
{
  return self->regions[region].stop;
}

double
prognosis_fit_get_region_loss (const PrognosisFit *self, gsize region)
{
  return self->regions[region].loss;
}

const double *
prognosis_fit_get_losses (const PrognosisFit *self, gsize region, gsize *n_rough, gsize *n)
{
  *n_rough = self->regions[region].n_rough;
  *n = self->regions[region].n_losses;
  return self->regions[region].losses;
}

double
prognosis_fit_get_loss (const PrognosisFit *self)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize i = 0; i < self->n_regions; i++)
    if (isfinite (self->regions[i].loss))
      {
        sum += self->regions[i].loss;
        n++;
      }
  return n ? sum / n : NAN;
}

double
prognosis_fit_get_mse (const PrognosisFit *self)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize i = 0; i < self->n_regions; i++)
    if (isfinite (self->regions[i].loss))
      {
        sum += self->regions[i].square;
        n += self->regions[i].n_observed;
      }
  return n ? sum / n : NAN;
}

gsize
prognosis_fit_get_n_evaluations (const PrognosisFit *self)
{
  gsize n = self->n_joint_evaluations * self->n_regions;

  for (gsize i = 0; i < self->n_regions; i++)
    n += self->regions[i].n_evaluations;
  return n;
}

gsize
prognosis_fit_get_n_weights (const PrognosisFit *self)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_regions; i++)
    n = MAX (n, self->regions[i].n_weights);
  return n;
}

gboolean
prognosis_fit_is_at_edge (const PrognosisFit *self, gsize region, gsize parameter)
{
  const PrognosisParameter *p = &self->problem.parameters[parameter];
  const double v = self->regions[region].values[parameter];

  return !self->regions[region].fixed[parameter] && (v <= p->lower * (1.0 + 1e-9) || v >= p->upper * (1.0 - 1e-9))
         && p->lower < p->upper;
}

static void
note_bounds (const PrognosisFit *self, gsize region, GPtrArray *notes)
{
  for (gsize i = 0; i < self->problem.n_parameters; i++)
    {
      const PrognosisParameter *p = &self->problem.parameters[i];

      if (prognosis_fit_is_at_edge (self, region, i))
        g_ptr_array_add (notes, g_strdup_printf (_ ("The %s (%s) is at the limit of its range: do not interpret it as an estimate"),
                                                 _ (p->title), p->symbol));
    }
}

static gboolean
has_latent_period (const PrognosisProblem *problem)
{
  for (gsize i = 0; i < problem->n_parameters; i++)
    if (problem->parameters[i].period == PROGNOSIS_PERIOD_LATENT)
      return TRUE;
  return FALSE;
}

static gboolean
find_published (const PrognosisProblem *problem, gsize parameter, double *least, double *most, const PrognosisPreset **shortest,
                const PrognosisPreset **longest)
{
  const PrognosisParameter *p = &problem->parameters[parameter];

  return p->unit == PROGNOSIS_UNIT_PER_DAY
         && prognosis_preset_find_range (p->period, p->period == PROGNOSIS_PERIOD_INFECTIOUS && !has_latent_period (problem), least,
                                         most, shortest, longest);
}

gboolean
prognosis_fit_find_published (const PrognosisFit *self, gsize parameter, double *shortest_days, double *longest_days)
{
  const PrognosisPreset *shortest, *longest;

  return find_published (&self->problem, parameter, shortest_days, longest_days, &shortest, &longest);
}

/* A period of no known disease is a hint that the model explains the data by something else. */
static void
note_unpublished (const PrognosisFit *self, gsize region, GPtrArray *notes)
{
  for (gsize i = 0; i < self->problem.n_parameters; i++)
    {
      const PrognosisParameter *p = &self->problem.parameters[i];
      const double days = 1.0 / self->regions[region].values[i];
      const PrognosisPreset *shortest, *longest;
      double least, most;

      if (self->regions[region].fixed[i] || !prognosis_fit_is_seen (self, i)
          || !find_published (&self->problem, i, &least, &most, &shortest, &longest) || (days >= least && days <= most))
        continue;
      /* Translators: a symbol such as γ, days, and twice days, a disease and where it is published. */
      g_ptr_array_add (notes,
                       g_strdup_printf (_ ("%s means a period of %.1f days, which is outside the published range of %.1f days "
                                           "(%s: %s) to %.1f days (%s: %s)"),
                                        p->symbol, days, least, _ (shortest->title), shortest->source, most, _ (longest->title),
                                        longest->source));
    }
}

double
prognosis_fit_get_explained (const PrognosisFit *self, gsize region)
{
  return prognosis_region_get_explained (&self->regions[region], &self->problem);
}

gboolean
prognosis_fit_follows (const PrognosisFit *self, gsize region)
{
  return prognosis_region_follows (&self->regions[region], &self->problem);
}

/* Even the best fit of a model may be poor. */
static void
note_misfit (const PrognosisFit *self, gsize region, GPtrArray *notes)
{
  if (!prognosis_fit_follows (self, region))
    g_ptr_array_add (notes,
                     g_strdup_printf (_ ("%s does not follow these data: its curve explains only %.0f %% of their variation"),
                                      _ (self->problem.model->title), 100.0 * prognosis_fit_get_explained (self, region)));
}

const char *const *
prognosis_fit_get_notes (const PrognosisFit *self, gsize region)
{
  static const char *const none[] = { NULL };
  PrognosisRegionFit *r = &self->regions[region];
  const gsize n = self->problem.n_parameters;

  if (!r->information)
    return none;
  g_mutex_lock (&((PrognosisFit *) self)->notes_lock);
  if (!r->notes)
    {
      g_autofree gboolean *is_free = g_new (gboolean, n);

      for (gsize i = 0; i < n; i++)
        is_free[i] = !r->fixed[i];
      {
        g_auto (GStrv) unidentified = prognosis_identifiability_notes (r->information, n, n, is_free, self->problem.parameters);
        GPtrArray *notes = g_ptr_array_new ();

        note_misfit (self, region, notes);
        note_bounds (self, region, notes);
        note_unpublished (self, region, notes);
        for (gsize i = 0; unidentified[i]; i++)
          g_ptr_array_add (notes, g_strdup (unidentified[i]));
        g_ptr_array_add (notes, NULL);
        r->notes = (char **) g_ptr_array_free (notes, FALSE);
      }
    }
  g_mutex_unlock (&((PrognosisFit *) self)->notes_lock);
  return (const char *const *) r->notes;
}

void
prognosis_fit_get_window (const PrognosisFit *self, gsize *first, gsize *n)
{
  *first = self->problem.first;
  *n = self->problem.n_steps;
}

const char *
prognosis_stop_to_string (PrognosisStop stop)
{
  static const char *const names[] = { "converged", "iterations", "stalled", "no-data", "cancelled", "implausible" };

  return names[stop];
}
