// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/palette.h"

#include <array>
#include <cmath>
#include <utility>

namespace kv::picture {

namespace {

struct Entry {
    Colour colour;
    std::uint32_t light;
    std::uint32_t dark;
};

constexpr Entry entries[] = {
    { Colour::canvas, 0xfefdfa, 0x051f29 },
    { Colour::ink, 0x0b2f3a, 0xf4eeda },
    { Colour::text, 0x2c4750, 0xd2dad5 },
    { Colour::dim, 0x4f666e, 0xa4b8bc },
    { Colour::faint, 0x93a1a1, 0x6b848b },
    { Colour::panel, 0xf8f6ef, 0x0b2934 },
    { Colour::node, 0xffffff, 0x0a2a36 },
    { Colour::nodeLine, 0x657b83, 0x6f8a92 },
    { Colour::ns, 0xfdf6e3, 0x123a47 },
    { Colour::nsLine, 0x8a9a9f, 0x587680 },
    { Colour::inner, 0xeee8d5, 0x1b4855 },
    { Colour::infra, 0xfaf5e6, 0x0c2f3b },
    { Colour::line, 0xc3bdac, 0x2c5666 },
    { Colour::button, 0xffffff, 0x154050 },
    { Colour::tube, 0xf6ecc8, 0x33361f },
    { Colour::tubeProvider, 0xfae3d6, 0x3d2a22 },
    { Colour::path, 0x0b2f3a, 0xf4eeda },
    { Colour::pathHalo, 0xf3dfa0, 0x5d5524 },
    { Colour::good, 0x12665f, 0x4fc4b8 },
    { Colour::alarm, 0xbf2a72, 0xff6aa8 },
    { Colour::alarmPanel, 0xfbe4ee, 0x4a1a35 },
    { Colour::alarmInk, 0x8f1650, 0xffb3d2 },
    { Colour::portInk, 0xffffff, 0xffffff },
    { Colour::focus, 0x0b2f3a, 0xf4eeda },
    { Colour::selection, 0xdde8ea, 0x174453 },
    { Colour::plainLine, 0x657b83, 0x6f8a92 },
    { Colour::plainFill, 0xeee8d5, 0x1b4855 },
    { Colour::plainText, 0x0b2f3a, 0xf4eeda },
    { Colour::managementLine, 0xdc322f, 0xf2635f },
    { Colour::managementFill, 0xc62a28, 0xa12825 },
    { Colour::managementText, 0xb32422, 0xf7827e },
    { Colour::providerLine, 0xcb4b16, 0xef8350 },
    { Colour::providerFill, 0xbf4512, 0x9c3d12 },
    { Colour::providerText, 0xab3d0f, 0xf39a6e },
    { Colour::overlayLine, 0xb58900, 0xdcae34 },
    { Colour::overlayFill, 0x8f6c00, 0x755a06 },
    { Colour::overlayText, 0x7a5c00, 0xe4bd55 },
    { Colour::untaggedLine, 0x859900, 0xb0c235 },
    { Colour::untaggedFill, 0x667700, 0x566400 },
    { Colour::untaggedText, 0x586700, 0xbfcf57 },
    { Colour::selfServiceLine, 0x268bd2, 0x5ab2f2 },
    { Colour::selfServiceFill, 0x1f74b5, 0x1c629a },
    { Colour::selfServiceText, 0x1a669f, 0x7cc2f6 },
    { Colour::haLine, 0x6c71c4, 0xa3a7f5 },
    { Colour::haFill, 0x5a5fb5, 0x4c51a6 },
    { Colour::haText, 0x4f54a8, 0xb6b9fa },
};

using Table = std::array<std::array<Rgb, static_cast<std::size_t>(Colour::count)>, 2>;

constexpr Rgb split(std::uint32_t value)
{
    return { static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>((value >> 8) & 0xff),
             static_cast<std::uint8_t>(value & 0xff) };
}

constexpr Table makeTable()
{
    Table table{};
    for (const Entry &entry : entries) {
        table[0][static_cast<std::size_t>(entry.colour)] = split(entry.light);
        table[1][static_cast<std::size_t>(entry.colour)] = split(entry.dark);
    }
    return table;
}

constexpr Table table = makeTable();

/// The first of the three colours of a network; line, fill and text follow each other.
int firstOf(state::NetworkKind kind)
{
    switch (kind) {
    case state::NetworkKind::none:
        return static_cast<int>(Colour::plainLine);
    case state::NetworkKind::management:
        return static_cast<int>(Colour::managementLine);
    case state::NetworkKind::provider:
        return static_cast<int>(Colour::providerLine);
    case state::NetworkKind::overlay:
        return static_cast<int>(Colour::overlayLine);
    case state::NetworkKind::untagged:
        return static_cast<int>(Colour::untaggedLine);
    case state::NetworkKind::selfService:
        return static_cast<int>(Colour::selfServiceLine);
    case state::NetworkKind::ha:
        return static_cast<int>(Colour::haLine);
    }
    return static_cast<int>(Colour::plainLine);
}

double linear(std::uint8_t channel)
{
    const double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgb c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

} // namespace

Colour lineColour(state::NetworkKind kind)
{
    return static_cast<Colour>(firstOf(kind));
}

Colour fillColour(state::NetworkKind kind)
{
    return static_cast<Colour>(firstOf(kind) + 1);
}

Colour textColour(state::NetworkKind kind)
{
    return static_cast<Colour>(firstOf(kind) + 2);
}

Rgb rgb(Colour colour, Theme theme)
{
    const auto index = static_cast<std::size_t>(colour);
    if (index >= static_cast<std::size_t>(Colour::count))
        return {};
    return table[theme == Theme::dark ? 1 : 0][index];
}

double contrast(Rgb a, Rgb b)
{
    double bright = luminance(a);
    double dark = luminance(b);
    if (bright < dark)
        std::swap(bright, dark);
    return (bright + 0.05) / (dark + 0.05);
}

} // namespace kv::picture
