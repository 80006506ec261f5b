#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the outlines of this folder from the TopoJSON of the npm packages world-atlas 2 and us-atlas 3.

    npm install world-atlas@2 us-atlas@3
    ./make.py node_modules

Both packages hold data in the public domain: Natural Earth's countries (1:50m) and the US Census Bureau's states and
counties (1:10m). US maps are in the plane of an Albers projection, with Alaska and Hawaii below the south-west.
"""

import gzip
import heapq
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent

# Names that are abbreviated in a way of their own, and the three letters that they stand for; None: not on the map.
COUNTRIES = {
    'United States of America': 'USA', 'S. Geo. and the Is.': 'SGS', 'Br. Indian Ocean Ter.': 'IOT', 'eSwatini': 'SWZ',
    'St. Vin. and Gren.': 'VCT', 'Macedonia': 'MKD', 'Palestine': 'PSE', 'Fr. Polynesia': 'PYF', 'Eq. Guinea': 'GNQ',
    'Faeroe Is.': 'FRO', 'Dem. Rep. Congo': 'COD', 'Congo': 'COG', 'Central African Rep.': 'CAF', 'Bosnia and Herz.': 'BIH',
    'Antigua and Barb.': 'ATG', 'Wallis and Futuna Is.': 'WLF', 'N. Cyprus': 'CYP', 'Somaliland': 'SOM', 'W. Sahara': 'ESH',
    'Dominican Rep.': 'DOM', 'St-Martin': 'MAF', 'St-Barthélemy': 'BLM', 'Pitcairn Is.': 'PCN', 'Saint Helena': 'SHN',
    'Antarctica': None, 'Siachen Glacier': None, 'Heard I. and McDonald Is.': None, 'Indian Ocean Ter.': None,
    'Fr. S. Antarctic Lands': None, 'Ashmore and Cartier Is.': None,
}


def key(name):
    plain = ''.join(c for c in unicodedata.normalize('NFKD', name.casefold()) if not unicodedata.combining(c))
    short = {'is': 'islands', 'st': 'saint', 'n': 'northern', 's': 'south', 'u': 'united'}
    words = [short.get(word, word) for word in re.findall(r'\w+', plain)]
    return ' '.join(sorted(word for word in words if word not in ('and', 'of', 'the')))


def read_countries():
    """The three letters of each country by its names, from the engine's own list."""
    text = (HERE / '../../src/engine/places/prognosis-place-list.c').read_text()
    codes = {}
    for code, names, more in re.findall(r'\{ "[A-Z]{2}", "([A-Z]{3})", "([^"]*)"(?:, [\d.]+)?(?:, "([^"]*)")?', text):
        for name in (names + '|' + more).split('|'):
            codes.setdefault(key(name), code)
    return codes


def decode(topology):
    scale, move = topology['transform']['scale'], topology['transform']['translate']
    arcs = []
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    return arcs


def area(a, b, c):
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(points, least):
    """Removes points whose triangle with both neighbours is smaller than least, the smallest first (Visvalingam and Whyatt 1993).
    Ends stay: arcs meet there, so neighbours keep a border in common."""
    n = len(points)
    keep = 4 if points[0] == points[-1] else 2
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    alive = [True] * n
    heap = [(area(points[i - 1], points[i], points[i + 1]), i) for i in range(1, n - 1)]
    sizes = {i: size for size, i in heap}
    heapq.heapify(heap)
    left = n
    while heap and left > keep:
        size, i = heapq.heappop(heap)
        if not alive[i] or sizes[i] != size:
            continue
        if size >= least:
            break
        alive[i] = False
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for k in (a, b):
            if 0 < k < n - 1:
                sizes[k] = max(size, area(points[before[k]], points[k], points[after[k]]))
                heapq.heappush(heap, (sizes[k], k))
    return [p for p, is_alive in zip(points, alive) if is_alive]


