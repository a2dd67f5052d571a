// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/keepalivedconf.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

#include <string>
#include <vector>

namespace kv::tests {

namespace {

std::vector<std::string> partsOf(std::string_view bytes)
{
    constexpr std::string_view border = "\n----\n";
    std::vector<std::string> parts;
    for (std::size_t at = bytes.find(border); at != std::string_view::npos; at = bytes.find(border)) {
        parts.emplace_back(bytes.substr(0, at));
        bytes.remove_prefix(at + border.size());
    }
    parts.emplace_back(bytes);
    return parts;
}

} // namespace

void keepalivedInput(std::string_view bytes)
{
    const auto parts = partsOf(bytes);
    std::size_t asked = 0;
    vrrp::ConfSurroundings surroundings;
    surroundings.configId = "node1";
    // Includes may go round in circles: the parts are given out again and again.
    surroundings.include = [&](const std::string &, const std::string &folder) {
        const std::string &text = parts[++asked % parts.size()];
        return std::vector<vrrp::ConfFile>{ { folder + "/part" + std::to_string(asked), text } };
    };
    const vrrp::ConfFile main{ "/var/lib/neutron/ha_confs/router/keepalived.conf", parts.front() };
    const vrrp::ConfText expanded = vrrp::expandConf(main, surroundings);
    demand(expanded.files.size() <= vrrp::maxConfFiles, "files are bounded", bytes);
    demand(expanded.lines.size() <= vrrp::maxConfLines, "lines are bounded", bytes);
    for (const vrrp::ConfLine &line : expanded.lines) {
        demand(line.text.size() <= vrrp::maxConfLineBytes, "a line is bounded", bytes);
        demand(line.file < expanded.files.size() && line.number > 0, "a line has its place", bytes);
    }
    asked = 0;
    const auto instances = vrrp::parseKeepalivedConf(main.text, main.path, surroundings);
    demand(instances.size() <= vrrp::maxConfInstances, "instances are bounded", bytes);
    for (const model::VrrpInstanceConfig &instance : instances) {
        demand(instance.notUnderstood.size() <= vrrp::maxNotUnderstood, "complaints are bounded", bytes);
        demandSendable(instance, bytes);
    }
}

} // namespace kv::tests
