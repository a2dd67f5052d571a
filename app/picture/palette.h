// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <cstdint>

namespace kv::picture {

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Rgb &) const = default;
};

/// Style keys: what a shape is coloured by. A network has three: its line, its fill (dark enough for portInk)
/// and its text (dark enough on canvas, node and infra).
enum class Colour : std::uint8_t {
    none,
    canvas,
    ink,
    text,
    dim,
    faint,
    panel,
    node,
    nodeLine,
    ns,
    nsLine,
    inner,
    infra,
    line,
    button,
    tube,
    tubeProvider,
    path,
    pathHalo,
    good,
    alarm,
    alarmPanel,
    alarmInk,
    portInk,
    focus,
    selection,
    plainLine,
    plainFill,
    plainText,
    managementLine,
    managementFill,
    managementText,
    providerLine,
    providerFill,
    providerText,
    overlayLine,
    overlayFill,
    overlayText,
    untaggedLine,
    untaggedFill,
    untaggedText,
    selfServiceLine,
    selfServiceFill,
    selfServiceText,
    haLine,
    haFill,
    haText,
    count,
};

Colour lineColour(state::NetworkKind kind);
Colour fillColour(state::NetworkKind kind);
Colour textColour(state::NetworkKind kind);

enum class Theme : std::uint8_t { light, dark };

/// The colour of a style key in a theme (mockups/kv.css). `none` and `count` give black.
Rgb rgb(Colour colour, Theme theme);

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(Rgb a, Rgb b);

} // namespace kv::picture
