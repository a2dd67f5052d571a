// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/search.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace kv::topology {

namespace {

void addAddresses(QStringList &into, const model::HostView &view, model::LinkKey link)
{
    model::AddressKey first;
    first.link = link;
    for (auto found = view.addresses.lower_bound(first);
         found != view.addresses.end() && found->first.link == link; ++found)
        into << QString::fromStdString(found->second.value.prefix.toString());
}

void addLink(QStringList &into, const model::HostView &view, model::LinkKey key)
{
    const model::Link *link = view.link(key);
    if (link == nullptr)
        return;
    into << QString::fromStdString(link->name) << QString::fromStdString(link->mac.toString())
         << QString::fromStdString(link->kindName);
    if (link->vxlan)
        into << QStringLiteral("vni %1").arg(link->vxlan->vni);
    addAddresses(into, view, key);
}

void addNamespace(QStringList &into, const model::HostView &view, model::NetnsCookie netns)
{
    const auto found = view.namespaces.find(netns);
    if (found == view.namespaces.end())
        return;
    for (const std::string &name : found->second.value.names)
        into << QString::fromStdString(name);
    const model::LinkKey first{ netns, std::numeric_limits<std::int32_t>::min() };
    for (auto link = view.links.lower_bound(first); link != view.links.end() && link->first.netns == netns;
         ++link)
        addLink(into, view, link->first);
}

void addRouter(QStringList &into, const state::Router &router)
{
    into << QString::fromStdString(router.id) << QString::fromStdString(router.name);
    for (const model::IpPrefix &address : router.addresses)
        into << QString::fromStdString(address.toString());
}

/// Host and router that it is of; null without one.
QString textOf(const picture::Element &element, const state::Host *host, const state::Router *router)
{
    QStringList parts{ element.name, element.description };
    for (const picture::Shape &shape : element.shapes) {
        if (shape.kind == picture::Shape::Kind::text)
            parts << shape.text;
    }
    const picture::Target &target = element.target;
    parts << QString::fromStdString(target.host);
    if (router != nullptr)
        addRouter(parts, *router);
    if (host != nullptr) {
        if (target.kind == picture::TargetKind::netns || target.kind == picture::TargetKind::router)
            addNamespace(parts, *host->view, target.link.netns);
        else
            addLink(parts, *host->view, target.link);
    }
    return parts.join(QLatin1Char('\n')).toLower();
}

template <class Found>
const Found *valueOf(const std::unordered_map<std::string, const Found *> &in, const std::string &key)
{
    const auto found = in.find(key);
    return found == in.end() ? nullptr : found->second;
}

} // namespace

QString searchText(const picture::Element &element, const state::Site &site)
{
    return textOf(element, site.host(element.target.host), site.router(element.target.routerId));
}

SearchFacts::SearchFacts(const state::Site &site)
{
    for (const state::Host &host : site.hosts)
        m_hosts.emplace(host.name, &host);
    for (const state::Router &router : site.routers)
        m_routers.emplace(router.id, &router);
}

QString SearchFacts::textOf(const picture::Element &element) const
{
    return topology::textOf(element, valueOf(m_hosts, element.target.host),
                            valueOf(m_routers, element.target.routerId));
}

bool matches(const QString &searchText, const QString &wanted)
{
    const QStringList words = wanted.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return !words.isEmpty() && std::all_of(words.begin(), words.end(), [&searchText](const QString &word) {
        return searchText.contains(word);
    });
}

} // namespace kv::topology
