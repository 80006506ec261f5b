/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The diagrams and equations of what is learned. They simplify: weekday effects, holidays and the cleaning of data are left out. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>

#include "prognosis-learning.h"

#define ARROWS(list) .arrows = list, .n_arrows = G_N_ELEMENTS (list)

static const char known[] = N_ ("x: what was known on the day: recent growth and level in the region and in all regions together");
static const char of_compartments[] = N_ (
    "S, E, I: persons who are susceptible, infected but not yet infectious, and infectious. A map of x, trained over all regions "
    "through the solver, sets where they start and how transmission β drifts");
static const char of_outcomes[]
    = N_ ("r, d: new recoveries and deaths: earlier cases, delayed by k; the shares p and q are learned");

/* --- windows ------------------------------------------------------------------- */

static const char *const window_boxes[] = { "x", "f", "y", NULL };
static const PrognosisFlow window_arrows[] = { { 0, 1, "x / m" }, { 1, 2, "× m" } };
static const char *const window_meanings[]
    = { N_ ("x: the last steps of a series; m: their mean, so that large and small regions are alike"),
        N_ ("f: what is learned, the same for all regions"),
        N_ ("y: the next steps. Beyond them, f continues from its own forecast"), NULL };

const PrognosisScheme prognosis_scheme_of_windows
    = { .boxes = window_boxes, ARROWS (window_arrows), .equations = "y = m f(x / m)", .meanings = window_meanings };

/* --- daily counts -------------------------------------------------------------- */

static const char *const autoode_boxes[] = { "x", "S", "E", "c", "I", "r", "d", NULL };
static const PrognosisFlow autoode_arrows[]
    = { { 0, 1, "M x" }, { 1, 2, "β I / n" }, { 2, 3, "σ" }, { 2, 4, "σ" }, { 3, 5, "p k" }, { 3, 6, "q k" } };
static const char *const autoode_meanings[] = { known, of_compartments, N_ ("c: new cases"), of_outcomes, NULL };

const PrognosisScheme prognosis_scheme_of_autoode
    = { .boxes = autoode_boxes,
        ARROWS (autoode_arrows),
        .equations = "(E₀, I₀, β) = M x\nS′ = −β S I / n\nE′ = β S I / n − σ E\nI′ = σ E − γ I\nc = σ E\nr(t) = p Σ k(s) c(t − s)\n"
                     "d(t) = q Σ k(s) c(t − s)",
        .meanings = autoode_meanings };

static const char *const hybrid_boxes[] = { "x", "g", "S", "i", "E", "c", "I", "r", "d", NULL };
static const PrognosisFlow hybrid_arrows[]
    = { { 0, 1, "v x" },   { 0, 2, "M x" }, { 1, 3, "w" },   { 2, 4, "β I / n" }, { 3, 5, "a" },
        { 4, 5, "1 − a" }, { 4, 6, "σ" },   { 5, 7, "p k" }, { 5, 8, "q k" } };
static const char *const hybrid_meanings[]
    = { known,
        N_ ("g: growth in the coming week, by regression over all regions; N: what a neural network adds to it, if there is one"),
        N_ ("i: new cases by the renewal equation, in which R follows from g and returns to its balance; w: generation time"),
        of_compartments,
        N_ ("c: new cases, the mean of both"),
        of_outcomes,
        NULL };

const PrognosisScheme prognosis_scheme_of_hybrid
    = { .boxes = hybrid_boxes,
        ARROWS (hybrid_arrows),
        .equations
        = "g = v x + N(x)\ni(t) = R(t) Σ w(s) i(t − s)\n(E₀, I₀, β) = M x\nS′ = −β S I / n\nE′ = β S I / n − σ E\nI′ = σ E − γ I\n"
          "c = a i + (1 − a) σ E\nr(t) = p Σ k(s) c(t − s)\nd(t) = q Σ k(s) c(t − s)",
        .meanings = hybrid_meanings };

/* --- weekly counts ------------------------------------------------------------- */

static const char *const weekly_boxes[] = { "x", "g", "y", NULL };
static const char of_weeks[] = N_ ("y: new counts of a week; h: weeks ahead");

static const PrognosisFlow weekly_autoode_arrows[] = { { 0, 1, "v x" }, { 1, 2, "f" } };
static const char *const weekly_autoode_meanings[]
    = { known, N_ ("g: growth in the coming week, the same map v of x in all regions. It fades by the factor f in each week"),
        of_weeks, NULL };

const PrognosisScheme prognosis_scheme_of_weekly_autoode = { .boxes = weekly_boxes,
                                                             ARROWS (weekly_autoode_arrows),
                                                             .equations = "g = v x\nlog y(h) = log y(0) + g (1 + f + … + f ʰ⁻¹)",
                                                             .meanings = weekly_autoode_meanings };

static const PrognosisFlow weekly_hybrid_arrows[] = { { 0, 1, "v x" }, { 1, 2, "exp" } };
static const char *const weekly_hybrid_meanings[]
    = { known, N_ ("g: growth until h weeks ahead, by a regression over all regions for each h, corrected by the season"), of_weeks,
        NULL };

const PrognosisScheme prognosis_scheme_of_weekly_hybrid = { .boxes = weekly_boxes,
                                                            ARROWS (weekly_hybrid_arrows),
                                                            .equations = "g(h) = v(h) x\nlog y(h) = log y(0) + g(h)",
                                                            .meanings = weekly_hybrid_meanings };
