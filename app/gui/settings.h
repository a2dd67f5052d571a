// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <QByteArray>
#include <QString>

namespace kv::gui {

enum class ThemeChoice { system, light, dark };

/// What the program remembers between runs; a value. Only main reads and writes the file.
struct Settings {
    QByteArray geometry;
    QByteArray windowState;
    ThemeChoice theme = ThemeChoice::system;
    bool reducedMotion = false;
    picture::Form form = picture::Form::components; ///< of a small site; a large one begins as a fleet
    bool formFollowsZoom = true;
    bool hasMap = true; ///< of the whole diagram, while it is not all in sight
};

Settings readSettings();
void writeSettings(const Settings &settings);

} // namespace kv::gui
