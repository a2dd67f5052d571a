// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/keepalivedconf.h"
#include "app/lab/planmaker.h"

namespace kv::lab {

namespace {

constexpr const char *configPath = "/etc/keepalived/keepalived.conf";

std::string replaced(std::string line, const std::string &from, const std::string &to)
{
    for (std::size_t at = line.find(from); at != std::string::npos; at = line.find(from, at + to.size())) {
        line.replace(at, from.size(), to);
    }
    return line;
}

std::string textOf(const KeepalivedDefinition &one, const Timers &timers, bool withVmac)
{
    std::string text;
    for (const std::string &line : one.config) {
        if (withVmac
            || (line.find("use_vmac") == std::string::npos && line.find("vmac_xmit") == std::string::npos)) {
            text += replaced(replaced(line, "{advert_int}", advertInterval(timers)), "{vrrp_version}",
                             std::to_string(timers.vrrpVersion))
                + "\n";
        }
    }
    return text;
}

} // namespace

void PlanMaker::startPlainKeepalived(const KeepalivedDefinition &one)
{
    const Place place{ one.host, {} };
    m_phase = "keepalived on " + one.host;
    const HostDefinition *host = findHost(m_lab, one.host);
    if (one.usesVmac && host && !host->nics.empty()) {
        add(WriteFile{ one.host, configPath, textOf(one, m_timers, false) });
        // Only trying shows whether the kernel has macvlan, of which a virtual MAC is made.
        m_part = "use_vmac on " + one.host;
        link(place, netlink::AddMacvlan{ "kvtry0", { host->nics.front().name } });
        link(place, netlink::DeleteLink{ { "kvtry0" } });
    }
    add(WriteFile{ one.host, configPath, textOf(one, m_timers, true) });
    m_part.clear();
    // Its usual places for pid files are in /run, which is the host's own.
    start(place,
          { "keepalived", { "keepalived", "-f", configPath, "-D", "--dont-fork", "--log-console" }, {}, {} },
          "keepalived");
    if (one.holds.isSet()) {
        add(AwaitAddress{ place, one.holds,
                          std::chrono::milliseconds(m_timers.masterDownMs(1)) + planSlack });
    }
}

} // namespace kv::lab
