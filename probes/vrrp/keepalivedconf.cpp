// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/keepalivedconf.h"

#include "probes/vrrp/conftext.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace kv::vrrp {

using model::VrrpInstanceConfig;

namespace {

/// Words whose meaning changes nothing that Keepview concludes: they are passed over without a note.
constexpr std::string_view quietAtTop[] = { "authentication",
                                            "bfd_instance",
                                            "garp_group",
                                            "global_defs",
                                            "interface_up_down_delays",
                                            "linkbeat_interfaces",
                                            "linkbeat_use_polling",
                                            "real_server",
                                            "static_ipaddress",
                                            "static_routes",
                                            "static_rules",
                                            "static_track_group",
                                            "track_bfd",
                                            "track_file",
                                            "virtual_server",
                                            "virtual_server_group",
                                            "vrrp_instance",
                                            "vrrp_linkbeat",
                                            "vrrp_script",
                                            "vrrp_sync_group",
                                            "vrrp_track_file",
                                            "vrrp_track_process" };
constexpr std::string_view quietInInstance[] = { "authentication",
                                                 "debug",
                                                 "dont_track_primary",
                                                 "fault_init_exit_delay",
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
                                                 "log_unknown_vrids",
                                                 "lower_prio_no_advert",
                                                 "lvs_sync_daemon_interface",
                                                 "mcast_src_ip",
                                                 "native_ipv6",
                                                 "notify",
                                                 "notify_backup",
                                                 "notify_deleted",
                                                 "notify_fault",
                                                 "notify_fifo",
                                                 "notify_master",
                                                 "notify_master_rx_lower_pri",
                                                 "notify_priority_changes",
                                                 "notify_stop",
                                                 "preempt_delay",
                                                 "promote_secondaries",
                                                 "skip_check_adv_addr",
                                                 "smtp_alert",
                                                 "start_delay",
                                                 "strict_mode",
                                                 "track_interface",
                                                 "track_src_ip",
                                                 "unicast_src_ip",
                                                 "virtual_routes",
                                                 "virtual_rules",
                                                 "down_timer_adverts_default" };

bool isOneOf(std::span<const std::string_view> list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<long> wholeNumber(std::string_view word, long low, long high)
{
    long value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || value < low || value > high)
        return std::nullopt;
    return value;
}

/// "2", "0.1", "1.25": hundredths of a second, rounded to the nearest; keepalived takes 0.01 to 255 s.
std::optional<std::uint32_t> advertCentis(std::string_view word)
{
    const std::size_t dot = word.find('.');
    const auto seconds = dot == 0 ? std::optional<long>(0) : wholeNumber(word.substr(0, dot), 0, 255);
    if (!seconds)
        return std::nullopt;
    long micros = 0;
    if (dot != std::string_view::npos) {
        std::string fraction(word.substr(dot + 1, 6));
        fraction.resize(6, '0');
        const auto parsed = wholeNumber(fraction, 0, 999'999);
        if (!parsed)
            return std::nullopt;
        micros = *parsed;
    }
    const long centis = *seconds * 100 + (micros + 5'000) / 10'000;
    if (centis < 1)
        return std::nullopt;
    return static_cast<std::uint32_t>(centis);
}

std::string routerIdOf(std::string_view file)
{
    constexpr std::string_view folder = "/ha_confs/";
    const std::size_t at = file.rfind(folder);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = file.substr(at + folder.size());
    const std::size_t slash = rest.find('/');
    return slash == std::string_view::npos ? std::string() : std::string(rest.substr(0, slash));
}

/// Only the first word, so that no secret of an unknown statement travels.
std::string noteOf(const ConfStatement &statement)
{
    constexpr std::size_t maxWordBytes = 64;
    std::string word =
        statement.words.empty() ? std::string("{") : statement.words.front().substr(0, maxWordBytes);
    for (char &c : word) {
        if (c < 0x20 || c > 0x7e)
            c = '?';
    }
    return "line " + std::to_string(statement.line) + ": " + word;
}

class InstanceReader {
public:
    InstanceReader(const ConfStatement &statement, const std::string &file, std::uint8_t defaultVersion)
        : m_defaultVersion(defaultVersion)
    {
        m_config.file = file;
        m_config.routerId = routerIdOf(file);
        m_config.name = statement.words.size() > 1 ? statement.words[1] : std::string();
        m_config.version = 0;
        for (const ConfStatement &inner : statement.block) {
            if (!read(inner))
                note(noteOf(inner));
        }
        settle();
    }

    VrrpInstanceConfig take() { return std::move(m_config); }

private:
    VrrpInstanceConfig m_config;
    std::uint8_t m_defaultVersion;
    std::uint32_t m_exactAdvertCentis = 100;

    void note(std::string text)
    {
        if (m_config.notUnderstood.size() < maxNotUnderstood)
            m_config.notUnderstood.push_back(std::move(text));
    }

    bool read(const ConfStatement &statement);
    bool readNumber(const std::string &key, const std::string &value);
    void readAddresses(const ConfStatement &statement, bool isExcluded);
    bool readAddress(const ConfStatement &statement, bool isExcluded);
    void settle();
};

bool InstanceReader::readNumber(const std::string &key, const std::string &value)
{
    if (key == "advert_int") {
        const auto centis = advertCentis(value);
        m_exactAdvertCentis = centis.value_or(m_exactAdvertCentis);
        return centis.has_value();
    }
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
    } else {
        m_config.vrid = byte;
    }
    return true;
}

bool InstanceReader::read(const ConfStatement &statement)
{
    if (statement.words.empty())
        return false;
    const std::string &key = statement.words.front();
    const std::string value = statement.words.size() > 1 ? statement.words[1] : std::string();
    if (key == "virtual_ipaddress" || key == "virtual_ipaddress_excluded") {
        readAddresses(statement, key != "virtual_ipaddress");
        return true;
    }
    if (key == "interface") {
        m_config.interface = value;
        return !value.empty();
    }
    if (key == "state") {
        m_config.startsAsMaster = value == "MASTER";
        return value == "MASTER" || value == "BACKUP";
    }
    if (key == "virtual_router_id" || key == "priority" || key == "version" || key == "advert_int")
        return readNumber(key, value);
    if (key == "nopreempt" || key == "preempt") {
        m_config.nopreempt = key == "nopreempt";
        return true;
    }
    return isOneOf(quietInInstance, key);
}

void InstanceReader::readAddresses(const ConfStatement &statement, bool isExcluded)
{
    for (const ConfStatement &inner : statement.block) {
        if (!readAddress(inner, isExcluded))
            note(noteOf(inner));
    }
}

bool InstanceReader::readAddress(const ConfStatement &statement, bool isExcluded)
{
    if (statement.words.empty() || m_config.addresses.size() >= maxConfAddresses)
        return false;
    model::VirtualAddress address;
    const auto prefix = model::IpPrefix::parse(statement.words.front());
    if (!prefix)
        return false;
    address.prefix = *prefix;
    address.isExcluded = isExcluded;
    for (std::size_t i = 1; i + 1 < statement.words.size(); ++i) {
        if (statement.words[i] == "dev")
            address.device = statement.words[i + 1];
    }
    m_config.addresses.push_back(std::move(address));
    return true;
}

/// keepalived's own rules when a block is complete (vrrp_complete_instance): IPv6 speaks version 3 only;
/// version 2 speaks whole seconds only.
void InstanceReader::settle()
{
    const auto first = std::find_if(m_config.addresses.begin(), m_config.addresses.end(),
                                    [](const model::VirtualAddress &address) { return !address.isExcluded; });
    const bool isIpv6 =
        first != m_config.addresses.end() && first->prefix.address.family == model::IpFamily::v6;
    if (m_config.version == 0)
        m_config.version = m_defaultVersion;
    if (isIpv6)
        m_config.version = 3;
    m_config.advertCentis = m_exactAdvertCentis;
    if (m_config.version == 2)
        m_config.advertCentis = std::max<std::uint32_t>(1, (m_exactAdvertCentis + 50) / 100) * 100;
    else
        m_config.advertCentis = std::min<std::uint32_t>(m_exactAdvertCentis, 4095);
}

std::uint8_t globalVersion(const std::vector<ConfStatement> &statements)
{
    std::uint8_t version = 2;
    for (const ConfStatement &statement : statements) {
        if (statement.words.empty() || statement.words.front() != "global_defs")
            continue;
        for (const ConfStatement &inner : statement.block) {
            if (inner.words.size() == 2 && inner.words[0] == "vrrp_version")
                version = inner.words[1] == "3" ? 3 : 2;
        }
    }
    return version;
}

} // namespace

std::vector<VrrpInstanceConfig> parseKeepalivedConf(std::string_view text, const std::string &file)
{
    bool complete = text.size() <= maxConfBytes;
    bool readAll = true;
    const std::vector<ConfStatement> statements = readConfText(text.substr(0, maxConfBytes), readAll);
    complete = complete && readAll;
    const std::uint8_t version = globalVersion(statements);

    std::vector<VrrpInstanceConfig> instances;
    std::vector<std::string> notes;
    for (const ConfStatement &statement : statements) {
        const std::string key = statement.words.empty() ? std::string() : statement.words.front();
        if (key != "vrrp_instance") {
            if (!isOneOf(quietAtTop, key))
                notes.push_back(noteOf(statement));
        } else if (instances.size() < maxConfInstances) {
            instances.push_back(InstanceReader(statement, file, version).take());
        } else {
            complete = false;
        }
        if (notes.size() > maxNotUnderstood)
            notes.resize(maxNotUnderstood);
    }
    if (!complete)
        notes.insert(notes.begin(), "longer than is read");
    for (VrrpInstanceConfig &instance : instances) {
        for (const std::string &note : notes) {
            if (instance.notUnderstood.size() < maxNotUnderstood)
                instance.notUnderstood.push_back(note);
        }
    }
    return instances;
}

} // namespace kv::vrrp
