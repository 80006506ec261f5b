/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diary-keeper.h"
#include "prognosis-run.h"

struct _PrognosisDiaryKeeper
{
  GObject parent_instance;

  gboolean is_enabled, has_failed;
  PrognosisDataset *dataset;   /* the open data, or NULL */
  PrognosisRun *reading;       /* or NULL */
  PrognosisRun *writing;       /* or NULL */
  PrognosisForecast *forecast; /* to be kept next, or NULL */
  PrognosisOptions *options;   /* of that */
  GPtrArray *entries;
  guint selected;
};

G_DEFINE_TYPE (PrognosisDiaryKeeper, prognosis_diary_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_entries (PrognosisDiaryKeeper *self, GPtrArray *entries)
{
  const gboolean is_change = self->entries->len > 0 || entries->len > 0;

  g_ptr_array_unref (self->entries);
  self->entries = entries;
  self->selected = 0;
  if (is_change)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
fail (PrognosisDiaryKeeper *self, const char *message)
{
  if (!self->has_failed)
    g_signal_emit (self, signals[FAILED], 0, message);
  self->has_failed = TRUE;
}

/* --- reading ------------------------------------------------------------------ */

/* Entries of the last step have nothing to be compared with. */
static gpointer
list (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  PrognosisDataset *dataset = data;
  const int last = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  g_autofree char *folder = prognosis_diary_dup_folder ();
  GPtrArray *entries = prognosis_diary_list (folder, dataset, cancellable, NULL);

  while (entries->len > 0 && prognosis_diary_entry_get_origin (entries->pdata[0]) >= last)
    g_ptr_array_remove_index (entries, 0);
  return entries;
}

static void
listed (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  if (result != NULL)
    set_entries (owner, result);
}

static const PrognosisRunWork LIST = {
  .work = list,
  .done = listed,
  .free_data = (GDestroyNotify) prognosis_dataset_unref,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .priority = G_PRIORITY_LOW,
};

static void
read_again (PrognosisDiaryKeeper *self)
{
  prognosis_run_drop (&self->reading);
  if (self->is_enabled && self->dataset != NULL)
    prognosis_run_start (&self->reading, &LIST, prognosis_dataset_ref (self->dataset), self);
  else
    set_entries (self, g_ptr_array_new ());
}

void
prognosis_diary_keeper_follow (PrognosisDiaryKeeper *self, PrognosisDataset *dataset)
{
  if (dataset == self->dataset)
    return;
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  self->dataset = dataset != NULL ? prognosis_dataset_ref (dataset) : NULL;
  read_again (self);
}

/* --- writing ------------------------------------------------------------------ */

typedef struct
{
  PrognosisForecast *forecast;
  PrognosisOptions *options;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *self = data;

  prognosis_forecast_unref (self->forecast);
  prognosis_options_free (self->options);
  g_free (self);
}

static gpointer
write_entry (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  const Keeping *self = data;
  g_autofree char *folder = prognosis_diary_dup_folder ();
  g_autoptr (PrognosisDiaryEntry) entry = prognosis_diary_entry_make (self->forecast, self->options, cancellable, error);

  return GINT_TO_POINTER (entry != NULL && prognosis_diary_add (folder, entry, error));
}

static void keep_next (PrognosisDiaryKeeper *self);

static void
written (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisDiaryKeeper *self = owner;

  if (error == NULL)
    self->has_failed = FALSE;
  /* A forecast that cannot be kept, of a thousand places, say, is no failure of the disk. */
  else if (error->domain == G_FILE_ERROR)
    fail (self, error->message);
  keep_next (self);
}

static const PrognosisRunWork WRITE = {
  .work = write_entry,
  .done = written,
  .free_data = keeping_free,
  .priority = G_PRIORITY_LOW,
};

static void
keep_next (PrognosisDiaryKeeper *self)
{
  Keeping *next;

  if (self->forecast == NULL || self->writing != NULL)
    return;
  next = g_new0 (Keeping, 1);
  next->forecast = g_steal_pointer (&self->forecast);
  next->options = g_steal_pointer (&self->options);
  prognosis_run_start (&self->writing, &WRITE, next, self);
}

void
prognosis_diary_keeper_keep (PrognosisDiaryKeeper *self, PrognosisForecast *forecast, const PrognosisOptions *options)
{
  if (!self->is_enabled || prognosis_forecast_is_empty (forecast))
    return;
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  self->forecast = prognosis_forecast_ref (forecast);
  self->options = prognosis_options_copy (options);
  keep_next (self);
}

/* --- object ------------------------------------------------------------------- */

PrognosisDiaryKeeper *
prognosis_diary_keeper_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_DIARY_KEEPER, NULL);
}

gboolean
prognosis_diary_keeper_is_enabled (PrognosisDiaryKeeper *self)
{
  return self->is_enabled;
}

void
prognosis_diary_keeper_set_enabled (PrognosisDiaryKeeper *self, gboolean enabled)
{
  if (self->is_enabled == enabled)
    return;
  self->is_enabled = enabled;
  read_again (self);
}

const GPtrArray *
prognosis_diary_keeper_get_entries (PrognosisDiaryKeeper *self)
{
  return self->entries;
}

guint
prognosis_diary_keeper_get_selected (PrognosisDiaryKeeper *self)
{
  return self->selected;
}

void
prognosis_diary_keeper_select (PrognosisDiaryKeeper *self, guint entry)
{
  if (entry == self->selected || entry >= self->entries->len)
    return;
  self->selected = entry;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
prognosis_diary_keeper_clear (PrognosisDiaryKeeper *self, GError **error)
{
  g_autofree char *folder = prognosis_diary_dup_folder ();
  const gboolean is_done = prognosis_diary_clear (folder, error);

  read_again (self);
  return is_done;
}

gboolean
prognosis_diary_keeper_is_busy (PrognosisDiaryKeeper *self)
{
  return self->reading != NULL || self->writing != NULL;
}

static void
prognosis_diary_keeper_dispose (GObject *object)
{
  PrognosisDiaryKeeper *self = PROGNOSIS_DIARY_KEEPER (object);

  prognosis_run_drop (&self->reading);
  /* A file that is being written is written to its end. */
  prognosis_run_drop (&self->writing);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (prognosis_diary_keeper_parent_class)->dispose (object);
}

static void
prognosis_diary_keeper_class_init (PrognosisDiaryKeeperClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_diary_keeper_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
prognosis_diary_keeper_init (PrognosisDiaryKeeper *self)
{
  self->entries = g_ptr_array_new ();
}
