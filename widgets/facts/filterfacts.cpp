// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factwriter.h"
#include "widgets/look/words.h"

#include <algorithm>

namespace kv::facts {

namespace {

/// Where the rules were looked for; iptables-nft keeps its own in nf_tables.
QString sourceOf(const model::PortFilters &filters)
{
    return filters.hasLegacy ? QStringLiteral("nf_tables, iptables") : QStringLiteral("nf_tables");
}

} // namespace

void writeFilters(FactWriter &writer, model::NetnsCookie netns)
{
    const auto found = writer.view().filters.find(netns);
    if (found == writer.view().filters.end())
        return;
    const auto &[filters, at] = found->second;
    const QString source = sourceOf(filters);
    writer.begin(Text::tr("Filtered ports"));
    if (!filters.isRead) {
        writer.add(Text::tr("Filter rules"), Text::tr("could not be read"), source, at);
        return;
    }
    if (filters.ports.empty())
        writer.add(Text::tr("Filter rules"), Text::tr("name no port"), source, at);
    if (filters.isCut)
        writer.add(Text::tr("Filter rules"),
                   Text::tr("name more ports than the %1 that are kept")
                       .arg(look::countText(model::PortFilters::maxPorts)),
                   source, at);
    for (const std::string &port : filters.ports)
        writer.add(look::fromStd(port), Text::tr("filter rules name it"), source, at);
}

void writeFiltersOf(FactWriter &writer, const model::Link &port)
{
    const auto found = writer.view().filters.find(port.key.netns);
    if (found == writer.view().filters.end() || port.masterIfindex == 0)
        return;
    const auto &[filters, at] = found->second;
    const bool isNamed = std::ranges::count(filters.ports, port.name) > 0;
    const bool isKnown = isNamed || (filters.isRead && !filters.isCut);
    writer.add(Text::tr("Filter rules"),
               !isKnown      ? Text::tr("not known")
                   : isNamed ? Text::tr("name it")
                             : Text::tr("do not name it"),
               sourceOf(filters), at);
}

} // namespace kv::facts
