/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lessons: each step says what to do, and knows from the session when it is done. */

#include "prognosis-config.h"

#include "prognosis-lesson.h"

#include <glib/gi18n.h>
#include <string.h>

/* Small, a textbook example, and fitted in a moment. */
#define SCHOOL "influenza-boarding-school-1978"
/* One wave, of which only some infections were reported. */
#define CITY "influenza-baltimore-1918"

/* --- the tour of the window ----------------------------------------------------- */

static gboolean
has_sample (PrognosisSession *session, const char *name)
{
  const char *const *paths = prognosis_session_get_paths (session);

  return prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY && paths != NULL && strstr (paths[0], name) != NULL;
}

static gboolean
is_open (PrognosisSession *session, guint noticed)
{
  return has_sample (session, SCHOOL);
}

static gboolean
is_looked_at (PrognosisSession *session, guint noticed)
{
  return (noticed & PROGNOSIS_NOTICE_LOOKED) != 0;
}

static gboolean
is_fixed (PrognosisSession *session, guint noticed)
{
  return prognosis_session_get_choices (session)->options->fixed->len > 0;
}

static gboolean
is_back (PrognosisSession *session, guint noticed)
{
  return prognosis_session_get_choices (session)->origin >= 0;
}

static gboolean
is_compared (PrognosisSession *session, guint noticed)
{
  return prognosis_comparison_get_backtest (prognosis_session_get_comparison (session)) != NULL;
}

static gboolean
is_exported (PrognosisSession *session, guint noticed)
{
  return (noticed & PROGNOSIS_NOTICE_EXPORTED) != 0;
}

static const PrognosisLessonStep first_steps[] = {
  { "open", N_ ("Open the Boarding School"),
    N_ ("Influenza in a boarding school in 1978: within two weeks, two boys in three were ill. Choose it from the list, or press "
        "the button."),
    N_ ("_Open It"), "win.open-path", NULL, SCHOOL, is_open },
  { "look", N_ ("Read the Forecast"),
    /* xgettext:no-c-format */
    N_ ("Points are reported counts. To the right of the dashed line is the forecast: the median, and around it the bands that "
        "should contain the truth 50 % and 95 % of the time. Rest the pointer on the chart to read the values."),
    NULL, NULL, "", NULL, is_looked_at },
  { "slider", N_ ("Drag a Slider"),
    N_ ("In the panel beside the chart, drag the recovery rate: the curve follows immediately. Release it, and the value stays "
        "fixed while the others are refitted. Every change can be undone."),
    NULL, NULL, "", NULL, is_fixed },
  { "origin", N_ ("Go Back in Time"),
    N_ ("Drag the dashed line to the left, into the outbreak. What would the model have forecast on that day? The data reported "
        "since are drawn alongside."),
    N_ ("_Show the Chart"), "win.page", "trajectories", NULL, is_back },
  { "compare", N_ ("Beat the Baseline"),
    N_ ("Persistence simply extrapolates the last week; a model that cannot beat it is of no use here. On the Compare page, press "
        "Compare: the models forecast from past origins and are verified against later data."),
    N_ ("_Show the Page"), "win.page", "compare", NULL, is_compared },
  { "export", N_ ("Export the Results"),
    N_ ("Save the chart as an image, or the forecast as a table, from the export menu in the header bar, or copy the chart."),
    N_ ("_Copy the Chart"), "win.copy-chart", "", NULL, is_exported },
  { "end", N_ ("You’re Done"),
    N_ ("Now open your own table of dates and counts. Tooltips explain every model, parameter and setting."), N_ ("_Open Data…"),
    "win.open", "", NULL, NULL },
};

/* --- simulated outbreaks --------------------------------------------------------- */

static const PrognosisOutbreak *
get_outbreak (PrognosisSession *session)
{
  return prognosis_session_get_choices (session)->outbreak;
}

static gboolean
is_simulated (PrognosisSession *session, guint noticed)
{
  return get_outbreak (session) != NULL;
}

static gboolean
has_capacity (PrognosisSession *session, guint noticed)
{
  return get_outbreak (session) != NULL && get_outbreak (session)->capacity > 0;
}

