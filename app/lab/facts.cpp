// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/facts.h"

namespace kv::lab {

LabFacts factsOf(const std::string &name, bool hasFastTimers, const Definition &definition)
{
    LabFacts facts{ name, hasFastTimers, {}, definition.targets, {} };
    for (const HostDefinition &host : definition.hosts) {
        facts.hosts.push_back(host.name);
    }
    for (const RouterDefinition &router : definition.routers) {
        facts.routers.push_back({ router.id, router.name, router.isRedundant() });
    }
    return facts;
}

std::vector<std::string> factsWords(const LabFacts &facts)
{
    std::vector<std::string> words{ "facts", facts.name, facts.hasFastTimers ? "fast" : "default" };
    for (const std::string &host : facts.hosts) {
        words.push_back("host");
        words.push_back(host);
        words.emplace_back();
    }
    for (const Target &target : facts.targets) {
        words.push_back("target");
        words.push_back(target.fromHost);
        words.push_back(target.address.toString());
    }
    for (const RouterNaming &router : facts.routers) {
        words.emplace_back(router.isRedundant ? "ha-router" : "router");
        words.push_back(router.id);
        words.push_back(router.name);
    }
    return words;
}

std::optional<LabFacts> factsFromWords(const Packet &packet)
{
    if (packet.word(0) != "facts" || packet.words.size() < 3) {
        return std::nullopt;
    }
    LabFacts facts{ packet.word(1), packet.word(2) == "fast", {}, {}, {} };
    for (std::size_t i = 3; i + 2 < packet.words.size(); i += 3) {
        if (packet.words[i] == "host") {
            facts.hosts.push_back(packet.words[i + 1]);
        } else if (packet.words[i] == "router" || packet.words[i] == "ha-router") {
            facts.routers.push_back(
                { packet.words[i + 1], packet.words[i + 2], packet.words[i] == "ha-router" });
        } else if (const auto address = model::IpAddress::parse(packet.words[i + 2])) {
            facts.targets.push_back({ packet.words[i + 1], *address });
        }
    }
    return facts;
}

} // namespace kv::lab
