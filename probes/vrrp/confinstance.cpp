// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/confinstance.h"

#include "probes/vrrp/confvalues.h"

#include <algorithm>
#include <span>

namespace kv::vrrp {

using model::VrrpInstanceConfig;

namespace {

/// Words whose meaning changes nothing that Keepview concludes: they are passed over without a note.
constexpr std::string_view quietInInstance[] = { "accept",
                                                 "advert_gap",
                                                 "authentication",
                                                 "check_unicast_src",
                                                 "debug",
                                                 "dont_track_primary",
                                                 "fault_init_exit_delay",
                                                 "down_timer_adverts",
                                                 "garp_extra_if",
                                                 "garp_interval",
                                                 "garp_lower_prio_delay",
                                                 "garp_lower_prio_repeat",
                                                 "garp_master_delay",
                                                 "garp_master_refresh",
                                                 "garp_master_refresh_repeat",
                                                 "garp_master_repeat",
                                                 "gna_interval",
                                                 "graceful_shutdown",
                                                 "higher_prio_send_advert",
                                                 "linkbeat_use_polling",
                                                 "kernel_rx_buf_size",
                                                 "log_unknown_vrids",
                                                 "lower_prio_no_advert",
                                                 "lvs_sync_daemon_interface",
                                                 "mcast_src_ip",
                                                 "mcast_dst_ip",
                                                 "native_ipv6",
                                                 "no_accept",
                                                 "notify",
                                                 "notify_backup",
                                                 "notify_deleted",
                                                 "notify_fault",
                                                 "notify_fifo",
                                                 "notify_master",
                                                 "notify_master_rx_lower_pri",
                                                 "notify_priority_changes",
                                                 "notify_stop",
                                                 "promote_secondaries",
                                                 "skip_check_adv_addr",
                                                 "smtp_alert",
                                                 "start_delay",
                                                 "strict_mode",
                                                 "track_src_ip",
                                                 "unicast_fault_no_peer",
                                                 "unicast_ttl",
                                                 "use_vmac_addr",
                                                 "virtual_rules",
                                                 "vmac_xmit_base",
                                                 "vrf",
                                                 "down_timer_adverts_default" };

bool isQuiet(std::string_view word)
{
    const std::span<const std::string_view> list(quietInInstance);
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::uint8_t ownerPriority = 255; ///< RFC 5798 section 5.2.4: it owns the addresses

class InstanceReader {
public:
    InstanceReader(const TrackedDefinitions &definitions, const Note &note)
        : m_definitions(definitions), m_note(note)
    {
    }

    VrrpInstanceConfig read(const ConfStatement &statement, std::uint8_t globalVersion);

private:
    VrrpInstanceConfig m_config;
    const TrackedDefinitions &m_definitions;
    const Note &m_note;
    std::int64_t m_advertUs = 1'000'000;
    bool m_usesVmac = false;
    bool m_hasPriority = false;
    bool m_hasState = false;

    bool readLine(const ConfStatement &statement);
    bool readWord(const std::string &key, const std::string &value);
    bool readNumber(const std::string &key, const std::string &value);
    void readBlock(const ConfStatement &statement,
                   bool (InstanceReader::*readItem)(const ConfStatement &, bool), bool isExcluded);
    bool readAddress(const ConfStatement &statement, bool isExcluded);
    bool readRoute(const ConfStatement &statement, bool isExcluded);
    bool readPeer(const ConfStatement &statement, bool isExcluded);
    model::IpFamily family() const;
    void settle(std::uint8_t globalVersion);
};

VrrpInstanceConfig InstanceReader::read(const ConfStatement &statement, std::uint8_t globalVersion)
{
    m_config.name = statement.words.size() > 1 ? statement.words[1] : std::string();
    m_config.version = 0;
    for (const ConfStatement &inner : statement.block) {
        if (!readLine(inner))
            m_note(inner);
    }
    settle(globalVersion);
    return std::move(m_config);
}

bool InstanceReader::readLine(const ConfStatement &statement)
{
    if (statement.words.empty())
        return false;
    const std::string &key = statement.words.front();
    const std::string value = statement.words.size() > 1 ? statement.words[1] : std::string();
    if (key == "virtual_ipaddress" || key == "virtual_ipaddress_excluded") {
        readBlock(statement, &InstanceReader::readAddress, key != "virtual_ipaddress");
        return true;
    }
    if (key == "virtual_routes" || key == "virtual_routes_excluded") {
        readBlock(statement, &InstanceReader::readRoute, key != "virtual_routes");
        return true;
    }
    if (key == "unicast_peer") {
        readBlock(statement, &InstanceReader::readPeer, false);
        return true;
    }
    if (const auto kind = trackedListKind(key)) {
        readTrackedList(statement, *kind, m_definitions, m_config.tracked, m_note);
        return true;
    }
    return readWord(key, value);
}

bool InstanceReader::readWord(const std::string &key, const std::string &value)
{
    if (key == "interface") {
        m_config.interface = value;
        return !value.empty();
    }
    if (key == "state") {
        m_hasState = true;
        m_config.startsAsMaster = value == "MASTER";
        return value == "MASTER" || value == "BACKUP";
    }
    if (key == "virtual_router_id" || key == "priority" || key == "version")
        return readNumber(key, value);
    if (key == "advert_int" || key == "preempt_delay") {
        const auto us = timerUs(value);
        if (us && key == "preempt_delay")
            m_config.preemptDelayMs = static_cast<std::uint32_t>(*us / 1'000);
        else if (us && *us >= 10'000 && *us <= 255'000'000)
            m_advertUs = *us;
        else
            return false;
        return true;
    }
    if (key == "nopreempt" || key == "preempt") {
        m_config.nopreempt = key == "nopreempt";
        return true;
    }
    if (key == "use_vmac") {
        m_usesVmac = true;
        // An octet pair there is the MAC, without a name.
        m_config.vmacInterface = value.find(':') == std::string::npos ? value : std::string();
        return true;
    }
    if (key == "unicast_src_ip") {
        const auto address = model::IpAddress::parse(value);
        m_config.unicastSource = address.value_or(model::IpAddress{});
        return address.has_value();
    }
    return isQuiet(key);
}

bool InstanceReader::readNumber(const std::string &key, const std::string &value)
{
    const auto number = wholeNumber(value, 1, 255);
    if (!number)
        return false;
    const auto byte = static_cast<std::uint8_t>(*number);
    if (key == "version") {
        if (byte != 2 && byte != 3)
            return false;
        m_config.version = byte;
    } else if (key == "priority") {
        m_config.priority = byte;
        m_hasPriority = true;
    } else {
        m_config.vrid = byte;
    }
    return true;
}

void InstanceReader::readBlock(const ConfStatement &statement,
                               bool (InstanceReader::*readItem)(const ConfStatement &, bool), bool isExcluded)
{
    for (const ConfStatement &inner : statement.block) {
        if (inner.words.empty() || !(this->*readItem)(inner, isExcluded))
            m_note(inner);
    }
}

bool InstanceReader::readAddress(const ConfStatement &statement, bool isExcluded)
{
    const auto prefix = model::IpPrefix::parse(statement.words.front());
    if (!prefix || m_config.addresses.size() >= maxConfAddresses)
        return false;
    model::VirtualAddress address{ *prefix, {}, isExcluded };
    for (std::size_t i = 1; i + 1 < statement.words.size(); ++i) {
        if (statement.words[i] == "dev")
            address.device = statement.words[i + 1];
    }
    m_config.addresses.push_back(std::move(address));
    return true;
}

// "[src A] [TYPE] [to] PREFIX [via|gw [inet|inet6] A] [dev D] …"; the words that follow matter to the kernel
// only.
bool InstanceReader::readRoute(const ConfStatement &statement, bool isExcluded)
{
    if (m_config.routes.size() >= maxConfRoutes)
        return false;
    model::VirtualRoute route;
    route.isExcluded = isExcluded;
    std::string destination;
    const std::vector<std::string> &words = statement.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool hasNext = i + 1 < words.size();
        if ((words[i] == "via" || words[i] == "gw") && hasNext) {
            i += words[i + 1].starts_with("inet") ? 2u : 1u;
            const auto gateway = i < words.size() ? model::IpAddress::parse(words[i]) : std::nullopt;
            if (!gateway)
                return false;
            route.gateway = *gateway;
        } else if (words[i] == "dev" && hasNext) {
            route.device = words[++i];
        } else if (words[i] == "src" && hasNext) {
            ++i;
        } else if (destination.empty() && words[i] != "to" && routePrefix(words[i])) {
            destination = words[i];
        }
    }
    const auto prefix = routePrefix(
        destination == "default" && route.gateway.family == model::IpFamily::v6 ? "::/0" : destination);
    if (!prefix)
        return false;
    route.destination = *prefix;
    m_config.routes.push_back(std::move(route));
    return true;
}

bool InstanceReader::readPeer(const ConfStatement &statement, bool)
{
    const auto peer = model::IpAddress::parse(statement.words.front());
    if (!peer || m_config.unicastPeers.size() >= maxConfPeers)
        return false;
    m_config.unicastPeers.push_back(*peer);
    return true;
}

/// The family that a block's first address makes it speak: its own source, its peers, then its virtual
/// addresses.
model::IpFamily InstanceReader::family() const
{
    if (m_config.unicastSource.isSet())
        return m_config.unicastSource.family;
    if (!m_config.unicastPeers.empty())
        return m_config.unicastPeers.front().family;
    const auto first = std::find_if(m_config.addresses.begin(), m_config.addresses.end(),
                                    [](const model::VirtualAddress &address) { return !address.isExcluded; });
    return first == m_config.addresses.end() ? model::IpFamily::v4 : first->prefix.address.family;
}

/// keepalived's own rules when a block is complete (vrrp_complete_instance of 2.2.7): IPv6 speaks version 3
/// only; version 2 speaks whole seconds only; addresses of another family and its own interface as a tracked
/// one do not count; MASTER without a priority owns the addresses; nopreempt needs another than 255;
/// preempt_delay goes with BACKUP only.
void InstanceReader::settle(std::uint8_t globalVersion)
{
    const model::IpFamily spoken = family();
    if (m_config.version == 0)
        m_config.version = globalVersion;
    if (spoken == model::IpFamily::v6)
        m_config.version = 3;
    std::erase_if(m_config.addresses, [spoken](const model::VirtualAddress &address) {
        return !address.isExcluded && address.prefix.address.family != spoken;
    });
    std::erase_if(m_config.tracked, [this](const model::TrackedItem &item) {
        return item.kind == model::TrackedKind::interface && item.name == m_config.interface;
    });
    const auto centis = static_cast<std::uint32_t>((m_advertUs + 5'000) / 10'000);
    m_config.advertCentis = m_config.version == 2 ? std::max<std::uint32_t>(1, (centis + 50) / 100) * 100
                                                  : std::min<std::uint32_t>(centis, 4095);
    if (!m_hasPriority && m_config.startsAsMaster)
        m_config.priority = ownerPriority;
    if (m_config.priority == ownerPriority) {
        m_config.nopreempt = false;
        m_config.startsAsMaster = m_config.startsAsMaster || !m_hasState;
    }
    if (m_config.startsAsMaster) {
        m_config.nopreempt = false;
        m_config.preemptDelayMs = 0;
    }
    if (m_usesVmac && m_config.vmacInterface.empty())
        m_config.vmacInterface = "vrrp." + std::to_string(m_config.vrid);
}

} // namespace

VrrpInstanceConfig readInstance(const ConfStatement &statement, std::uint8_t globalVersion,
                                const TrackedDefinitions &definitions, const Note &note)
{
    return InstanceReader(definitions, note).read(statement, globalVersion);
}

} // namespace kv::vrrp