static gboolean
has_step (PrognosisSession *session, guint noticed)
{
  const PrognosisOutbreak *outbreak = get_outbreak (session);

  for (guint i = 0; outbreak != NULL && outbreak->scenario != NULL && i < outbreak->scenario->changes->len; i++)
    if (g_array_index (outbreak->scenario->changes, PrognosisChange, i).factor < 1)
      return TRUE;
  return FALSE;
}

static gboolean
is_within_capacity (PrognosisSession *session, guint noticed)
{
  const PrognosisOutbreak *outbreak = get_outbreak (session);
  g_autoptr (PrognosisOutbreakCourse) course = NULL;
  PrognosisOutbreakAnswer answer;

  if (!has_capacity (session, noticed))
    return FALSE;
  course = prognosis_outbreak_solve (outbreak, (gsize) outbreak->days, NULL);
  if (course == NULL)
    return FALSE;
  prognosis_outbreak_answer_read (outbreak, course, 0, &answer);
  return answer.over_first < 0;
}

static gboolean
is_below_one (PrognosisSession *session, guint noticed)
{
  return get_outbreak (session) != NULL && get_outbreak (session)->reproduction < 1;
}

static gboolean
is_three (PrognosisSession *session, guint noticed)
{
  return get_outbreak (session) != NULL && get_outbreak (session)->reproduction >= 3;
}

/* Each case infects fewer than one person, by isolation alone. */
static gboolean
is_isolated (PrognosisSession *session, guint noticed)
{
  const PrognosisOutbreak *outbreak = get_outbreak (session);

  return outbreak != NULL && outbreak->reproduction >= 2 && outbreak->reproduction * (1 - outbreak->isolated) < 1;
}

static gboolean
has_chance (PrognosisSession *session, guint noticed)
{
  return get_outbreak (session) != NULL && prognosis_session_get_choices (session)->by_chance
         && get_outbreak (session)->imported <= 1;
}

