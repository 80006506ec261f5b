#!/bin/sh
# Every string that is marked has a translation in every language, and none is a guess: in a window
# that speaks German one English sentence stands out, and nobody who reads English sees it.
#
#   po/check-complete.sh TOP
set -u
cd "$1" || exit 99
skip() {
  echo "$1"
  exit 77
}
for tool in xgettext msgmerge msgattrib msgfmt; do
  command -v $tool >/dev/null || skip "there is no $tool"
done
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
# The keywords of meson's preset “glib”.
xgettext --from-code=UTF-8 --files-from=po/POTFILES --output="$work/all.pot" \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
  --flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format \
  --flag=g_dngettext:2:pass-c-format --flag=g_strdup_printf:1:c-format 2>"$work/said" ||
  { cat "$work/said"; exit 1; }
grep -q 'is unknown' "$work/said" && skip "xgettext does not know all kinds of files: $(cat "$work/said")"
status=0
for language in $(grep -v '^#' po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching "po/$language.po" "$work/all.pot" --output-file="$work/$language.po" || status=1
  msgfmt --check --output-file=/dev/null "$work/$language.po" || status=1
  for lack in untranslated only-fuzzy; do
    msgattrib --$lack --no-obsolete --no-wrap "$work/$language.po" >"$work/lack" || status=1
    [ -s "$work/lack" ] || continue
    echo "po/$language.po: $lack:"
    # Its header is no entry.
    sed '1,/^$/d' "$work/lack"
    status=1
  done
done
exit $status
