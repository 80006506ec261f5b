/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readers: datasets from files of every known format, and error messages for invalid files. */

#include "prognosis-error.h"
#include "prognosis-reader-list.h"
#include "test-reading-cases.h"

#include <locale.h>

#define VALUE "value incident infections\n"
#define CASES "cases incident infections\n"

static const TestReadingCase good[] = {
  { "iso", "date,cases\n2020-02-28,5\n2020-02-29,6\n2020-03-01,7\n", "plain daily 2020-02-28..2020-03-01\n" CASES "|a: 5 6 7\n" },
  { "time-of-day", "date,cases\n2020-02-28T00:00:00Z,5\n2020-02-29 18:00,6\n",
    "plain daily 2020-02-28..2020-02-29\n" CASES "|a: 5 6\n" },
  { "compact", "date,cases\n20200228,5\n20200229,6\n", "plain daily 2020-02-28..2020-02-29\n" CASES "|a: 5 6\n" },
  { "blank-columns", "date,cases,,\n2020-02-28,5,,\n2020-02-29,6,,\n,,,\n",
    "plain daily 2020-02-28..2020-02-29\n" CASES "|a: 5 6\n" },
  { "slashes", "date,cases\n2020/2/28,5\n2020/2/29,6\n", "plain daily 2020-02-28..2020-02-29\n" CASES "|a: 5 6\n" },
  { "day-first", "Date,Cases\n25/10/2015,1\n26/10/2015,2\n01/11/2015,3\n",
    "plain daily 2015-10-25..2015-11-01\nCases incident infections\n|a: 1 2 _ _ _ _ _ 3\n" },
  { "month-first", "date,cases\n1/30/20,1\n1/31/20,2\n2/1/20,3\n", "plain daily 2020-01-30..2020-02-01\n" CASES "|a: 1 2 3\n" },
  { "ambiguous-day-first", "date,cases\n01/03/2020,1\n02/03/2020,2\n03/03/2020,3\n",
    "plain daily 2020-03-01..2020-03-03\n" CASES "|a: 1 2 3\n" },
  { "ambiguous-month-first", "date,cases\n03/01/2020,1\n03/02/2020,2\n03/03/2020,3\n",
    "plain daily 2020-03-01..2020-03-03\n" CASES "|a: 1 2 3\n" },
  { "points", "date,cases\n01.02.2020,1\n02.02.2020,2\n", "plain daily 2020-02-01..2020-02-02\n" CASES "|a: 1 2\n" },
  { "last-century", "date,cases\n30/12/78,1\n31/12/78,2\n", "plain daily 1978-12-30..1978-12-31\n" CASES "|a: 1 2\n" },
  { "serial", "date,cases\n43890,1\n43891,2\n", "plain daily 2020-02-29..2020-03-01\n" CASES "|a: 1 2\n" },
  { "iso-weeks", "yearweek,cases\n2020-W52,1\n2020-W53,2\n2021-W01,3\n",
    "plain weekly 2020-12-27..2021-01-10\n" CASES "|a: 1 2 3\n" },
  { "week-start", "week_start,cases\n2020-01-05,1\n2020-01-12,2\n", "plain weekly 2020-01-11..2020-01-18\n" CASES "|a: 1 2\n" },
  { "week-end", "week_ending,cases\n2020-01-04,1\n", "plain weekly 2020-01-04..2020-01-04\n" CASES "|a: 1\n" },
  { "mondays", "date,cases\n2020-01-06,1\n2020-01-13,2\n2020-01-20,2\n",
    "plain weekly 2020-01-12..2020-01-26\n" CASES "|a: 1 2 2\n" },
  { "saturdays", "date,cases\n2020-01-04,1\n2020-01-11,2\n2020-01-18,2\n",
    "plain weekly 2020-01-04..2020-01-18\n" CASES "|a: 1 2 2\n" },
  { "newest-first", "date,cases\n2020-03-01,7\n2020-02-29,6\n2020-02-28,5\n",
    "plain daily 2020-02-28..2020-03-01\n" CASES "|a: 5 6 7\n" },
  { "shuffled", "date,cases\n2020-02-29,6\n2020-03-01,7\n2020-02-28,5\n",
    "plain daily 2020-02-28..2020-03-01\n" CASES "|a: 5 6 7\n" },
  { "missing-dates", "date,cases\n2020-03-01,7\n2020-03-04,6\n2020-03-05,\n2020-03-06,5\n2020-03-07,5\n2020-03-08,5\n",
    "plain daily 2020-03-01..2020-03-08\n" CASES "|a: 7 _ _ 6 _ 5 5 5\n" },
  { "floats", "date,cases\n2020-03-01,7.0\n2020-03-02,6.0\n", "plain daily 2020-03-01..2020-03-02\n" CASES "|a: 7 6\n" },
  { "negative", "date,cases\n2020-03-01,7\n2020-03-02,-6\n", "plain daily 2020-03-01..2020-03-02\n" CASES "|a: 7 -6\n" },
  { "index", "day,cases\n1,7\n2,6\n4,5\n", "plain index 1..4\n" CASES "|a: 7 6 _ 5\n" },
  { "vector", "21\n4\n7\n", "plain index 1..3\n" VALUE "|a: 21 4 7\n" },
  { "named-vector", "I\n21\n4\n", "plain index 1..2\nI incident infections\n|a: 21 4\n" },
  { "headerless", "2020-01-01,5\n2020-01-02,6\n", "plain daily 2020-01-01..2020-01-02\n" VALUE "|a: 5 6\n" },
  { "several", "date,new_diagnoses,new_tests,new_deaths,cum_diagnoses\n2020-03-01,5,9,0,5\n2020-03-02,6,9,1,11\n",
    "plain daily 2020-03-01..2020-03-02\nnew_diagnoses incident infections\nnew_tests incident other shown\n"
    "new_deaths incident deaths\ncum_diagnoses cumulative infections shown\n|a: 5 6; 9 9; 0 1; 5 11\n" },
  { "prevalence", "date,in_bed,convalescent\n1978-01-22,3,0\n1978-01-23,8,1\n",
    "plain daily 1978-01-22..1978-01-23\nin_bed prevalence infections\nconvalescent prevalence recoveries shown\n|a: 3 8; 0 1\n" },
  { "places", "date,location,value\n2020-03-01,Bonn,1\n2020-03-02,Bonn,2\n2020-03-02,Ulm,3\n",
    "plain daily 2020-03-01..2020-03-02\n" VALUE "|Bonn: 1 2\n|Ulm: _ 3\n" },
  { "namibia", "date,country_code,cases\n2020-03-01,NA,1\n2020-03-01,NO,2\n",
    "plain daily 2020-03-01..2020-03-01\n" CASES "NA|NA: 1\nNO|NO: 2\n" },
  { "codes-and-names", "date,fips,state,cases\n2020-03-01,01,Alabama,1\n2020-03-01,36,New York,2\n",
    "plain daily 2020-03-01..2020-03-01\n" CASES "01|Alabama: 1\n36|New York: 2\n" },
  { "counties", "date,county,state,cases\n2020-03-01,Lee,Iowa,1\n2020-03-01,Lee,Ohio,2\n",
    "plain daily 2020-03-01..2020-03-01\n" CASES "|Lee, Iowa: 1\n|Lee, Ohio: 2\n" },
  { "unknown-word-for-place", "date,Landesteil,cases\n2020-03-01,Nord,1\n2020-03-01,Sued,2\n",
    "plain daily 2020-03-01..2020-03-01\n" CASES "|Nord: 1\n|Sued: 2\n" },
  { "places-across", "Date,China,US,Italy\n2020-03-01,1,2,3\n2020-03-02,4,5,6\n",
    "plain daily 2020-03-01..2020-03-02\n" VALUE "|China: 1 4\n|US: 2 5\n|Italy: 3 6\n" },
  { "long", "date,target,value\n2020-03-01,cases,1\n2020-03-01,deaths,2\n",
    "plain daily 2020-03-01..2020-03-01\n" CASES "deaths incident deaths\n|a: 1; 2\n" },
  { "versions",
    "target_end_date,target,location,observation,as_of\n2023-12-02,wk inc flu hosp,01,5,2023-12-09\n"
    "2023-12-02,wk inc flu hosp,01,7,2023-12-16\n2023-12-09,wk inc flu hosp,01,9,2023-12-16\n",
    "plain weekly 2023-12-02..2023-12-09\nwk inc flu hosp incident infections\n01|01: 7 9\n" },
  { "nyt", "date,state,fips,cases,deaths\n2020-03-01,Washington,53,18,8\n2020-03-02,Washington,53,19,9\n",
    "plain daily 2020-03-01..2020-03-02\n" CASES "deaths incident deaths\n53|Washington: 18 19; 8 9\n" },
  { "who",
    "Date_reported,Country_code,Country,WHO_region,New_cases,Cumulative_cases,New_deaths,Cumulative_deaths\n"
    "2020-02-24T00:00:00Z,NA,Namibia,AFRO,5,5,0,0\n2020-02-25T00:00:00Z,NA,Namibia,AFRO,0,5,0,0\n",
    "plain daily 2020-02-24..2020-02-25\nNew_cases incident infections\nCumulative_cases cumulative infections shown\n"
    "New_deaths incident deaths\nCumulative_deaths cumulative deaths shown\nNA|Namibia: 5 0; 5 5; 0 0; 0 0\n" },
  { "owid",
    "iso_code,continent,location,date,total_cases,new_cases,new_cases_smoothed,total_cases_per_million,population\n"
    "AFG,Asia,Afghanistan,2020-02-24,5.0,5.0,,0.122,41128772.0\nAFG,Asia,Afghanistan,2020-02-25,5.0,0.0,,0.122,41128772.0\n",
    "plain daily 2020-02-24..2020-02-25\ntotal_cases cumulative infections shown\nnew_cases incident infections\n"
    "total_cases_per_million rate infections shown\nAFG|Afghanistan: 5 5; 5 0; 0.122 0.122\n" },
  { "ecdc",
    "dateRep,day,month,year,cases,deaths,countriesAndTerritories,geoId,countryterritoryCode,popData2019,continentExp\n"
    "14/12/2020,14,12,2020,746,6,Afghanistan,AF,AFG,38041757,Asia\n13/12/2020,13,12,2020,298,9,Afghanistan,AF,AFG,38041757,Asia\n",
    "plain daily 2020-12-13..2020-12-14\n" CASES "deaths incident deaths\nAF|Afghanistan: 298 746; 9 6\n" },
  { "ukhsa",
    "theme,sub_theme,topic,geography_type,geography,metric,sex,age,stratum,year,date,metric_value,in_reporting_delay_period\n"
    "infectious_disease,respiratory,COVID-19,Nation,England,COVID-19_cases_casesByDay,all,all,default,2024,2024-01-01,5,False\n"
    "infectious_disease,respiratory,COVID-19,Nation,England,COVID-19_cases_casesByDay,all,all,default,2024,2024-01-02,3,True\n",
    "plain daily 2024-01-01..2024-01-02\nCOVID-19_cases_casesByDay incident infections\n|England: 5 3*\n" },
  { "rki-groups",
    "IdLandkreis,Altersgruppe,Geschlecht,Meldedatum,Refdatum,NeuerFall,NeuerTodesfall,NeuGenesen,AnzahlFall,AnzahlTodesfall,"
    "AnzahlGenesen\n"
    "1001,A15-A34,M,2020-03-01,2020-03-01,0,-9,1,5,0,5\n1001,A15-A34,W,2020-03-01,2020-03-01,1,0,1,2,1,2\n"
    "1001,A15-A34,W,2020-03-01,2020-03-01,-1,-9,-9,-3,0,0\n1001,A15-A34,W,2020-03-03,2020-03-01,0,-9,1,4,0,4\n",
    "plain daily 2020-03-01..2020-03-03\nAnzahlFall incident infections\nAnzahlGenesen incident recoveries\n"
    "AnzahlTodesfall incident deaths\n1001|1001: 7 0 4; 7 0 4; 1 0 0\n" },
  { "rki-ages",
    "Meldedatum,Altersgruppe,Bevoelkerung,Faelle_gesamt,Faelle_neu\n2020-03-01,00+,83000000,9,4\n"
    "2020-03-01,00-04,3900000,5,3\n2020-03-02,00+,83000000,12,3\n2020-03-02,00-04,3900000,6,1\n",
    "plain daily 2020-03-01..2020-03-02\nFaelle_neu incident infections\n|a: 4 3\n" },
  /* If there is no row for all ages, use the available ones. */
  { "ukhsa-part",
    "topic,geography,metric,sex,age,stratum,date,metric_value\nFlu,England,flu_cases_byWeek,f,00-04,default,2024-01-06,5\n"
    "Flu,England,flu_cases_byWeek,f,00-04,default,2024-01-13,6\n",
    "plain weekly 2024-01-06..2024-01-13\nflu_cases_byWeek incident infections\n|England: 5 6\n" },
  { "france-hospitals",
    "dep;sexe;jour;hosp;rea;rad;dc\n01;0;2020-03-18;3;1;1;0\n01;1;2020-03-18;2;1;1;0\n01;2;2020-03-18;1;0;0;0\n"
    "2A;0;2020-03-18;11;4;2;0\n",
    "plain daily 2020-03-18..2020-03-18\nhosp prevalence infections\nrea prevalence other shown\nrad cumulative recoveries\n"
    "dc cumulative deaths\n01|01: 3; 1; 1; 0\n2A|2A: 11; 4; 2; 0\n" },
  { "brazil",
    "regiao;estado;municipio;coduf;codmun;data;semanaEpi;populacaoTCU2019;casosAcumulado;casosNovos;obitosAcumulado;obitosNovos\n"
    "Brasil;;;76;;2020-03-01;10;210147125;9;4;0;0\nNorte;AC;;12;;2020-03-01;10;881935;5;2;1;1\nNorte;AC;;12;120000;2020-03-01;10;;"
    "1;1;0;0\n"
    "Norte;AC;Rio Branco;12;120040;2020-03-01;10;407319;4;1;1;1\n",
    "plain daily 2020-03-01..2020-03-01\ncasosNovos incident infections\nobitosNovos incident deaths\n|AC: 2; 1\n" },
  { "erviss",
    "survtype,countryname,yearweek,indicator,age,value\nprimary care,Austria,2024-W17,ILIconsultationrate,0-4,15.5\n"
    "primary care,Austria,2024-W17,ILIconsultationrate,total,12.5\nprimary care,Austria,2024-W17,ARIconsultationrate,total,20\n",
    "plain weekly 2024-04-28..2024-04-28\nILIconsultationrate rate infections\nARIconsultationrate rate infections\n|Austria: "
    "12.5; 20\n" },
  { "tycho",
    "ConditionName,ConditionSNOMED,PathogenName,Fatalities,CountryName,Admin1Name,PeriodStartDate,PeriodEndDate,"
    "PartOfCumulativeCountSeries,CountValue\nMeasles,1,Measles virus,0,US,ALABAMA,1928-01-01,1928-01-07,0,5\n"
    "Measles,1,Measles virus,0,US,ALABAMA,1928-01-01,1928-01-14,1,12\nMeasles,1,Measles "
    "virus,0,US,ALABAMA,1928-01-08,1928-01-14,0,7\n",
    "plain weekly 1928-01-07..1928-01-14\nCountValue incident infections\n|ALABAMA, US: 5 7\n" },
  { "ilinet",
    "REGION TYPE,REGION,YEAR,WEEK,% WEIGHTED ILI,AGE 0-4,ILITOTAL,TOTAL PATIENTS\nNational,X,2020,53,1.2,5,9,999\n"
    "National,X,2021,1,1.3,4,8,998\n",
    "plain weekly 2021-01-02..2021-01-09\nILITOTAL incident infections\nX|X: 9 8\n" },
  { "covidcast",
    "geo_value,signal,time_value,issue,lag,value,stderr\nal,confirmed_incidence_num,2020-03-01,2020-03-03,2,5,\n"
    "al,confirmed_incidence_num,2020-03-01,2020-03-09,8,7,\nal,confirmed_incidence_num,2020-03-02,2020-03-04,2,6,\n",
    "plain daily 2020-03-01..2020-03-02\nconfirmed_incidence_num incident infections\nal|al: 7 6\n" },
  { "korea", "date,time,test,negative,confirmed,released,deceased\n2020-03-01,16,90,80,7,1,0\n2020-03-02,16,99,85,6,2,0\n",
    "plain daily 2020-03-01..2020-03-02\ntest incident other shown\nnegative incident other shown\nconfirmed incident infections\n"
    "released incident recoveries\ndeceased incident deaths\n|a: 90 99; 80 85; 7 6; 1 2; 0 0\n" },
  { "covid-tracking",
    "date,state,dataQualityGrade,death,negative,positive,positiveIncrease,deathIncrease\n20200301,AL,A,3,90,9,4,1\n"
    "20200302,AL,A,2,80,8,5,0\n",
    "plain daily 2020-03-01..2020-03-02\ndeath incident deaths shown\nnegative incident other shown\npositive incident infections "
    "shown\n"
    "positiveIncrease incident infections\ndeathIncrease incident deaths\nAL|AL: 3 2; 90 80; 9 8; 4 5; 1 0\n" },
  { "line-list",
    "case_id,date_of_onset,date_of_hospitalisation,date_of_outcome,outcome,gender,age,province\n"
    "c1,2020-03-01,2020-03-03,,Recover,m,30,North\nc2,2020-03-01,2020-03-04,2020-03-09,Death,f,31,North\n"
    "c3,NA,2020-03-05,,,f,9,South\nc4,2020-03-04,2020-03-05,,,f,9,South\n",
    "plain daily 2020-03-01..2020-03-04\n" CASES "|North: 2 0 0 0\n|South: 0 0 0 1\n" },
  { "flusight-short", "date,location,value\n2023-12-09,01,5\n2023-12-02,01,NA\n",
    "flusight weekly 2023-12-02..2023-12-09\n" VALUE "01|01: _ 5\n" },
  { "flusight-share", "date,location_name,value,location\n2023-12-02,US,0.012,US\n2023-12-09,US,0.02,US\n",
    "flusight weekly 2023-12-02..2023-12-09\nvalue proportion infections\nUS|US: 0.012 0.02\n" },
};

