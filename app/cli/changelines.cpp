// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changelines.h"

#include "app/cli/facttext.h"
#include "app/cli/facttree.h"

namespace kv::cli {

namespace {

using model::HostView;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString spaceText(const model::NetNamespace &space)
{
    return space.names.empty() ? QStringLiteral("without a name (cookie %1)").arg(space.cookie)
                               : text(space.names[0]);
}

QString addressText(const HostView &view, const model::AddressKey &key)
{
    return text(key.prefix.toString()) + QStringLiteral(" on ") + linkPath(view, key.link);
}

QString changeText(const model::ChangeState &change)
{
    QString line = QStringLiteral("change of %1: %2")
                       .arg(text(change.linkName), text(model::changePhaseName(change.phase)));
    if (change.cause != model::RestoreCause::none)
        line += QStringLiteral(" (%1)").arg(text(model::restoreCauseName(change.cause)));
    for (const std::string &difference : change.differences)
        line += QStringLiteral("; ") + text(difference);
    return line;
}

QString sessionText(const model::SessionState &state)
{
    using Phase = model::SessionState::Phase;
    const QString why = state.text.empty() ? QString() : QStringLiteral(": ") + text(state.text);
    switch (state.phase) {
    case Phase::starting:
        return QStringLiteral("session starting");
    case Phase::live:
        return QStringLiteral("session live");
    case Phase::lost:
        return QStringLiteral("session lost") + why;
    case Phase::ended:
        return QStringLiteral("session ended") + why;
    }
    return {};
}

/// Calls `gone` for keys only in `before`, `came` for keys only in `after`.
template <class Map, class Gone, class Came>
void difference(const Map &before, const Map &after, Gone gone, Came came)
{
    for (const auto &[key, fact] : before) {
        if (!after.contains(key))
            gone(key, fact.value);
    }
    for (const auto &[key, fact] : after) {
        if (!before.contains(key))
            came(key, fact.value);
    }
}

} // namespace

QStringList ChangeLines::take(const model::Observation &observation)
{
    if (std::holds_alternative<model::SnapshotBegin>(observation.body)) {
        m_beforeSnapshot = m_view;
        m_isInSnapshot = true;
    }
    QStringList lines;
    if (!m_isInSnapshot)
        lines = tell(observation);
    m_view.apply(observation);
    if (std::holds_alternative<model::SnapshotEnd>(observation.body)) {
        m_isInSnapshot = false;
        if (m_beforeSnapshot.hasSnapshot)
            return compare(m_beforeSnapshot);
        return { QStringLiteral("snapshot: %1 namespaces, %2 links, %3 addresses")
                     .arg(m_view.namespaces.size())
                     .arg(m_view.links.size())
                     .arg(m_view.addresses.size()) };
    }
    return lines;
}

QStringList ChangeLines::compare(const HostView &before) const
{
    QStringList lines;
    difference(
        before.namespaces, m_view.namespaces,
        [&](auto, const auto &space) { lines += QStringLiteral("namespace gone: ") + spaceText(space); },
        [&](auto, const auto &space) { lines += QStringLiteral("namespace: ") + spaceText(space); });
    difference(
        before.links, m_view.links,
        [&](auto key, const auto &) { lines += QStringLiteral("link gone: ") + linkPath(before, key); },
        [&](auto, const auto &link) { lines += QStringLiteral("link: ") + linkText(m_view, link); });
    difference(
        before.addresses, m_view.addresses,
        [&](const auto &key, const auto &) {
            lines += QStringLiteral("address gone: ") + addressText(before, key);
        },
        [&](const auto &key, const auto &) {
            lines += QStringLiteral("address: ") + addressText(m_view, key);
        });
    for (const auto &[key, fact] : m_view.links) {
        const model::Link *old = before.link(key);
        if (old && old->isUsable() != fact.value.isUsable())
            lines += QStringLiteral("link %1: %2").arg(linkPath(m_view, key), linkText(m_view, fact.value));
    }
    return lines;
}

QStringList ChangeLines::tellLink(const model::Link &link) const
{
    const model::Link *old = m_view.link(link.key);
    const QString space = text(m_view.namespaceName(link.key.netns));
    const QString where = space.isEmpty() ? QString() : QStringLiteral(" in ") + space;
    if (!old)
        return { QStringLiteral("link: ") + linkText(m_view, link) + where };
    if (*old == link)
        return {};
    return { QStringLiteral("link changed: ") + linkText(m_view, link) + where };
}

QStringList ChangeLines::tell(const model::Observation &observation) const
{
    const auto &body = observation.body;
    if (const auto *space = std::get_if<model::NetNamespace>(&body))
        return { QStringLiteral("namespace: ") + spaceText(*space) };
    if (const auto *gone = std::get_if<model::NamespaceGone>(&body)) {
        const auto found = m_view.namespaces.find(gone->cookie);
        return { QStringLiteral("namespace gone: ")
                 + (found == m_view.namespaces.end() ? QString::number(gone->cookie)
                                                     : spaceText(found->second.value)) };
    }
    if (const auto *link = std::get_if<model::Link>(&body))
        return tellLink(*link);
    if (const auto *gone = std::get_if<model::LinkGone>(&body))
        return { QStringLiteral("link gone: ") + linkPath(m_view, gone->key) };
    if (const auto *address = std::get_if<model::InterfaceAddress>(&body)) {
        if (m_view.addresses.contains(keyOf(*address)))
            return {};
        return { QStringLiteral("address: ") + addressText(m_view, keyOf(*address)) };
    }
    if (const auto *gone = std::get_if<model::AddressGone>(&body))
        return { QStringLiteral("address gone: ") + addressText(m_view, gone->key) };
    if (const auto *session = std::get_if<model::SessionState>(&body))
        return { sessionText(*session) };
    if (const auto *change = std::get_if<model::ChangeState>(&body))
        return { changeText(*change) };
    return tellQuiet(observation);
}

/// Routes that the kernel made come with an address: only those of others are news. Neighbours that answer
/// are none.
QStringList ChangeLines::tellRouting(const model::ObservationBody &body) const
{
    constexpr std::uint8_t madeByKernel = 2; // RTPROT_KERNEL
    const auto isIn = [this](model::NetnsCookie netns) {
        const QString space = text(m_view.namespaceName(netns));
        return space.isEmpty() ? QString() : QStringLiteral(" in ") + space;
    };
    if (const auto *route = std::get_if<model::Route>(&body)) {
        if (route->protocol == madeByKernel && !m_tellsEverything)
            return {};
        return { QStringLiteral("route: ") + routeText(m_view, *route) + isIn(route->key.netns) };
    }
    if (const auto *gone = std::get_if<model::RouteGone>(&body)) {
        const auto known = m_view.routes.find(gone->key);
        if (known != m_view.routes.end() && known->second.value.protocol == madeByKernel
            && !m_tellsEverything)
            return {};
        return { QStringLiteral("route gone: ") + routeKeyText(m_view, gone->key) + isIn(gone->key.netns) };
    }
    if (const auto *rules = std::get_if<model::PolicyRules>(&body))
        return { QStringLiteral("policy rules: %1").arg(rules->rules.size()) + isIn(rules->netns) };
    if (const auto *neighbour = std::get_if<model::Neighbour>(&body)) {
        const bool isNews = neighbour->state == model::NeighbourState::failed
            || neighbour->state == model::NeighbourState::permanent;
        if (isNews || m_tellsEverything)
            return { QStringLiteral("neighbour: ") + neighbourText(m_view, *neighbour) };
    }
    if (const auto *gone = std::get_if<model::NeighbourGone>(&body); gone && m_tellsEverything)
        return { QStringLiteral("neighbour gone: %1 on %2")
                     .arg(text(gone->key.address.toString()), linkPath(m_view, gone->key.link)) };
    if (const auto *nat = std::get_if<model::NatTable>(&body))
        return { QStringLiteral("nat: %1 rules").arg(nat->rules.size()) + isIn(nat->netns) };
    if (const auto *filters = std::get_if<model::PortFilters>(&body))
        return { QStringLiteral("filtered ports: %1").arg(filters->ports.size()) + isIn(filters->netns) };
    return {};
}

QStringList ChangeLines::tellQuiet(const model::Observation &observation) const
{
    const auto &body = observation.body;
    if (const auto *process = std::get_if<model::ProcessInfo>(&body))
        return { processText(*process) };
    if (const auto *file = std::get_if<model::HaStateFile>(&body))
        return { QStringLiteral("state file of %1: %2").arg(text(file->routerId), text(file->value)) };
    if (const auto *gone = std::get_if<model::HaStateFileGone>(&body))
        return { QStringLiteral("state file gone: ") + text(gone->routerId) };
    if (const auto *config = std::get_if<model::VrrpInstanceConfig>(&body))
        return { QStringLiteral("configuration: %1 in %2").arg(text(config->name), text(config->file)) };
    if (const auto *gone = std::get_if<model::VrrpConfigGone>(&body))
        return { QStringLiteral("configuration gone: ") + text(gone->file) };
    if (const auto *lost = std::get_if<model::Lost>(&body))
        return { QStringLiteral("observations lost: %1 (%2)").arg(lost->count).arg(text(lost->reason)) };
    if (const auto *advert = std::get_if<model::VrrpAdvert>(&body)) {
        // Priority 0 is news: the sender gives up its role.
        if (advert->priority != 0 && !m_tellsEverything)
            return {};
        return { QStringLiteral("advertisement: VRID %1 priority %2 from %3")
                     .arg(advert->vrid)
                     .arg(advert->priority)
                     .arg(text(advert->source.toString())) };
    }
    if (const QStringList lines = tellRouting(body); !lines.isEmpty() || !m_tellsEverything)
        return lines;
    if (const auto *counts = std::get_if<model::PortCounts>(&body)) {
        QStringList lines;
        for (const model::PortCount &count : counts->ports)
            lines += QStringLiteral("traffic %1: %2").arg(linkPath(m_view, count.port), countText(count));
        return lines;
    }
    if (const auto *count = std::get_if<model::ConntrackCount>(&body))
        return { QStringLiteral("%1: %2").arg(text(m_view.namespaceName(count->netns)),
                                              conntrackText(*count)) };
    if (const auto *entry = std::get_if<model::FdbEntry>(&body))
        return { QStringLiteral("fdb: %1 at %2")
                     .arg(text(entry->key.mac.toString()), linkPath(m_view, entry->key.port)) };
    if (const auto *gone = std::get_if<model::FdbGone>(&body))
        return { QStringLiteral("fdb gone: %1 at %2")
                     .arg(text(gone->key.mac.toString()), linkPath(m_view, gone->key.port)) };
    return {};
}

} // namespace kv::cli
