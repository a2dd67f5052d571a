// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings.h"

#include <QCryptographicHash>
#include <QSettings>

#include <set>
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
constexpr auto notifiesKey = "window/notifies";
constexpr auto pinsGroup = "pins";

constexpr double mostTop = 1e6; ///< px: further down nothing is ever placed

/// As they stand in the file.
constexpr std::pair<picture::Form, const char *> formNames[] = { { picture::Form::overview, "overview" },
                                                                 { picture::Form::components, "components" },
                                                                 { picture::Form::fleet, "fleet" } };

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// One text a host: "120 network1".
std::map<QString, std::map<std::string, double>> readPins(QSettings &file)
{
    std::map<QString, std::map<std::string, double>> pins;
    file.beginGroup(key(pinsGroup));
    for (const QString &site : file.childKeys()) {
        for (const QString &line : file.value(site).toStringList()) {
            const qsizetype space = line.indexOf(QLatin1Char(' '));
            bool isNumber = false;
            const double top = line.left(space).toDouble(&isNumber);
            if (space > 0 && isNumber && top >= 0 && top < mostTop)
                pins[site].emplace(line.mid(space + 1).toStdString(), top);
        }
    }
    file.endGroup();
    return pins;
}

void writePins(QSettings &file, const std::map<QString, std::map<std::string, double>> &pins)
{
    file.remove(key(pinsGroup));
    file.beginGroup(key(pinsGroup));
    for (const auto &[site, hosts] : pins) {
        QStringList lines;
        for (const auto &[host, top] : hosts)
            lines << QStringLiteral("%1 %2").arg(top).arg(QString::fromStdString(host));
        if (!lines.isEmpty())
            file.setValue(site, lines);
    }
    file.endGroup();
}

} // namespace

QString pinSite(const state::Site &site)
{
    std::set<std::string> names;
    for (const state::Host &host : site.hosts)
        names.insert(host.name);
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const std::string &name : names)
        hash.addData(QByteArray::fromStdString(name) + '\n');
    constexpr qsizetype enough = 16;
    return QString::fromLatin1(hash.result().toHex().left(enough));
}

QString pinKey(const QString &pinSite, picture::Form form)
{
    return form == picture::Form::overview ? pinSite + QStringLiteral(".overview") : pinSite;
}

Settings readSettings()
{
    QSettings file;
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
    settings.notifies = file.value(key(notifiesKey), true).toBool();
    settings.pins = readPins(file);
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
    file.setValue(key(notifiesKey), settings.notifies);
    writePins(file, settings.pins);
}

} // namespace kv::gui
