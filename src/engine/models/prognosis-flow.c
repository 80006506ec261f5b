/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the flows of a model from its equations, so that the diagram cannot contradict them. */

#include "prognosis-config.h"

#include <string.h>

#include "prognosis-flow.h"

#define MINUS "−"
#define PRIME "′"

typedef struct
{
  gsize state;      /* whose derivative the term belongs to */
  gboolean leaves;  /* has a minus */
  const char *text; /* borrowed from the line */
} Term;

static void
clear_flow (gpointer data)
{
  g_free (((PrognosisFlow *) data)->rate);
}

static int
find_state (const PrognosisModel *model, const char *id, gsize length)
{
  for (gsize i = 0; i < model->n_states; i++)
    if (strlen (model->states[i].id) == length && strncmp (model->states[i].id, id, length) == 0)
      return (int) i;
  return -1;
}

/* Adds the terms of the right side, which it divides at signs outside parentheses. */
static void
split_terms (gsize state, char *side, GArray *terms)
{
  Term term = { state, g_str_has_prefix (side, MINUS), side };
  int depth = 0;

  if (term.leaves)
    term.text += strlen (MINUS);
  for (char *p = side + (term.leaves ? strlen (MINUS) : 0); *p != '\0'; p++)
    {
      const gboolean is_minus = g_str_has_prefix (p, " " MINUS " "), is_plus = g_str_has_prefix (p, " + ");

      depth += (*p == '(') - (*p == ')');
      if (depth > 0 || !(is_minus || is_plus))
        continue;
      g_array_append_val (terms, term);
      *p = '\0';
      p += is_minus ? strlen (MINUS) + 1 : 2;
      term = (Term){ state, is_minus, p + 1 };
    }
  g_array_append_val (terms, term);
}

/* @term without the factor that is the number of persons in @state: the rate for each of them. (transfer full) */
static char *
dup_rate (const char *term, const char *state)
{
  g_auto (GStrv) factors = g_strsplit (term, " ", -1);
  g_autoptr (GString) rate = g_string_new (NULL);
  int depth = 0;

  for (gsize i = 0; factors[i] != NULL; i++)
    {
      if (depth > 0 || strcmp (factors[i], state) != 0)
        g_string_append_printf (rate, "%s%s", rate->len > 0 ? " " : "", factors[i]);
      for (const char *p = factors[i]; *p != '\0'; p++)
        depth += (*p == '(') - (*p == ')');
    }
  return g_string_free (g_steal_pointer (&rate), FALSE);
}

/* Whether @part is @whole, or it with a factor before it. */
static gboolean
is_part (const char *part, const char *whole)
{
  const gsize length = strlen (part), of_whole = strlen (whole);

  return g_str_has_suffix (part, whole) && (length == of_whole || part[length - of_whole - 1] == ' ');
}

static void
add_flow (const PrognosisModel *model, gsize from, const Term *entering, const char *persons, GArray *flows)
{
  const PrognosisFlow flow = { from, entering->state, dup_rate (entering->text, persons) };

  g_array_append_val (flows, flow);
}

GArray *
prognosis_flow_list (const PrognosisModel *model)
{
  GArray *flows = g_array_new (FALSE, FALSE, sizeof (PrognosisFlow));
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_auto (GStrv) lines = g_strsplit (model->equations, "\n", -1);

  g_array_set_clear_func (flows, clear_flow);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *prime = strstr (lines[i], PRIME), *equals = strstr (lines[i], " = ");
      const int state = prime != NULL ? find_state (model, lines[i], (gsize) (prime - lines[i])) : -1;

      if (state >= 0 && equals != NULL)
        split_terms ((gsize) state, equals + 3, terms);
    }
  for (guint e = 0; e < terms->len; e++)
    {
      const Term *entering = &g_array_index (terms, Term, e);

      for (guint l = 0; l < terms->len && !entering->leaves; l++)
        {
          const Term *leaving = &g_array_index (terms, Term, l);

          if (leaving->leaves && is_part (entering->text, leaving->text))
            add_flow (model, leaving->state, entering, model->states[leaving->state].id, flows);
        }
      for (gsize s = 0; s < model->n_states && !entering->leaves; s++)
        {
          g_autofree char *change = g_strconcat (model->states[s].id, PRIME, NULL);

          if (is_part (entering->text, change))
            add_flow (model, s, entering, change, flows);
        }
    }
  return flows;
}
