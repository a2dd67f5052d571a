// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/planmaker.h"
#include "app/lab/securityrules.h"

namespace kv::lab {

/// Each of these is a part: iptables sees what crosses a bridge only in a kernel with br_netfilter.
void PlanMaker::filterPorts(const std::string &host)
{
    if (!hasFilteredPorts(m_lab, host)) {
        return;
    }
    const Place place{ host, {} };
    m_part = "MAC and ARP protection on " + host;
    add(LoadRules{ place, spoofingRules(m_lab, host) });
    m_part.clear();
    if (!m_abilities.has("iptables-restore")) {
        return;
    }
    m_part = "security-group filtering (IPv4) on " + host;
    add(LoadRules{ place, securityGroupRules(m_lab, host, model::IpFamily::v4),
                   LoadRules::Loader::iptables });
    sysctl(place, "net/bridge/bridge-nf-call-iptables", "1");
    if (m_abilities.hasIpv6) {
        m_part = "security-group filtering (IPv6) on " + host;
        add(LoadRules{ place, securityGroupRules(m_lab, host, model::IpFamily::v6),
                       LoadRules::Loader::ip6tables });
        sysctl(place, "net/bridge/bridge-nf-call-ip6tables", "1");
    }
    m_part.clear();
}

} // namespace kv::lab
