// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/describe.h"

#include "app/picture/names.h"
#include "app/picture/tally.h"
#include "app/picture/text.h"

#include <QStringList>

namespace kv::picture {

namespace {

QString stateWord(PortState state)
{
    switch (state) {
    case PortState::up:
        return Text::tr("up");
    case PortState::bare:
        return Text::tr("up, holds no address");
    case PortState::held:
        return Text::tr("still holds its addresses");
    case PortState::down:
        return Text::tr("down");
    }
    return {};
}

QString joined(const QStringList &parts)
{
    QStringList kept;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            kept << part;
    }
    return kept.join(QStringLiteral(", "));
}

} // namespace

QString portDescription(const ScenePort &port)
{
    const QString vni = port.vni == 0 ? QString() : QStringLiteral("VNI %1").arg(port.vni);
    const QString address = port.state == PortState::bare ? QString() : port.subtitle;
    const QString filter = port.isFiltered ? Text::tr("filtered by iptables") : QString();
    return joined({ networkKindName(port.kind), vni, address, stateWord(port.state), filter });
}

QString interfaceDescription(const SceneInterface &interface)
{
    QString word = stateWord(interface.link.state);
    if (interface.change != 0)
        word = Text::tr("taken down by Keepview, returns by itself");
    else if (interface.isCut)
        word = Text::tr("administratively down");
    else if (interface.link.state == PortState::down)
        word = Text::tr("no link");
    return joined({ networkKindName(interface.link.kind), interface.link.subtitle, word });
}

QString spaceDescription(const SceneSpace &space)
{
    if (space.routerId.empty())
        return joined(
            { Text::tr("namespace %1").arg(fromStd(space.name)), space.services.join(QStringLiteral(", ")) });
    const QString role = space.isStale
        ? Text::tr("not heard of for a while, last: %1").arg(roleName(space.role))
        : roleName(space.role);
    return joined({ role, space.firstNote, space.secondNote, fromStd(space.name),
                    space.services.join(QStringLiteral(", ")) });
}

QString hostDescription(const SceneHost &host, Form form)
{
    QStringList quiet;
    for (const SceneInterface &interface : host.management) {
        if (form == Form::components)
            quiet << interface.link.title;
    }
    for (const std::string &name : host.quietLinks)
        quiet << fromStd(name);
    const QString others =
        quiet.isEmpty() ? QString() : Text::tr("not drawn: %1").arg(quiet.join(QStringLiteral(" ")));
    QStringList counted;
    if (host.isCollapsed) {
        const Tally tally = tallyOf(host);
        for (const Tally::Row &row : tally.rows)
            counted << row.text;
        counted << tally.summary;
    }
    return joined(
        { host.subtitle, host.status, joined(counted), host.agents.join(QStringLiteral(", ")), others });
}

} // namespace kv::picture