static const PrognosisLessonStep flatten[] = {
  { "simulate", N_ ("A New Disease Comes to Town"),
    N_ ("Ten travellers bring it to a town of 100 000, where nobody is immune. Begin the simulation: the curves show who is "
        "susceptible, infectious and recovered on each day."),
    N_ ("_Begin"), "win.simulate", "", NULL, is_simulated },
  { "capacity", N_ ("How Many Beds Are There?"),
    N_ ("The hospital has 300 beds. Type 300 at Beds, at the end of the panel, and read on the card from when to when they do not "
        "suffice."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, has_capacity },
  { "step", N_ ("Lower Transmission"),
    N_ ("Press Add a Step in the panel. For eight weeks, transmission is lower, as if people met less often. Drag the step in the "
        "strip below the chart, up and down and at its ends. The dotted line is the outbreak as it was before."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, has_step },
  { "flat", N_ ("Flatten the Curve"),
    N_ ("Change the measure, or add others, until beds in use never pass the capacity. Watch what comes after a measure that is "
        "strict but short: the outbreak is put off, not over."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, is_within_capacity },
  { "end", N_ ("You Flattened It"),
    N_ ("Fewer people were infected in all, and the hospital could treat everyone. Try isolation and vaccination in place of the "
        "measure: which of them does it with the least?"),
    NULL, NULL, "", NULL, NULL },
};

static const PrognosisLessonStep growth[] = {
  { "simulate", N_ ("One Number Decides"),
    N_ ("The reproduction number is how many people one case infects. Begin a simulation, and look at the first slider."),
    N_ ("_Begin"), "win.simulate", "", NULL, is_simulated },
  { "below", N_ ("Below One"),
    N_ ("Drag the basic reproduction number below 1. Each case infects fewer than one person, so that each generation is smaller "
        "than the last one: the outbreak fades, whatever else you change."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, is_below_one },
  { "above", N_ ("Above One"),
    N_ ("Now drag it to 3. Each generation is three times as large as the last one, until so many are immune that a case no longer "
        "finds three people to infect. Read the doubling time on the first card."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, is_three },
  { "isolate", N_ ("Back Below One"),
    N_ ("Isolated cases infect nobody. Which share of the cases must be isolated so that each case infects fewer than one person? "
        "Set Isolated share, and Isolated from day to 0."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, is_isolated },
  { "chance", N_ ("One Case Is Not Many"),
    N_ ("Set Imported cases to 1, and switch on Show Chance at the end of the panel. Even above one, many outbreaks die out by "
        "themselves, because the first case happened to infect nobody."),
    N_ ("_Show the Simulation"), "win.simulate", "", NULL, has_chance },
  { "end", N_ ("That Is the Threshold"),
    N_ ("Above one an outbreak can grow, below one it cannot. With one case and no latent period, it dies out with a chance of one "
        "over the reproduction number."),
    NULL, NULL, "", NULL, NULL },
};

/* --- what the early weeks cannot tell ---------------------------------------------- */

static gboolean
is_city_open (PrognosisSession *session, guint noticed)
{
  return has_sample (session, CITY);
}

static gboolean
is_early (PrognosisSession *session, guint noticed)
{
  const gssize origin = prognosis_session_get_choices (session)->origin;

  return has_sample (session, CITY) && origin >= 0 && origin < 30;
}

/* The ascertainment rate that the learner has fixed, or -1. */
static double
get_ascertainment (PrognosisSession *session)
{
  const PrognosisOptions *options = prognosis_session_get_choices (session)->options;

  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      if (g_str_equal (fixed->parameter, "rho"))
        return fixed->value;
    }
  return -1;
}

static gboolean
is_low (PrognosisSession *session, guint noticed)
{
  return get_ascertainment (session) >= 0 && get_ascertainment (session) <= 0.3;
}

static gboolean
is_high (PrognosisSession *session, guint noticed)
{
  return get_ascertainment (session) >= 0.7;
}

static const PrognosisLessonStep early[] = {
  { "open", N_ ("Baltimore in 1918"), N_ ("Influenza reaches a city. Open its daily counts: the model is SEIR, fitted to them."),
    N_ ("_Open It"), "win.open-path", NULL, CITY, is_city_open },
  { "origin", N_ ("The Early Weeks"),
    N_ ("Drag the dashed line to the left, to before the peak. The model now knows only the rise."), N_ ("_Show the Chart"),
    "win.page", "trajectories", NULL, is_early },
  { "low", N_ ("If Few Infections Are Reported"),
    N_ ("Set the ascertainment rate in the panel to 10 percent: one infection in ten is reported. The model fits the rise, and "
        "expects "
        "so many immune people soon that the outbreak ends early."),
    N_ ("_Show the Chart"), "win.page", "trajectories", NULL, is_low },
  { "high", N_ ("If All Are Reported"),
    N_ ("Now set it to 100 percent. The rise is fitted as well as before, but the forecast is another one: far more people can "
        "still be "
        "infected."),
    N_ ("_Show the Chart"), "win.page", "trajectories", NULL, is_high },
  { "end", N_ ("The Rise Does Not Tell"),
    N_ ("Early counts tell how fast an outbreak grows. They do not tell how many infections go unreported, nor the reproduction "
        "number "
        "and the periods apart: other knowledge must, such as a survey of antibodies. This is why forecasts from the early weeks "
        "are "
        "so uncertain."),
    NULL, NULL, "", NULL, NULL },
};

/* --- the list ------------------------------------------------------------------ */

#define LESSON(id, title, steps)                 \
  {                                              \
    id, title, steps, (int) G_N_ELEMENTS (steps) \
  }

static const PrognosisLesson lessons[] = {
  LESSON ("first-steps", N_ ("First Steps"), first_steps),
  LESSON ("flatten", N_ ("Flatten the Curve"), flatten),
  LESSON ("growth", N_ ("Why R Above 1 Grows"), growth),
  LESSON ("early", N_ ("What the Early Weeks Do Not Tell"), early),
};

const PrognosisLesson *
prognosis_lesson_list (gsize *n)
{
  *n = G_N_ELEMENTS (lessons);
  return lessons;
}

const PrognosisLesson *
prognosis_lesson_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lessons); i++)
    if (g_str_equal (lessons[i].id, id))
      return &lessons[i];
  return NULL;
}
