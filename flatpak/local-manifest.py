#!/usr/bin/env python3
"""Writes a manifest that builds from local copies of the sources.

usage: local-manifest.py MANIFEST SOURCES OUTPUT

SOURCES contains Debian's upstream tarballs, MODULE_VERSION.orig.tar.*; modules without one are still
downloaded. Nothing else in MANIFEST changes.
"""
import glob
import hashlib
import json
import os
import sys

# Files that Debian removes from a tarball, but that its build requires.
MENDS = {"plplot": ["mkdir -p www && touch www/CMakeLists.txt"]}


def load(module, folder):
    """A module may be the name of a file next to the manifest."""
    if isinstance(module, dict):
        return module, folder
    path = os.path.join(folder, module)
    with open(path, encoding="utf-8") as stream:
        return json.load(stream), os.path.dirname(path)


def localise(module, folder, sources):
    tarballs = sorted(glob.glob(os.path.join(sources, module["name"] + "_*.orig.tar.*")))
    for source in module["sources"]:
        if source["type"] == "archive" and tarballs:
            for key in ("url", "mirror-urls"):
                source.pop(key, None)
            with open(tarballs[-1], "rb") as stream:
                source["sha256"] = hashlib.sha256(stream.read()).hexdigest()
            source["path"] = tarballs[-1]
        elif source["type"] == "dir":
            top = os.path.normpath(os.path.join(folder, source["path"]))
            source["path"] = top
            source["skip"] = sorted(set(source.get("skip", [])) | {
                entry for entry in os.listdir(top) if entry.startswith("build") and os.path.isdir(os.path.join(top, entry))})
    if tarballs and module["name"] in MENDS:
        module["sources"].append({"type": "shell", "commands": MENDS[module["name"]]})
    return module


def main():
    manifest_path, sources, output = map(os.path.abspath, sys.argv[1:4])
    folder = os.path.dirname(manifest_path)
    with open(manifest_path, encoding="utf-8") as stream:
        manifest = json.load(stream)
    manifest["modules"] = [localise(*load(module, folder), sources) for module in manifest["modules"]]
    with open(output, "w", encoding="utf-8") as stream:
        json.dump(manifest, stream, indent=2)
        stream.write("\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