static const TestReadingCase bad[] = {
  { "words-only", "date,cases\n2020-03-01,few\n2020-03-02,many\n", ":2: “few” in the column “cases” is not a number" },
  { "blanks-only", "date,cases\n2020-03-01,\n2020-03-02,NA\n", ":2: all values of cases are missing, from this line on" },
  { "no-number", "date,cases\n2020-03-01,5\n2020-03-02,five\n2020-03-03,6\n", ":3: “five” in the column “cases” is not a number" },
  { "no-such-day", "date,cases\n2021-02-28,5\n2021-02-29,6\n", ":3: “2021-02-29” is not a valid date" },
  { "no-such-day-first", "Day of onset,cases\n2021-02-29,6\n2021-02-28,5\n2021-03-01,5\n", ":2: “2021-02-29” is not a valid date" },
  { "no-date-in-one", "Day of onset,cases\n2021-02-27,6\nunknown,5\n2021-03-01,5\n", ":3: “unknown” is not a date" },
  { "no-week-start", "week_start,cases\nunknown,6\n2021-03-01,5\n", ":2: “unknown” is not a date" },
  { "no-such-month", "date,cases\n2021-02-28,5\n2021-13-01,6\n", ":3: “2021-13-01” is not a valid date" },
  { "no-such-week", "week,cases\n2020-W53,5\n2021-W53,6\n", ":3: “2021-W53” is not a valid date" },
  { "both-orders", "date,cases\n25/10/2015,1\n10/26/2015,2\n", ":3: the dates are inconsistent" },
  { "other-date", "date,cases\n2020-03-01,1\n2020-03-02,2\n3.3.2020,2\n", ":4: " },
  { "no-date", "date,cases\n2020-03-01,1\n2020-03-02,2\n,2\n", ":4: “” is not a date" },
  { "duplicate", "date,cases\n2020-03-01,1\n2020-03-02,2\n2020-03-01,3\n", ":4: second value of cases for a on 2020-03-01" },
  { "duplicate-place", "date,place,cases\n2020-03-01,X,1\n2020-03-01,Y,2\n2020-03-01,X,3\n",
    ":4: second value of cases for X on 2020-03-01" },
  { "no-place", "date,place,cases\n2020-03-01,Bonn,1\n2020-03-01,,2\n", ":3: the place is missing" },
  { "no-values", "date,cases\n2020-03-01,NA\n2020-03-02,\n", ":2: all values of cases are missing, from this line on" },
  { "only-words", "date,place\n2020-03-01,Bonn\n", ":2: no numeric column was found" },
  { "dateless", "place,cases\nBonn,1\nUlm,2\n", ":2: no date column was found" },
  { "same-names", "date,cases,Cases\n2020-03-01,1,2\n", ":2: columns 2 and 3 are both named “Cases”" },
};

