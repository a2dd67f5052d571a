// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pathtext.h"

#include "app/engine/pathtarget.h"
#include "app/engine/statewords.h"
#include "app/engine/trafficpath.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace kv::cli {

using state::HopKind;
using state::HopState;
using state::PathHop;

namespace {

QString shown(const std::string &text)
{
    return QString::fromStdString(text);
}

QString word(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// "qrouter-b6206312…": the id of a namespace says enough by its beginning.
QString shortNetns(const std::string &name)
{
    constexpr qsizetype shownLength = 16;
    const QString text = shown(name);
    return text.size() > shownLength + 4 && !text.startsWith(QLatin1String("instance-"))
        ? text.left(shownLength) + QChar(0x2026)
        : text;
}

QJsonObject hopJson(const state::Site &site, const PathHop &hop)
{
    QJsonObject json{
        { QStringLiteral("kind"), word(engine::hopKindWord(hop.kind)) },
        { QStringLiteral("state"), word(engine::hopStateWord(hop.state)) },
        { QStringLiteral("source"), word(engine::hopSourceWord(hop.source)) },
        { QStringLiteral("host"), shown(hop.host) },
        { QStringLiteral("netns"), shown(hop.netns) },
        { QStringLiteral("interface"), shown(hop.interface) },
        { QStringLiteral("network"), shown(hop.network) },
        { QStringLiteral("fact"), shown(hop.fact) },
        { QStringLiteral("why"), shown(hop.why) },
        { QStringLiteral("note"), shown(hop.note) },
        { QStringLiteral("ageUs"),
          hop.at == 0 ? QJsonValue()
                      : QJsonValue(static_cast<qint64>(std::max<std::int64_t>(site.now - hop.at, 0))) },
        { QStringLiteral("way"), hop.way },
        { QStringLiteral("aside"), hop.isAside },
        { QStringLiteral("wayBack"), hop.isWayBack },
        { QStringLiteral("stale"), hop.isStale },
    };
    return json;
}

} // namespace

QString PathText::place(const PathHop &hop)
{
    const QString netns = shortNetns(hop.netns);
    const QString interface = shown(hop.interface);
    if (hop.kind == HopKind::physicalNetwork)
        return hop.network.empty() ? tr("not known") : shown(hop.network);
    return netns.isEmpty() || interface.isEmpty() ? netns + interface : netns + QLatin1Char('/') + interface;
}

QString PathText::remarks(const state::Site &site, const PathHop &hop)
{
    QStringList parts;
    if (!hop.fact.empty())
        parts += shown(hop.fact);
    if (!hop.why.empty())
        parts += hop.at == 0
            ? shown(hop.why)
            : tr("%1, %2 ago")
                  .arg(shown(hop.why), engine::secondsText(std::max<std::int64_t>(site.now - hop.at, 0)));
    if (hop.state != HopState::clear)
        parts += engine::hopStateText(hop.state).toUpper()
            + (hop.note.empty() ? QString() : QStringLiteral(": ") + shown(hop.note));
    if (hop.isStale)
        parts += tr("its probe is silent");
    return parts.join(QStringLiteral("; "));
}

QStringList PathText::lines(const state::Site &site, const state::TrafficPath &path)
{
    QStringList lines{ engine::pathSentence(site, path) };
    std::vector<std::array<QString, 4>> rows;
    int number = 0;
    for (const PathHop &hop : path.hops) {
        const bool isOnWay = !hop.isAside && !hop.isWayBack;
        QString mark = isOnWay ? QString::number(++number) : hop.isWayBack ? tr("back") : tr("aside");
        if (hop.way != 0)
            mark += QLatin1Char('a' + static_cast<char>(hop.way - 1));
        rows.push_back({ mark, hop.host.empty() ? QStringLiteral("-") : shown(hop.host), place(hop),
                         engine::hopKindText(hop.kind) });
    }
    std::array<qsizetype, 4> widths{};
    for (const auto &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        QString line = QStringLiteral("  ") + rows[r][0].rightJustified(widths[0]);
        for (std::size_t i = 1; i < rows[r].size(); ++i)
            line += QStringLiteral("  ") + rows[r][i].leftJustified(widths[i]);
        line += QStringLiteral("  ") + remarks(site, path.hops[r]);
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        lines += line;
    }
    return lines;
}

QJsonObject PathText::json(const state::Site &site, const state::TrafficPath &path)
{
    QJsonArray hops;
    for (const PathHop &hop : path.hops)
        hops.append(hopJson(site, hop));
    constexpr std::array kinds{ "floating-ip", "fixed-address", "router" };
    const state::Router *router = site.router(path.target.routerId);
    return {
        { QStringLiteral("target"), shown(engine::targetName(site, path.target)) },
        { QStringLiteral("kind"), QString::fromLatin1(kinds[static_cast<std::size_t>(path.target.kind)]) },
        { QStringLiteral("router"), shown(path.target.routerId) },
        { QStringLiteral("routerName"), router ? shown(router->name) : QString() },
        { QStringLiteral("outside"), shown(path.target.outside.toString()) },
        { QStringLiteral("inside"), shown(path.target.inside.toString()) },
        { QStringLiteral("from"), shown(path.fromHost) },
        { QStringLiteral("servedBy"), shown(path.servedBy) },
        { QStringLiteral("state"), word(engine::hopStateWord(path.state)) },
        { QStringLiteral("hops"), hops },
    };
}

} // namespace kv::cli
