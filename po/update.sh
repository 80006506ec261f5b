#!/bin/sh
# Brings the catalogues up to date with the strings that are marked in the sources: new ones are added untranslated,
# those that are gone are dropped.
#
#   po/update.sh [TOP]
set -eu
cd "${1:-$(dirname "$0")/..}"
po/check-potfiles.sh . --write
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xgettext --from-code=UTF-8 --files-from=po/POTFILES --output="$work/all.pot" --add-location=file --add-comments=Translators \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
  --flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format \
  --flag=g_dngettext:2:pass-c-format --flag=g_strdup_printf:1:c-format
for language in $(grep -v '^#' po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching --add-location=file --no-wrap "po/$language.po" "$work/all.pot" |
    msgattrib --no-obsolete --add-location=file --no-wrap --output-file="$work/$language.po"
  mv "$work/$language.po" "po/$language.po"
done