def join(arcs, numbers):
    ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def split(ring):
    """The parts of a ring that crosses the 180th meridian, each closed along it."""
    parts, part = [], [ring[0]]
    for a, b in zip(ring, ring[1:]):
        if abs(b[0] - a[0]) > 180:
            edge = 180 if a[0] > 0 else -180
            other = b[0] + (360 if edge > 0 else -360)
            share = (edge - a[0]) / (other - a[0]) if other != a[0] else 0
            y = a[1] + share * (b[1] - a[1])
            part.append((edge, y))
            parts.append(part)
            part = [(-edge, y)]
        part.append(b)
    if not parts:
        return [ring]
    parts[0] = part + parts[0][1:]
    return [p + [p[0]] for p in parts]


def ring_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def polygons(geometry, arcs, digits, least, on_globe):
    lists = {'Polygon': lambda a: [a], 'MultiPolygon': lambda a: a}[geometry['type']](geometry['arcs'])
    made = []
    for rings in lists:
        outer = []
        for number, arc_numbers in enumerate(rings):
            for ring in split(join(arcs, arc_numbers)) if on_globe else [join(arcs, arc_numbers)]:
                rounded = [[round(x, digits), round(y if on_globe else -y, digits)] for x, y in ring]
                rounded = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
                if len(rounded) >= 4 and abs(ring_area(rounded)) > (least if number else 0):
                    outer.append(rounded)
        if outer:
            made += [[ring] for ring in outer] if len(rings) == 1 else [outer]
    made.sort(key=lambda rings: -abs(ring_area(rings[0])))
    # Islands that nobody would see; the largest part always stays.
    return made[:1] + [rings for rings in made[1:] if abs(ring_area(rings[0])) >= least]


def square(geometry, arcs):
    """Of a town that the source has as a line or point, in the plane of a US map."""
    numbers = geometry['arcs'][0][0] if geometry['type'] == 'MultiPolygon' else geometry['arcs'][0]
    x, y = join(arcs, numbers)[0]
    return [[round(x + dx, 1), round(dy - y, 1)] for dx, dy in ((0, 0), (.8, 0), (.8, .8), (0, .8), (0, 0))]


def write(name, source, features):
    lines = [json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features]
    text = '{"type":"FeatureCollection","source":' + json.dumps(source) + ',"features":[\n' + ',\n'.join(lines) + '\n]}\n'
    text = re.sub(r'(\d)\.0(?=[,\]])', r'\1', text)
    packed = gzip.compress(text.encode(), 9, mtime=0)
    (HERE / name).write_bytes(packed)
    print(f'{name}: {len(features)} places, {len(text) // 1000} kB, compressed {len(packed) // 1000} kB')


def make(topology, objects, code, digits, least, least_part, on_globe):
    whole = decode(topology)
    arcs = [simplify(arc, least) for arc in whole]
    features = {}
    for geometry in topology['objects'][objects]['geometries']:
        if not geometry.get('arcs') or code(geometry) is None:
            continue
        parts = polygons(geometry, arcs, digits, least_part, on_globe)
        if not parts:
            parts = polygons(geometry, whole, digits + 1, 0, on_globe) or [[square(geometry, whole)]]
        feature = features.setdefault(code(geometry), {
            'type': 'Feature', 'properties': {'code': code(geometry), 'name': geometry['properties']['name']},
            'geometry': {'type': 'MultiPolygon', 'coordinates': []}})
        feature['geometry']['coordinates'] += parts
    return [features[c] for c in sorted(features)]


def main(modules):
    codes = read_countries()

    def country(geometry):
        name = geometry['properties']['name']
        if name in COUNTRIES:
            return COUNTRIES[name]
        if key(name) not in codes:
            sys.exit(f'no code for {name}: add it to COUNTRIES')
        return codes[key(name)]

    world = json.loads((modules / 'world-atlas/countries-50m.json').read_text())
    counties = json.loads((modules / 'us-atlas/counties-albers-10m.json').read_text())
    states = json.loads((modules / 'us-atlas/states-albers-10m.json').read_text())
    write('world.geojson.gz', 'Natural Earth, 1:50m, public domain',
          make(world, 'countries', country, 2, 0.02, 0.05, True))
    write('us-states.geojson.gz', 'US Census Bureau, public domain',
          make(states, 'states', lambda g: g['id'], 1, 0.8, 1.5, False))
    write('us-counties.geojson.gz', 'US Census Bureau, public domain',
          make(counties, 'counties', lambda g: g['id'], 1, 1.2, 1.2, False))


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
