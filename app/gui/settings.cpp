// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings.h"

#include <QSettings>

namespace kv::gui {

namespace {

constexpr auto geometryKey = "window/geometry";
constexpr auto stateKey = "window/state-1";
constexpr auto themeKey = "window/theme";
constexpr auto motionKey = "window/reduced-motion";
constexpr auto formKey = "window/form";
constexpr auto overviewName = "overview";

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
    if (file.value(key(formKey)).toString() == QLatin1String(overviewName))
        settings.form = picture::Form::overview;
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
    const bool isOverview = settings.form == picture::Form::overview;
    file.setValue(key(formKey), isOverview ? key(overviewName) : QStringLiteral("components"));
}

} // namespace kv::gui
