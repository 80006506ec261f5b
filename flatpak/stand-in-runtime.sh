#!/usr/bin/env bash
# Makes a Flatpak platform and SDK from Debian packages, for machines that cannot reach Flathub.
#
#   stand-in-runtime.sh FOLDER BRANCH [SUITE]
#
# FOLDER/flatpak  a private installation with org.gnome.Platform and org.gnome.Sdk of that branch,
#                 for use as FLATPAK_USER_DIR
# FOLDER/sources  Debian's copies of the upstream tarballs of the manifest's modules
#
# Packages are unpacked, never installed, and their scripts do not run: set_up() does what a runtime
# needs of them, inside a sandbox. Needs no root. Packages come from the machine's Debian mirror, or
# from DEBIAN_MIRROR.
set -euo pipefail
export LC_ALL=C.UTF-8

[ $# -ge 2 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
branch=$2
suite=${3:-trixie} # the Debian release closest to the real runtime
sources="plplot gsl libcsv"

platform_packages="base-files libc-bin bash coreutils grep sed gawk gzip tar findutils
  libgtk-4-1 libgtk-4-bin libadwaita-1-0 libjson-glib-1.0-0 libarchive13t64 libxml2 libglib2.0-bin librsvg2-common
  shared-mime-info adwaita-icon-theme hicolor-icon-theme gsettings-desktop-schemas
  gtk-update-icon-cache desktop-file-utils fontconfig fonts-cantarell fonts-dejavu-core libegl1"
sdk_packages="$platform_packages gcc g++ libc6-dev binutils make cmake meson ninja-build pkgconf
  autoconf automake libtool m4 gettext patch diffutils xz-utils bzip2 file git python3 elfutils
  libgtk-4-dev libadwaita-1-dev libglib2.0-dev libjson-glib-dev libarchive-dev libxml2-dev libxml2-utils locales appstream
  appstream-compose"
# A runtime is not booted and has no package manager. Mesa and LLVM would triple its size; without
# them, GTK renders with cairo (GSK_RENDERER=cairo).
leave_out='dpkg|apt|debconf|init-system-helpers|login|login\.defs|passwd|mount|util-linux|systemd|udev|sysvinit-utils|hostname'
leave_out+='|libllvm.*|libz3-4|libgl1-mesa-dri|libgallium.*|mesa-libgallium|mesa-vulkan-drivers|libx265.*|libaom.*|manpages.*|.*-doc'

step() { printf '%5ds  %s\n' $SECONDS "$*" >&2; }

# Sets up apt with no packages installed, but with the machine's mirror, proxy and keys.
own_apt() {
  local etc=$folder/apt/etc mirror
  mkdir -p "$etc"/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d} \
    "$folder"/apt/lists/partial "$folder"/apt/cache/archives/partial
  : >"$folder/apt/status"
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null |
    grep -Eo '^(URIs:|deb )[^#]*' | grep -Eo '[a-z+]+://[^ ]+/debian/?( |$)' | head -n 1) || true
  mirror=${DEBIAN_MIRROR:-$mirror}
  [ -n "$mirror" ] || { echo "no Debian mirror found in /etc/apt; set DEBIAN_MIRROR" >&2; exit 1; }
  cat >"$etc/sources.list.d/runtime.sources" <<X
Types: deb deb-src
URIs: $mirror
Suites: $suite $suite-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
X
  {
    apt-config dump | grep -E '^Acquire::(https?|ftp|Retries|Check|Max)[^ ]* ' || true
    cat <<X
Dir "$folder/apt";
Dir::State "$folder/apt";
Dir::State::lists "lists";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
Dir::Etc "$etc";
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
X
  } >"$folder/apt/apt.conf"
  export APT_CONFIG=$folder/apt/apt.conf
  apt-get -qq update
}

with_dependencies() {
  apt-get -qq --simulate install "$@" | awk '$1 == "Inst" { sub(/:.*/, "", $2); print $2 }' |
    grep -Evx "$leave_out" | sort -u
}

download() {
  with_dependencies $platform_packages >"$folder/platform.list"
  with_dependencies $sdk_packages >"$folder/sdk.list"
  mkdir -p "$folder/debs" "$folder/sources"
  (cd "$folder/debs" && sort -u "$folder"/{platform,sdk}.list | xargs apt-get -qq download)
  (cd "$folder/sources" && apt-get -qq source --tar-only --download-only $sources)
  step "$suite: $(wc -l <"$folder/platform.list") packages of the platform, $(wc -l <"$folder/sdk.list") of the SDK"
}

# unpack LIST TREE: unpacks packages into a merged /usr, without files that a runtime does not need.
unpack() {
  local name
  rm -rf "$2"
  mkdir -p "$2/etc" "$2"/usr/{bin,sbin,lib,lib64}
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$2/$name"; done
  while read -r name; do
    dpkg-deb --fsys-tarfile "$folder/debs/$name"_*.deb |
      tar -x -C "$2" --keep-directory-symlink --no-same-owner --warning=no-timestamp \
        --exclude='./var/*' --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \
        --exclude='./usr/share/info/*' --exclude='./usr/share/locale/*' --exclude='./usr/share/help/*' \
        --exclude='./usr/share/gtk-doc/*' --exclude='./usr/share/lintian/*' \
        --exclude='./usr/share/bash-completion/*'
  done <"$1"
}

