/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-answer.h"
#include "prognosis-choices.h"

G_BEGIN_DECLS

/* What is to come, in words and translated. @dataset is that of the forecast. Numbers are rounded by their uncertainty. All are
   (transfer full). */

/* "confirmed", "in bed · peak" */
char *prognosis_words_for_answer_title (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer);
/* "next 7 days" */
char *prognosis_words_for_next (PrognosisDataset *dataset, gsize n_steps);
/* The same as a heading: "Next 7 days" */
char *prognosis_words_for_next_title (PrognosisDataset *dataset, gsize n_steps);
char *prognosis_words_for_answer_median (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer);
/* "80 %: 4100 – 5400" */
char *prognosis_words_for_answer_interval (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer);
/* The same without the level. */
char *prognosis_words_for_answer_limits (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer);
/* "12 % lower than before (5343)" */
char *prognosis_words_for_answer_change (const PrognosisAnswer *answer);
/* The same as short as "−12 %"; NULL if it is not known. */
char *prognosis_words_for_answer_ratio (const PrognosisAnswer *answer);
/* "chance of more: 30 %"; NULL if it is not known. */
char *prognosis_words_for_answer_chance (const PrognosisAnswer *answer);
/* "over 900 a day: 72 %", or if there are more now, "down to 900 a day: 72 %"; NULL without a threshold. */
char *prognosis_words_for_answer_passage (PrognosisDataset *dataset, const PrognosisAnswer *answer);
/* "likely from 3 Sep 2020"; NULL without a threshold. */
char *prognosis_words_for_answer_passage_day (const PrognosisForecast *forecast, const PrognosisAnswer *answer);
/* All of the above on one line. */
char *prognosis_words_for_answer (const PrognosisForecast *forecast, gsize signal, const PrognosisAnswer *answer);
/* That line for each signal of the selected regions, parted by line breaks; NULL if there is none. */
char *prognosis_words_for_answers (const PrognosisChoices *choices, const PrognosisForecast *forecast);
/* One sentence on the selected regions for a bulletin; NULL if there is no answer. */
char *prognosis_words_for_bulletin (const PrognosisChoices *choices, const PrognosisForecast *forecast);

G_END_DECLS
