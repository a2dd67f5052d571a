// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factlist.h"

#include "widgets/facts/factwriter.h"
#include "widgets/look/words.h"

namespace kv::facts {

namespace {

void listHost(const state::Host &host, FactList &list)
{
    list.title = look::fromStd(host.name);
    list.subtitle = look::hostKindName(host.kind);
    FactWriter writer(host, list);
    writeHost(writer);
    writer.end();
}

void listNamespace(const state::Host &host, model::NetnsCookie netns, FactList &list)
{
    const auto found = host.view->namespaces.find(netns);
    const std::string name = host.view->namespaceName(netns);
    list.title = name.empty() ? look::fromStd(host.name)
                              : Text::tr("%1 on %2").arg(look::fromStd(name), look::fromStd(host.name));
    if (found == host.view->namespaces.end())
        return;
    list.subtitle = Text::tr("network namespace");
    FactWriter writer(host, list);
    writeNamespace(writer, netns);
    writer.end();
}

void listLink(const state::Host &host, model::LinkKey key, FactList &list)
{
    list.title = Text::tr("%1 on %2").arg(linkName(*host.view, key), look::fromStd(host.name));
    const auto found = host.view->links.find(key);
    if (found == host.view->links.end())
        return;
    list.subtitle = kindName(found->second.value);
    FactWriter writer(host, list);
    writeLink(writer, found->second);
    writer.end();
}

} // namespace

FactList factsOf(const state::Site &site, const Subject &subject)
{
    FactList list;
    const state::Host *host = site.host(subject.host);
    if (!host || !host->view) {
        list.title = look::fromStd(subject.host);
        return list;
    }
    switch (subject.kind) {
    case Subject::Kind::none:
        break;
    case Subject::Kind::host:
        listHost(*host, list);
        break;
    case Subject::Kind::netns:
        listNamespace(*host, subject.link.netns, list);
        break;
    case Subject::Kind::link:
        listLink(*host, subject.link, list);
        break;
    }
    return list;
}

} // namespace kv::facts