typedef struct
{
  const char *files; /* in tests/data, separated by spaces */
  const char *expected;
} FixtureCase;

static const FixtureCase fixtures[] = {
  { "plain-bom-crlf.csv",
    "plain daily 2020-03-01..2020-03-04\n" CASES "deaths incident deaths\n|plain-bom-crlf: 5 7 12 11; 0 _ 1 0\n" },
  { "semicolon-places.csv", "plain weekly 2021-03-07..2021-03-14\ninzidenz rate infections\n|Köln: 1.5 2.25\n|Ulm: 0.5 _\n" },
  { "mixed-ends.tsv",
    "plain daily 2020-03-17..2020-03-20\n" CASES "deaths incident deaths\nhospitalized incident infections shown\n"
    "icu incident infections shown\nrecovered incident recoveries\n|mixed-ends: 3 3 4 7; _ _ _ _; _ _ 1 1; _ _ _ _; _ _ 0 0\n" },
  { "index-column.csv",
    "plain daily 2020-03-01..2020-03-02\n" CASES "deaths incident deaths\n01|Alabama: 1 3; 0 0\n36|New York: 10 14; 1 2\n" },
  { "month-names.csv", "plain daily 2014-05-18..2014-05-20\nCases incident infections\n|month-names: 1 4 2\n" },
  { "flusight-newest-first.csv", "flusight weekly 2023-11-25..2023-12-09\n" VALUE "weekly_rate rate infections shown\n"
                                 "01|Alabama: 61 _ 88; 1.21 _ 1.75\nUS|US: 4308 5812 7212; 1.29 1.74 2.16\n" },
  { "jhu-wide-confirmed.csv", "jhu-wide-global daily 2020-01-22..2020-01-25\nconfirmed cumulative infections\n"
                              "|Thailand: 2 3 5 7\n|Korea, South: 1 1 2 2\n|China: 458 466 585 802\n|France: 0 0 2 3\n" },
  { "jhu-wide-recovered.csv jhu-wide-confirmed.csv",
    "jhu-wide-global daily 2020-01-22..2020-01-25\nconfirmed cumulative infections\n"
    "recovered cumulative recoveries\n|Thailand: 2 3 5 7; 0 0 1 2\n|Korea, South: 1 1 2 2; _ _ _ _\n|China: 458 466 585 802; 28 30 "
    "36 39\n"
    "|France: 0 0 2 3; _ _ _ _\n" },
  { "jhu-daily", "jhu-daily-us daily 2020-04-29..2020-05-02\nconfirmed cumulative infections\nrecovered cumulative recoveries\n"
                 "deaths cumulative deaths\n|Alabama: 66 71 _ 80; _ _ _ 30; 2 2 _ 2\n|California: 50 55 _ 60; _ _ _ _; 4 3 _ "
                 "5\n|Guam: 0 0 _ 0; _ _ _ _; 0 0 _ 0\n" },
  { "jhu-daily/04-30-2020.csv",
    "jhu-daily-us daily 2020-04-30..2020-04-30\nconfirmed cumulative infections\nrecovered cumulative recoveries\n"
    "deaths cumulative deaths\n|Alabama: 71; _; 2\n|California: 55; _; 3\n|Guam: 0; _; 0\n" },
  { "office-export.csv", "plain daily 2020-02-29..2020-03-02\nNew cases incident infections\nDeaths so far cumulative deaths\n"
                         "|Nord: 1204 987 1310; 12 _ 14\n|Süd: 12 _ 15; 0 0 1\n" },
  { "across-us-confirmed.csv", "plain daily 2020-03-01..2020-03-04\nconfirmed incident infections\n|Autauga, Alabama: 0 1 2 4\n"
                               "|Baldwin, Alabama: 1 1 3 3\n|Dukes and Nantucket, Massachusetts: 0 0 0 1\n" },
  { "across-points.csv",
    "plain daily 2020-02-29..2020-03-02\nvalue incident infections\n|Bayern: 987 1002 1204\n|Saarland: 12 15 _\n"
    "|Insgesamt: 999 1017 1219\n" },
  { "sidecar.csv",
    "plain weekly 2001-01-07..2001-01-14\ncases cumulative deaths shown\n8336|LK Loerrach: 0 3\n8337|LK Waldshut: 1 2\n" },
};

