#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Keepview authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes metricstable.cpp: advance widths of Noto Sans Regular and Bold in 1/1000 em, read from the font files.

    app/picture/makemetrics.py NotoSans-Regular.ttf NotoSans-Bold.ttf > app/picture/metricstable.cpp
"""
import struct
import sys

FIRST, LAST = 0x20, 0x17F
EXTRA = [0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2212]


def tables(data):
    count = struct.unpack(">H", data[4:6])[0]
    found = {}
    for i in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
        found[tag.decode()] = data[offset:offset + length]
    return found


def glyphs(cmap):
    """Code point -> glyph from the format 4 subtable (Unicode BMP)."""
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        platform, encoding, offset = struct.unpack(">HHI", cmap[4 + 8 * i:12 + 8 * i])
        sub = cmap[offset:]
        if (platform, encoding) in ((3, 1), (0, 3)) and struct.unpack(">H", sub[:2])[0] == 4:
            break
    else:
        raise SystemExit("no format 4 cmap")
    n = struct.unpack(">H", sub[6:8])[0] // 2
    ends = struct.unpack(f">{n}H", sub[14:14 + 2 * n])
    starts = struct.unpack(f">{n}H", sub[16 + 2 * n:16 + 4 * n])
    deltas = struct.unpack(f">{n}H", sub[16 + 4 * n:16 + 6 * n])
    base = 16 + 6 * n
    result = {}
    for i in range(n):
        offset = struct.unpack(">H", sub[base + 2 * i:base + 2 * i + 2])[0]
        for code in range(starts[i], ends[i] + 1):
            if offset == 0:
                glyph = (code + deltas[i]) & 0xFFFF
            else:
                at = base + 2 * i + offset + 2 * (code - starts[i])
                glyph = struct.unpack(">H", sub[at:at + 2])[0]
                glyph = (glyph + deltas[i]) & 0xFFFF if glyph else 0
            result[code] = glyph
    return result


def widths(path):
    with open(path, "rb") as file:
        found = tables(file.read())
    em = struct.unpack(">H", found["head"][18:20])[0]
    count = struct.unpack(">H", found["hhea"][34:36])[0]
    glyph = glyphs(found["cmap"])

    def width(code):
        index = min(glyph.get(code, 0), count - 1)
        advance = struct.unpack(">H", found["hmtx"][4 * index:4 * index + 2])[0]
        return round(advance * 1000 / em) if glyph.get(code) else 0

    return [width(c) for c in range(FIRST, LAST + 1)], [width(c) for c in EXTRA]


def array(name, values, size):
    print(f"const std::uint16_t {name}[{size}] = {{")
    for i in range(0, len(values), 16):
        print("    " + ", ".join(map(str, values[i:i + 16])) + ",")
    print("};\n")


def main():
    regular, bold = widths(sys.argv[1]), widths(sys.argv[2])
    print("// SPDX-FileCopyrightText: 2026 The Keepview authors\n// SPDX-License-Identifier: GPL-3.0-or-later")
    print("// Made by makemetrics.py from Noto Sans Regular and Bold; do not edit.")
    print('#include "app/picture/metricstable.h"\n\nnamespace kv::picture {\n')
    array("regularWidths", regular[0], "widthCount")
    array("boldWidths", bold[0], "widthCount")
    array("extraCodes", EXTRA, "extraCount")
    array("regularExtraWidths", regular[1], "extraCount")
    array("boldExtraWidths", bold[1], "extraCount")
    print("} // namespace kv::picture")


main()
