#!/bin/sh
# check-potfiles.sh TOP: every source with strings for people stands in po/POTFILES, and nothing else does.
# A file that is missing there is not translated, and nobody notices.
set -u
cd "$1" || exit 99
wanted=$(
  {
    grep -rlE --include='*.[ch]' '\b(N?C?_|NC_|g_dngettext|ngettext) ?\("' src
    grep -rl --include='*.ui' 'translatable="\(yes\|true\)"' ui
    ls data/*.in
  } 2>/dev/null | grep -v '\.gschema\.xml\.in$' | LC_ALL=C sort -u
)
listed=$(grep -v '^#' po/POTFILES | grep . | LC_ALL=C sort)
[ "$wanted" = "$listed" ] && exit 0
printf '%s\n' "$wanted" >"${TMPDIR:-/tmp}/potfiles.$$"
echo 'po/POTFILES differs from the sources with strings (- to be taken out, + to be added):'
printf '%s\n' "$listed" | diff -U0 - "${TMPDIR:-/tmp}/potfiles.$$" | grep '^[+-][^+-]'
rm -f "${TMPDIR:-/tmp}/potfiles.$$"
exit 1