static void
test_fixture (gconstpointer data)
{
  const FixtureCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = test_read_fixtures (c->files, &error);
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  printed = test_print_dataset (dataset);
  g_assert_cmpstr (printed, ==, c->expected);
}

/* Reading up to a day gives the same as the data that ended there; what comes later is not even looked at. */
static void
test_last_day (void)
{
  static const char *const whole = "date,place,cases\n2020-03-01,Bonn,1\n2020-03-02,Bonn,2\n2020-03-03,Bonn,x\n2020-03-03,Ulm,9\n";
  static const char *const begun = "date,place,cases\n2020-03-01,Bonn,1\n2020-03-02,Bonn,2\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *printed[2] = { NULL, NULL };
  TestFiles files;
  const char *path;

  test_files_init (&files);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (PrognosisDataset) dataset = NULL;

      path = test_files_write (&files, "a.csv", i == 0 ? whole : begun, -1);
      dataset = test_read_one (path, i == 0 ? "2020-03-02" : NULL, &error);
      g_assert_no_error (error);
      printed[i] = test_print_dataset (dataset);
    }
  g_assert_cmpstr (printed[0], ==, printed[1]);
  g_free (printed[1]);
  printed[1] = NULL;
  g_assert_null (test_read_one (path, "2020-02-01", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "up to the requested last day"));
  g_clear_error (&error);
  g_assert_null (test_read_one (path, "yesterday", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  test_files_clear (&files);
}

static void
test_messages (void)
{
  g_autofree char *data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autofree char *forecast = g_test_build_filename (G_TEST_DIST, "data", "forecast.csv", NULL);
  g_autofree char *month_names = g_test_build_filename (G_TEST_DIST, "data", "month-names.csv", NULL);
  g_autofree char *daily = g_test_build_filename (G_TEST_DIST, "data", "jhu-daily", "04-30-2020.csv", NULL);
  const char *mixed[] = { daily, month_names, NULL }, *twice[] = { daily, daily, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  TestFiles files;

  test_assert_refused (forecast, ":1: this is a forecast, not data");
  test_assert_refused ("/no/such.csv", ": the file does not exist");
  g_assert_null (prognosis_read (mixed, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "this file is in the plain format"));
  g_clear_error (&error);
  g_assert_null (prognosis_read (twice, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "second value of confirmed for Alabama on 2020-04-30"));
  g_clear_error (&error);
  options.format = "unheard-of";
  g_assert_null (prognosis_read (mixed, &options, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);

  test_files_init (&files);
  test_assert_refused (files.folder, ": this folder contains no .csv or .tsv file");
  test_files_clear (&files);
}

/* Columns given by the user. */
static void
test_columns (void)
{
  static const char text[]
      = "id,when,where,sex,n,inhabitants\n7,03/04/2020,A,0,9,100\n7,03/04/2020,A,1,4,100\n7,03/04/2020,A,2,5,100\n"
        "7,04/04/2020,A,0,3,100\n7,04/04/2020,A,1,1,100\n7,04/04/2020,A,2,2,100\n";
  static char *values[] = { (char *) "n", NULL }, *where[] = { (char *) "where", NULL }, *nowhere[] = { NULL },
              *all[] = { (char *) "sex=0", NULL }, *parts[] = { (char *) "sex!=0", NULL },
              *either[] = { (char *) "sex=1", (char *) "sex=2", NULL }, *unknown[] = { (char *) "age=0", NULL };
  static const struct
  {
    PrognosisColumns columns;
    const char *expected; /* or the error message */
  } cases[] = {
    { { .date = (char *) "when",
        .values = values,
        .regions = where,
        .population = (char *) "inhabitants",
        .date_order = PROGNOSIS_DATE_ORDER_DAY_FIRST,
        .kind = PROGNOSIS_KIND_PREVALENCE,
        .where = all },
      "plain daily 2020-04-03..2020-04-04\nn prevalence infections\nA|A: 9 3\n" },
    { { .date = (char *) "when",
        .values = values,
        .regions = nowhere,
        .kind = PROGNOSIS_KIND_CUMULATIVE,
        .rows = PROGNOSIS_ROWS_SUM,
        .date_order = PROGNOSIS_DATE_ORDER_DAY_FIRST,
        .where = parts },
      "plain daily 2020-04-03..2020-04-04\nn cumulative infections\n|a: 9 3\n" },
    { { .values = values,
        .regions = where,
        .kind = -1,
        .rows = PROGNOSIS_ROWS_SUM,
        .date_order = PROGNOSIS_DATE_ORDER_DAY_FIRST,
        .where = either },
      "plain daily 2020-04-03..2020-04-04\nn incident infections\nA|A: 9 3\n" },
    { { .kind = -1, .regions = where, .rows = PROGNOSIS_ROWS_COUNT, .date_order = PROGNOSIS_DATE_ORDER_DAY_FIRST },
      "plain daily 2020-04-03..2020-04-04\n" CASES "A|A: 3 3\n" },
    { { .date = (char *) "day", .kind = -1 }, ": there is no column “day”; the columns are: id, when, where, sex, n, inhabitants" },
    { { .kind = -1, .where = unknown }, ": there is no column “age”" },
    { { .values = values, .regions = where, .kind = -1 }, "they differ in “sex” (“0” and “1”)" },
  };
  const char *paths[] = { NULL, NULL };
  TestFiles files;

  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autofree char *printed = NULL;
      g_autoptr (GError) error = NULL;

      options.columns = &cases[i].columns;
      dataset = prognosis_read (paths, &options, NULL, &error);
      printed = dataset != NULL ? test_print_dataset (dataset) : g_strdup (error->message);
      if (dataset != NULL)
        g_assert_cmpstr (printed, ==, cases[i].expected);
      else if (strstr (printed, cases[i].expected) == NULL)
        g_error ("case %" G_GSIZE_FORMAT ": “%s” has no “%s”", i, printed, cases[i].expected);
    }
  test_files_clear (&files);
}

/* A reader selected by its id reports what is missing instead of crashing. */
static void
test_forced_format (void)
{
  const char *paths[] = { NULL, NULL };
  const PrognosisReader *const *readers;
  TestFiles files;
  gsize n;

  test_files_init (&files);
  paths[0] = test_files_write (&files, "a.csv", "x,y\nfoo,bar\n", -1);
  readers = prognosis_reader_list (&n);
  g_assert_cmpuint (n, >=, 4);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;

      options.format = readers[i]->id;
      g_test_message ("%s", readers[i]->id);
      g_assert_true (prognosis_reader_find (readers[i]->id) == readers[i]);
      g_assert_null (prognosis_read (paths, &options, NULL, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, paths[0]));
    }
  test_files_clear (&files);
}

static void
test_warnings (void)
{
  static const struct
  {
    const char *content, *code;
    guint line;
  } cases[] = {
    { "date,cases\n2020-03-01,7\n2020-03-02,-6\n", "negative", 3 },
    { "date,total_cases\n2020-03-01,7\n2020-03-02,6\n", "falling-cumulative", 3 },
    { "date,cases\n2020-03-01,7\n2020-03-02,NA\n2020-03-03,7\n", "gap", 3 },
    { "date,place,cases\n2020-03-01,K\xf6ln,7\n", "encoding", 2 },
    { "date,cases\n2020-01-06,1\n2020-01-13,2\n", "week-start-assumed", 0 },
    { "date,cases\n01/02/2020,1\n", "date-order-assumed", 2 },
    { "date,cases\n01/01/2020,1\n01/02/2020,3\n01/03/2020,2\n", "date-order-assumed", 2 },
    { "date,cases\n01/01/2020,1\n02/01/2020,3\n03/01/2020,2\n", "day-first-assumed", 2 },
    { "date,cases\n43890,1\n", "serial-dates", 2 },
    { "date,place,weather,cases\n2020-03-01,Bonn,nice,1\n", "column-ignored", 0 },
  };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = test_read_one (test_files_write (&files, "a.csv", cases[i].content, -1), NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].code);
      g_assert_true (test_has_warning (dataset, cases[i].code, cases[i].line));
      g_assert_cmpuint (prognosis_dataset_get_n_warnings (dataset), ==, 1);
    }
  test_files_clear (&files);
}

static void
progress_cb (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "jhu-daily", NULL);
  const char *paths[] = { folder, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  double last = 0;

  options.progress = progress_cb;
  options.progress_data = &last;
  dataset = prognosis_read (paths, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, ==, 1);
  g_cancellable_cancel (cancellable);
  options.progress = NULL;
  g_assert_null (prognosis_read (paths, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  /* Results must not depend on the locale: use one with a decimal comma if it is installed. */
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  test_add_readings ("/reader/good/", good, G_N_ELEMENTS (good), test_reading_good);
  test_add_readings ("/reader/bad/", bad, G_N_ELEMENTS (bad), test_reading_bad);
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/reader/fixture/", fixtures[i].files, NULL), " ", '+');

      g_test_add_data_func (path, &fixtures[i], test_fixture);
    }
  g_test_add_func ("/reader/last-day", test_last_day);
  g_test_add_func ("/reader/messages", test_messages);
  g_test_add_func ("/reader/forced-format", test_forced_format);
  g_test_add_func ("/reader/columns", test_columns);
  g_test_add_func ("/reader/warnings", test_warnings);
  g_test_add_func ("/reader/progress", test_progress);
  return g_test_run ();
}
