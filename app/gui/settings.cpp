// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings.h"

#include <QSettings>

#include <utility>

namespace kv::gui {

namespace {

constexpr auto geometryKey = "window/geometry";
constexpr auto stateKey = "window/state-1";
constexpr auto themeKey = "window/theme";
constexpr auto motionKey = "window/reduced-motion";
constexpr auto formKey = "window/form";
constexpr auto followsKey = "window/form-follows-zoom";
constexpr auto mapKey = "window/map";

/// As they stand in the file.
constexpr std::pair<picture::Form, const char *> formNames[] = { { picture::Form::overview, "overview" },
                                                                 { picture::Form::components, "components" },
                                                                 { picture::Form::fleet, "fleet" } };

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

Settings readSettings()
{
    const QSettings file;
    Settings settings;
    settings.geometry = file.value(key(geometryKey)).toByteArray();
    settings.windowState = file.value(key(stateKey)).toByteArray();
    const QString theme = file.value(key(themeKey)).toString();
    if (theme == QLatin1String("light"))
        settings.theme = ThemeChoice::light;
    else if (theme == QLatin1String("dark"))
        settings.theme = ThemeChoice::dark;
    settings.reducedMotion = file.value(key(motionKey), false).toBool();
    const QString form = file.value(key(formKey)).toString();
    for (const auto &[value, name] : formNames) {
        if (form == QLatin1String(name))
            settings.form = value;
    }
    settings.formFollowsZoom = file.value(key(followsKey), true).toBool();
    settings.hasMap = file.value(key(mapKey), true).toBool();
    return settings;
}

void writeSettings(const Settings &settings)
{
    QSettings file;
    file.setValue(key(geometryKey), settings.geometry);
    file.setValue(key(stateKey), settings.windowState);
    const char *theme = settings.theme == ThemeChoice::light ? "light"
        : settings.theme == ThemeChoice::dark                ? "dark"
                                                             : "";
    file.setValue(key(themeKey), QString::fromLatin1(theme));
    file.setValue(key(motionKey), settings.reducedMotion);
    for (const auto &[value, name] : formNames) {
        if (settings.form == value)
            file.setValue(key(formKey), key(name));
    }
    file.setValue(key(followsKey), settings.formFollowsZoom);
    file.setValue(key(mapKey), settings.hasMap);
}

} // namespace kv::gui
