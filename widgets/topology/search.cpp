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

void addRouter(QStringList &into, const state::Site &site, const std::string &id)
{
    const state::Router *router = site.router(id);
    if (router == nullptr)
        return;
    into << QString::fromStdString(router->id) << QString::fromStdString(router->name);
    for (const model::IpPrefix &address : router->addresses)
        into << QString::fromStdString(address.toString());
}

} // namespace

QString searchText(const picture::Element &element, const state::Site &site)
{
    QStringList parts{ element.name, element.description };
    for (const picture::Shape &shape : element.shapes) {
        if (shape.kind == picture::Shape::Kind::text)
            parts << shape.text;
    }
    const picture::Target &target = element.target;
    parts << QString::fromStdString(target.host);
    if (!target.routerId.empty())
        addRouter(parts, site, target.routerId);
    if (const state::Host *host = site.host(target.host)) {
        if (target.kind == picture::TargetKind::netns || target.kind == picture::TargetKind::router)
            addNamespace(parts, *host->view, target.link.netns);
        else
            addLink(parts, *host->view, target.link);
    }
    return parts.join(QLatin1Char('\n')).toLower();
}

bool matches(const QString &searchText, const QString &wanted)
{
    const QStringList words = wanted.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return !words.isEmpty() && std::all_of(words.begin(), words.end(), [&searchText](const QString &word) {
        return searchText.contains(word);
    });
}

} // namespace kv::topology
