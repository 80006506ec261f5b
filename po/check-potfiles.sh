#!/bin/sh
# Every source with strings for people stands in po/POTFILES, and nothing else does: a file that is
# missing there is never translated, and nobody notices.
#
#   po/check-potfiles.sh TOP           says what differs
#   po/check-potfiles.sh TOP --write   writes po/POTFILES anew
set -u
cd "$1" || exit 99
wanted=$(
  {
    grep -rlE --include='*.[ch]' '\b(N?C?_|NC_|ngettext) ?\((NULL, )?"|\bg_dngettext ?\(|\bg_dpgettext2 ?\((NULL, )?"' src
    grep -rl --include='*.ui' 'translatable="\(yes\|true\)"' ui
    ls data/*.in
  } 2>/dev/null | grep -v '\.gschema\.xml\.in$' | LC_ALL=C sort -u
)
if [ "${2:-}" = --write ]; then
  printf '%s\n' "$wanted" >po/POTFILES
  exit
fi
listed=$(LC_ALL=C sort po/POTFILES)
[ "$wanted" = "$listed" ] && exit 0
echo 'po/POTFILES differs from the sources with strings; po/check-potfiles.sh . --write mends it:'
{ printf '%s\n' "$listed" | sed p; printf '%s\n' "$wanted"; } | LC_ALL=C sort | uniq -c |
  awk '$1 == 1 { print "  missing: " $2 } $1 == 2 { print "  has no strings: " $2 }'
exit 1
