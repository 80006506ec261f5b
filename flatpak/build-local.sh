#!/usr/bin/env bash
# Builds the Flatpak of this checkout, installs it into a private folder, tests it and leaves
# prognosis.flatpak, screenshots and logs in build-flatpak/. Called by ./prognosis.sh flatpak, which
# installs the tools first.
#
#   build-local.sh             builds against the GNOME runtime if Flathub can be reached, otherwise
#                              against a replacement made of Debian packages
#   build-local.sh --devel     builds the development version instead
#   build-local.sh --if-changed  builds only if the recipe has changed since a full run last passed
#   build-local.sh --unchanged   only reports, by its exit status, whether the recipe is unchanged
#
# Runtimes and compiled modules are cached in ~/.cache/prognosis-flatpak, which is safe to delete.
# PROGNOSIS_RUNTIME=flathub or stand-in selects the runtime.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/prognosis-flatpak
out=$root/build-flatpak
flathub=https://dl.flathub.org/repo/flathub.flatpakrepo

step() { printf 'flatpak: %4ds  %s\n' $SECONDS "$*" >&2; }
die() { step "$*"; exit 1; }

# Hashes what determines how the bundle is built, but not the program's source, which the tests cover.
recipe() {
  (cd "$root" && find flatpak data po meson.build meson_options.txt src -type f \
    \( -path 'src/*' -name meson.build -o ! -path 'src/*' \) ! -name '*.pot' ! -name '*~' -print0 |
    sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

id=io.github.prognosis_epi.Prognosis
unchanged() {
  local last when
  read -r last when <"$cache/passed" 2>/dev/null && [ "$last" = "$(recipe)" ] || return 1
  printf 'flatpak: the recipe has not changed since a full run passed on %s\n' "$when" >&2
}
if_changed=no
case ${1:-} in
  --unchanged)
    unchanged
    exit ;;
  --if-changed) if_changed=yes ;;
  --devel) id+=.Devel ;;
  '') ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
manifest=$here/$id.json
branch=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["runtime-version"])' "$manifest")
mkdir -p "$cache" "$out"
recipe_built=$(recipe)

# One run at a time: runs share the cache.
exec 9>"$cache/lock"
flock -w 1500 9 || die "another run is using the cache"
# The other run may have built the same recipe.
[ $if_changed = no ] || ! unchanged || exit 0

# --- the runtime ----------------------------------------------------------------

use_flathub() {
  export FLATPAK_USER_DIR=$cache/flathub
  timeout 60 flatpak --user remote-add --if-not-exists flathub "$flathub" >/dev/null 2>&1 &&
    timeout 60 flatpak --user remote-info flathub "org.gnome.Sdk//$branch" >/dev/null 2>&1 || return 1
  step "installing the GNOME runtime $branch from Flathub"
  flatpak --user install -y --noninteractive --or-update flathub "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch" >&2
  state=$cache/state-flathub
  build_manifest=$manifest
  from_debian=no
}

use_stand_in() {
  local key folder old
  key=$(cat "$here/stand-in-runtime.sh" <(echo "$branch") | sha256sum | cut -c1-12)
  folder=$cache/stand-in-$key
  if [ ! -e "$folder/complete" ]; then
    step "making a replacement for the GNOME runtime $branch from Debian packages"
    for old in "$cache"/stand-in-*; do rm -rf "$old"; done
    "$here/stand-in-runtime.sh" "$folder" "$branch"
    touch "$folder/complete"
  fi
  export FLATPAK_USER_DIR=$folder/flatpak
  state=$folder/state
  build_manifest=$folder/$id.json
  "$here/local-manifest.py" "$manifest" "$folder/sources" "$build_manifest"
  from_debian=yes
}

rm -rf "$cache/build" "$cache/repo"
case ${PROGNOSIS_RUNTIME:-} in
  flathub) use_flathub || die "Flathub cannot be reached" ;;
  stand-in) use_stand_in ;;
  *) use_flathub || use_stand_in ;;
esac

export XDG_DATA_DIRS=$FLATPAK_USER_DIR/exports/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}

# --- build, check, install --------------------------------------------------------

# flatpak-builder only warns of unknown keys, and continues.
unknown=$(flatpak-builder --show-manifest "$manifest" 2>&1 >/dev/null | grep 'Unknown property' || true)
[ -z "$unknown" ] || die "$unknown"

step "building $id"
log=$out/build.log
flatpak-builder --user --force-clean --disable-rofiles-fuse --state-dir="$state" --repo="$cache/repo" \
  "$cache/build" "$build_manifest" >"$log" 2>&1 || { tail -n 60 "$log" >&2; die "the build failed; the full log is in $log"; }
rm -rf "$cache/build"
step "built"

flatpak --user uninstall -y --noninteractive "$id" >/dev/null 2>&1 || true
flatpak --user remote-add --if-not-exists --no-gpg-verify prognosis "file://$cache/repo"
flatpak --user install -y --noninteractive prognosis "$id" >/dev/null
bundle=$out/prognosis${id#io.github.prognosis_epi.Prognosis}.flatpak
flatpak build-bundle --runtime-repo="$flathub" "$cache/repo" "$bundle" "$id"
step "$(basename "$bundle"): $(du -h --apparent-size "$bundle" | cut -f1)"

# Validate with the SDK's appstreamcli, which is newer than that of many machines. (It has its own /tmp, and
# flatpak-builder before 1.4 moves the file to its former location.)
metainfo=$(find "$(flatpak --user info --show-location "$id")/files/share" \
  -name "$id.metainfo.xml" -o -name "$id.appdata.xml" | head -n 1)
flatpak run --user --command=sh "org.gnome.Sdk//$branch" -c \
  'cat >/tmp/$1.metainfo.xml && appstreamcli validate --no-net --explain /tmp/$1.metainfo.xml' sh "$id" \
  <"$metainfo" >&2 ||
  die "appstreamcli rejects the metainfo"

# --- test -----------------------------------------------------------------------------

"$here/try-installed.sh" "$id" "$out" "$from_debian"

flatpak --user uninstall -y --noninteractive "$id" >/dev/null
left=$(find "$FLATPAK_USER_DIR" "$FLATPAK_USER_DIR/exports" -path "*/repo" -prune -o -name "$id*" -print 2>/dev/null | grep -v '/\.removed/' || true)
[ -z "$left" ] || die "uninstalling left files behind: $left"

[ "$id" != io.github.prognosis_epi.Prognosis ] || echo "$recipe_built $(date +%F)" >"$cache/passed"
step "passed; the bundle is $bundle"
