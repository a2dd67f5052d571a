// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"
#include "app/state/site.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <string>

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
    bool notifies = true; ///< the desktop, when a router is no longer protected
    /// Hosts that were put somewhere, by site and form (pinKey()).
    std::map<QString, std::map<std::string, double>> pins;
};

/// The name of a site in Settings::pins: it is the same as long as the hosts are.
QString pinSite(const state::Site &site);
/// The key of one of its forms there; the components' is the name.
QString pinKey(const QString &pinSite, picture::Form form);

Settings readSettings();
void writeSettings(const Settings &settings);

} // namespace kv::gui
