/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-reading-setting.h"

#include <glib/gi18n-lib.h>

/* In the order of their enumerations. */
static const PrognosisReadingValue orders[] = {
  { "found", N_ ("Detect") },
  { "day-first", N_ ("Day first (31/12/2020)") },
  { "month-first", N_ ("Month first (12/31/2020)") },
  { "year-first", N_ ("Year first (20/12/31)") },
  { NULL },
};

static const PrognosisReadingValue decimals[] = {
  { "found", N_ ("Detect") },
  { "point", N_ ("Point (1,234.5)") },
  { "comma", N_ ("Comma (1.234,5)") },
  { NULL },
};

static const PrognosisReadingValue rows[] = {
  { "found", N_ ("Not expected") },
  { "sum", N_ ("Sum them") },
  { "count", N_ ("Count each row as one case") },
  { NULL },
};

static const PrognosisReadingValue delimiters[] = {
  { "found", N_ ("Detect") }, { "comma", N_ ("Comma") },      { "semicolon", N_ ("Semicolon") },
  { "tab", N_ ("Tab") },      { "bar", N_ ("Vertical bar") }, { NULL },
};

static const PrognosisReadingValue weeks[] = {
  { "found", N_ ("Detect") },
  { "iso", N_ ("ISO 8601 (Monday to Sunday)") },
  { "epi", N_ ("Epidemiological (Sunday to Saturday)") },
  { NULL },
};

static const PrognosisReadingValue kinds[] = {
  { "found", N_ ("Detect") },
  { "incident", N_ ("New counts") },
  { "cumulative", N_ ("Cumulative") },
  { "prevalence", N_ ("Prevalence") },
  { "rate", N_ ("New per 100 000 people") },
  { "proportion", N_ ("Proportion from 0 to 1") },
  { NULL },
};

static const PrognosisReadingValue suppressed[] = {
  { "found", N_ ("Detect") },
  { "middle", N_ ("Middle of the possible counts") },
  { "missing", N_ ("Missing") },
  { NULL },
};

static const PrognosisReadingValue reports[] = {
  { "found", N_ ("Detect from gaps and counts") },
  { "daily", N_ ("Each of its day alone") },
  { "span", N_ ("Each of all days since the last one") },
  { NULL },
};

#define FIELD(name) .offset = G_STRUCT_OFFSET (PrognosisColumns, name)