# inside TREE COMMAND: runs COMMAND in a sandbox with only TREE visible.
inside() {
  bwrap --unshare-all --die-with-parent --clearenv --setenv PATH /usr/bin:/usr/sbin --setenv HOME /tmp \
    --setenv LC_ALL C.UTF-8 --bind "$1/usr" /usr --bind "$1/etc" /etc --symlink usr/bin /bin \
    --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --proc /proc --dev /dev --tmpfs /tmp --tmpfs /var /bin/bash -euc "$2"
}

# Does the work of update-alternatives and of the packages' triggers.
set_up() {
  local usr=$1/usr tool version
  [ -e "$usr/bin/sh" ] || ln -s bash "$usr/bin/sh"
  [ -e "$usr/bin/awk" ] || ln -s gawk "$usr/bin/awk"
  ln -sf ../sbin/ldconfig "$usr/bin/ldconfig" # flatpak looks for it in /usr/bin only
  if [ -e "$usr/bin/gcc" ]; then
    ln -sf gcc "$usr/bin/cc"
    ln -sf g++ "$usr/bin/c++"
    for tool in automake aclocal; do
      for version in "$usr/bin/$tool"-1.*; do ln -sf "${version##*/}" "$usr/bin/$tool"; done
    done
    old_compose >"$usr/bin/appstream-compose"
    chmod 755 "$usr/bin/appstream-compose"
  fi

  rm -rf "$1/etc/ld.so.conf.d" "$1/etc/mtab" "$1/etc/resolv.conf"
  printf '%s\n' 'include /run/flatpak/ld.so.conf.d/app-*.conf' /app/lib \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' "/usr/lib/$(uname -m)-linux-gnu" /usr/lib >"$1/etc/ld.so.conf"
  inside "$1" '
    lib=/usr/lib/$(uname -m)-linux-gnu
    ldconfig
    glib-compile-schemas /usr/share/glib-2.0/schemas
    update-mime-database /usr/share/mime
    "$lib"/gdk-pixbuf-2.0/gdk-pixbuf-query-loaders --update-cache
    [ ! -d "$lib/gio/modules" ] || "$lib"/glib-2.0/gio-querymodules "$lib/gio/modules"
    for theme in hicolor Adwaita; do gtk-update-icon-cache -qtf /usr/share/icons/$theme; done
    fc-cache -s
    # Includes a locale with a decimal comma, for the tests.
    if command -v localedef >/dev/null && [ -d /usr/share/i18n/locales ]; then
      mkdir -p /usr/lib/locale
      localedef -i en_US -f UTF-8 en_US.UTF-8
      localedef -i de_DE -f UTF-8 de_DE.UTF-8
    fi
  ' >"$folder/set-up.log" 2>&1 || { cat "$folder/set-up.log" >&2; exit 1; }
}

# flatpak-builder before 1.4 calls appstream-compose, which no longer exists, and moves the metainfo to
# a location where its successor does not look.
old_compose() {
  cat <<'X'
#!/bin/sh
for word; do case $word in --basename=*) id=${word#*=} ;; esac; done
moved=/app/share/appdata/$id.appdata.xml
wanted=/app/share/metainfo/$id.metainfo.xml
copied=no
if [ -e "$moved" ] && [ ! -e "$wanted" ]; then
  mkdir -p /app/share/metainfo && cp "$moved" "$wanted" && copied=yes
fi
appstreamcli compose --no-color --print-report=short --prefix=/ --origin="$id" --components="$id" \
  --result-root=/app --data-dir=/app/share/app-info/xmls --icons-dir=/app/share/app-info/icons/flatpak /app
status=$?
[ $copied = no ] || { rm -f "$wanted"; rmdir /app/share/metainfo 2>/dev/null; }
exit $status
X
}

# make ID LIST
make() {
  local tree=$folder/tree build=$folder/build-runtime
  unpack "$2" "$tree"
  set_up "$tree"

  rm -rf "$build"
  mkdir -p "$build/files" # must exist, although the runtime is in usr
  mv "$tree/usr" "$build/usr"
  mv "$tree/etc" "$build/usr/etc"
  rm -rf "$tree" "$build/usr/src" "$build/usr/games"
  mkdir -p "$build/usr/share/locale"
  find "$build/usr" -type f -perm /6000 -exec chmod ug-s {} +
  chmod -R u+rwX "$build/usr"
  cat >"$build/metadata" <<X
[Runtime]
name=$1
runtime=org.gnome.Platform/$arch/$branch
sdk=org.gnome.Sdk/$arch/$branch

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
X
  flatpak build-export --disable-sandbox --runtime "$folder/repo" "$build" "$branch" >"$folder/export.log" 2>&1 ||
    { cat "$folder/export.log" >&2; exit 1; }
  step "$1: $(du -sh "$build" | cut -f1)"
  rm -rf "$build"
}

arch=$(flatpak --default-arch)
step "downloading packages"
own_apt
download
unset APT_CONFIG

# A repository of this mode is uncompressed, and the installation shares its files.
[ -d "$folder/repo" ] || ostree init --repo="$folder/repo" --mode=bare-user-only
ostree config --repo="$folder/repo" set core.fsync false
make org.gnome.Platform "$folder/platform.list"
make org.gnome.Sdk "$folder/sdk.list"

export FLATPAK_USER_DIR=$folder/flatpak
flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "file://$folder/repo"
flatpak --user install -y --noninteractive --or-update stand-in \
  "org.gnome.Platform/$arch/$branch" "org.gnome.Sdk/$arch/$branch" >&2
rm -rf "$folder/apt" "$folder/debs"
step "installed in $FLATPAK_USER_DIR"
