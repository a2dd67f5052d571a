// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kv::picture {

/// Distances in px from a host's box; the two lanes mirror each other so that interfaces face the network.
struct Columns {
    double width = 0;
    double interfaceX = 0;
    double interfaceWidth = 0;
    double bridgeX = 0;
    double bridgeWidth = 0;
    double uplinkX = 0;
    double uplinkWidth = 0;
    double tapX = 0;
    double tapWidth = 0;
    double busX = 0;
    double spaceX = 0;
    double spaceWidth = 0;
    double spacePortX = 0;
    double spacePortWidth = 0;
};

/// Room between bridges and routers for lines that bend there.
inline constexpr int bendsThatFit = 6;
inline constexpr double bendPitch = 4;
inline constexpr int mostOwnTracks = 48; ///< with more bent lines those of one bridge share a track
inline constexpr double gutterStep = 32;

inline constexpr Columns rightColumns{ 452, 12, 64, 92, 164, 100, 62, 186, 62, 174, 288, 152, 296, 108 };
inline constexpr Columns leftColumns{ 432, 356, 66, 156, 192, 276, 64, 164, 52, 268, 12, 120, 20, 104 };

inline constexpr double margin = 16;
inline constexpr double hostGap = 12;
inline constexpr double leftLane = margin;
inline constexpr double infraX = margin + leftColumns.width + hostGap;
inline constexpr double infraWidth = 128; ///< with up to two networks in the overlay

inline constexpr double firstRightRow = 73; ///< centre of the first port below the host's top
inline constexpr double firstLeftRow = 67;
inline constexpr double portPitch = 38;
inline constexpr double boxPitch = 60; ///< from the last row of a box to the first of the next
inline constexpr double portHeight = 26; ///< in a bridge
/// Between a filtered port and the bridge's line; there is room in the left lane.
inline constexpr double filterGap = 3;
inline constexpr double filterWidth = 46;
inline constexpr double filterHeight = 24;
inline constexpr double spacePortHeight = 28; ///< in a namespace
inline constexpr double cutInterfaceHeight = 104; ///< room for name, address, DOWN and the ring
inline constexpr double buttonHeight = 32;
inline constexpr double serviceHeight = 18; ///< of a process in a namespace
inline constexpr double servicePitch = 22;
inline constexpr double noteHeight = 14; ///< under the only port of an instance
inline constexpr double emptyHostHeight = 36;
inline constexpr double externalHeight = 80;

} // namespace kv::picture