/* The list, in the order in which the window and the command's help show it. */
static const PrognosisReadingSetting settings[] = {
  { .id = "sheet",
    .argument = "NAME|N",
    .title = N_ ("Sheet"),
    .help = N_ ("Sheet of a spreadsheet (.xlsx, .ods) to read, by name or number."),
    .automatic = "the first that holds a table",
    .kind = PROGNOSIS_READING_TEXT,
    FIELD (sheet) },
  { .id = "delimiter",
    .title = N_ ("Separator of cells"),
    .help = N_ ("What separates the cells of a line."),
    .automatic = "detected from the first lines",
    .kind = PROGNOSIS_READING_ENUM,
    .values = delimiters,
    FIELD (delimiter) },
  { .id = "header-line",
    .argument = "N",
    .title = N_ ("Header line"),
    .help = N_ ("Line that holds the column names; -1: there is none."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_LINE,
    FIELD (header_line) },
  { .id = "decimal-mark",
    .title = N_ ("Decimal mark"),
    .help = N_ ("Decimal mark; the other character may then separate thousands."),
    .automatic = "detected from all numbers",
    .kind = PROGNOSIS_READING_ENUM,
    .values = decimals,
    FIELD (decimal) },
  { .id = "date",
    .option = "date-column",
    .argument = "COLUMN",
    .title = N_ ("Date"),
    .help
    = N_ ("Column of dates. This and the other options for columns are for tables that are recognised wrongly or not at all."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_COLUMN,
    .is_plain = TRUE,
    FIELD (date) },
  { .id = "values",
    .option = "value-columns",
    .argument = "A,B,...",
    .title = N_ ("Counts"),
    .help = N_ ("Columns of counts; each becomes a signal."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_COLUMNS,
    .is_plain = TRUE,
    FIELD (values) },
  { .id = "regions",
    .option = "region-column",
    .argument = "COLUMN,...",
    .title = N_ ("Region"),
    .help = N_ ("Column of regions, or the columns that together name one, smallest unit first."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_COLUMNS,
    .is_plain = TRUE,
    FIELD (regions) },
  { .id = "code",
    .option = "code-column",
    .argument = "COLUMN",
    .title = N_ ("Region code"),
    .help = N_ ("Column of region codes."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_COLUMN,
    .is_plain = TRUE,
    FIELD (code) },
  { .id = "population",
    .option = "population-column",
    .argument = "COLUMN",
    .title = N_ ("Population"),
    .help = N_ ("Column of population sizes."),
    .automatic = "detected",
    .kind = PROGNOSIS_READING_COLUMN,
    .is_plain = TRUE,
    FIELD (population) },
  { .id = "kind",
    .title = N_ ("Type of count"),
    .help = N_ ("Kind of all counts: new in each step, total so far, current, new per 100 000 persons, or a share."),
    .automatic = "detected from name and values",
    .kind = PROGNOSIS_READING_ENUM,
    .first = -1,
    .values = kinds,
    .is_plain = TRUE,
    FIELD (kind) },
  { .id = "date-order",
    .title = N_ ("Order of day, month and year"),
    .help = N_ ("How to read dates such as 3/4/2020."),
    .automatic = "detected from the whole column",
    .kind = PROGNOSIS_READING_ENUM,
    .values = orders,
    .is_plain = TRUE,
    FIELD (date_order) },
  { .id = "weeks",
    .title = N_ ("Weeks"),
    .help = N_ ("How the weeks of a year are counted: by ISO 8601, or as epidemiological weeks of the CDC."),
    .automatic = "detected from the names of the columns",
    .kind = PROGNOSIS_READING_ENUM,
    .values = weeks,
    FIELD (weeks) },
  { .id = "rows",
    .title = N_ ("Several rows for one day and region"),
    .help = N_ ("When a day and region have several rows: sum them, or count each row as one case."),
    .automatic = "one row per day and region",
    .kind = PROGNOSIS_READING_ENUM,
    .values = rows,
    .is_plain = TRUE,
    FIELD (rows) },
  { .id = "where",
    .argument = "COLUMN=VALUE",
    .title = N_ ("Filter rows, for example sex=all; age=all"),
    .help = N_ ("Read only rows with this value, or with != without it (repeatable; several values of one column: any of them)."),
    .automatic = "all rows",
    .kind = PROGNOSIS_READING_CONDITIONS,
    .is_plain = TRUE,
    FIELD (where) },
  { .id = "suppressed",
    .title = N_ ("Suppressed counts"),
    .help = N_ ("What to take for a suppressed count such as <5: the middle of the counts that it can stand for, or missing."),
    .automatic = "the middle, where the possible counts are known",
    .kind = PROGNOSIS_READING_ENUM,
    .values = suppressed,
    FIELD (suppressed) },
  { .id = "reports",
    .title = N_ ("Days of reports"),
    .help = N_ ("What a count covers after days without one: its day alone, or all days since the last report."),
    .automatic = "detected from gaps and counts",
    .kind = PROGNOSIS_READING_ENUM,
    .values = reports,
    FIELD (reports) },
  { .id = "trust-doubtful",
    .title = N_ ("Trust doubtful counts"),
    .help = N_ ("Take counts that look like batches or corrections as real: forecasts start from them, and scores count them."),
    .automatic = "they are left out",
    .kind = PROGNOSIS_READING_SWITCH,
    FIELD (trusted) },
  { .id = "weekly",
    .title = N_ ("Sum daily counts by week"),
    .help = N_ ("Sum daily data to weeks."),
    .automatic = "as in the data",
    .kind = PROGNOSIS_READING_SWITCH,
    FIELD (weekly) },
  { .id = "absent-zero",
    .title = N_ ("Days without a row mean zero"),
    .help = N_ ("Take days and weeks without a row as days and weeks without a new case."),
    .automatic = "missing",
    .kind = PROGNOSIS_READING_SWITCH,
    FIELD (absent_is_zero) },
  { .id = "totals-are-places",
    .title = N_ ("Totals are places like all others"),
    .help = N_ ("Take regions that are totals of others, such as a country among its states, as places: they are fitted with the "
                "others and counted in sums."),
    .automatic = "left out, or forecast apart; see --totals",
    .kind = PROGNOSIS_READING_SWITCH,
    FIELD (totals_are_places) },
};

const PrognosisReadingSetting *
prognosis_reading_setting_list (gsize *n)
{
  *n = G_N_ELEMENTS (settings);
  return settings;
}

const PrognosisReadingSetting *
prognosis_reading_setting_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].id, id))
      return &settings[i];
  return NULL;
}

const char *
prognosis_reading_setting_get_option (const PrognosisReadingSetting *setting)
{
  return setting->option != NULL ? setting->option : setting->id;
}

guint
prognosis_reading_setting_get_value (const PrognosisReadingSetting *setting, const PrognosisColumns *columns)
{
  g_return_val_if_fail (setting->kind == PROGNOSIS_READING_ENUM, 0);
  return (guint) (PROGNOSIS_READING_FIELD (columns, setting, int) - setting->first);
}

void
prognosis_reading_setting_set_value (const PrognosisReadingSetting *setting, PrognosisColumns *columns, guint value)
{
  g_return_if_fail (setting->kind == PROGNOSIS_READING_ENUM);
  PROGNOSIS_READING_FIELD (columns, setting, int) = (int) value + setting->first;
}

gboolean
prognosis_reading_setting_is_unset (const PrognosisReadingSetting *setting, const PrognosisColumns *columns)
{
  switch (setting->kind)
    {
    case PROGNOSIS_READING_ENUM:
    case PROGNOSIS_READING_LINE: return PROGNOSIS_READING_FIELD (columns, setting, int) == setting->first;
    case PROGNOSIS_READING_SWITCH: return !PROGNOSIS_READING_FIELD (columns, setting, gboolean);
    case PROGNOSIS_READING_COLUMN:
    case PROGNOSIS_READING_COLUMNS:
    case PROGNOSIS_READING_CONDITIONS:
    case PROGNOSIS_READING_TEXT:
    default: return PROGNOSIS_READING_FIELD (columns, setting, gpointer) == NULL;
    }
}
