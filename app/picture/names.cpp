// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/names.h"

#include "app/picture/text.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr qsizetype shownIdLength = 4;
constexpr qsizetype shownUuidLength = 8;

/// Others of the first one's family: "1.2.3.17" after "1.2.3.21" is "+.17", more are counted.
QString otherAddresses(const std::vector<model::IpPrefix> &all)
{
    const model::IpFamily family = all.front().address.family;
    const auto count = std::count_if(
        all.begin(), all.end(), [family](const model::IpPrefix &p) { return p.address.family == family; });
    if (count == 1)
        return {};
    const QString first = fromStd(all[0].address.toString());
    const QString second = fromStd(all[1].address.toString());
    const qsizetype dot = first.lastIndexOf(QLatin1Char('.'));
    if (count == 2 && dot > 0 && second.startsWith(first.left(dot + 1)))
        return QStringLiteral(" +") + second.mid(dot);
    return QStringLiteral(" +%1").arg(count - 1);
}

bool holdsLinkLocal(const model::HostView &view, model::LinkKey link)
{
    for (auto it = view.addresses.lower_bound({ link, {} });
         it != view.addresses.end() && it->first.link == link; ++it) {
        if (it->second.value.prefix.address.isLinkLocal())
            return true;
    }
    return false;
}

} // namespace

QString fromStd(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString shortLinkName(const std::string &name)
{
    const QString full = fromStd(name);
    for (const QLatin1String prefix : { QLatin1String("tap"), QLatin1String("brq") }) {
        if (full.startsWith(prefix) && full.size() > prefix.size() + shownIdLength)
            return full.left(prefix.size()) + QLatin1Char(' ') + full.mid(prefix.size(), shownIdLength);
    }
    return full;
}

QString shortSpaceName(const std::string &name)
{
    const QString full = fromStd(name);
    const QLatin1String guest("instance-");
    if (full.startsWith(guest) && full.size() > guest.size())
        return full.mid(guest.size());
    const qsizetype dash = full.indexOf(QLatin1Char('-'));
    if (dash > 0 && full.size() - dash > 24 && full.count(QLatin1Char('-')) >= 5)
        return full.left(dash + 1 + shownUuidLength);
    return full;
}

QString hostKindName(state::HostKind kind)
{
    switch (kind) {
    case state::HostKind::unknown:
        return Text::tr("host");
    case state::HostKind::controller:
        return Text::tr("controller");
    case state::HostKind::network:
        return Text::tr("network node");
    case state::HostKind::compute:
        return Text::tr("compute node");
    case state::HostKind::gateway:
        return Text::tr("physical gateway");
    case state::HostKind::client:
        return Text::tr("outside client");
    }
    return {};
}

QString roleName(state::Role role)
{
    switch (role) {
    case state::Role::unknown:
        return Text::tr("unknown");
    case state::Role::active:
        return Text::tr("active");
    case state::Role::activeUnconfirmed:
        return Text::tr("active, unconfirmed");
    case state::Role::standby:
        return Text::tr("standby");
    case state::Role::isolated:
        return Text::tr("isolated: holds the addresses, heard by nobody");
    case state::Role::orphaned:
        return Text::tr("orphaned: holds the addresses, keepalived is gone");
    case state::Role::frozen:
        return Text::tr("frozen: holds the addresses, keepalived is stopped");
    case state::Role::fault:
        return Text::tr("fault: holds nothing, cannot take over");
    case state::Role::stopped:
        return Text::tr("stopped: no keepalived, no addresses");
    case state::Role::notRedundant:
        return Text::tr("without HA");
    }
    return {};
}

QString networkKindName(state::NetworkKind kind)
{
    switch (kind) {
    case state::NetworkKind::none:
        return {};
    case state::NetworkKind::management:
        return Text::tr("management");
    case state::NetworkKind::provider:
        return Text::tr("provider");
    case state::NetworkKind::overlay:
        return Text::tr("overlay");
    case state::NetworkKind::untagged:
        return Text::tr("provider, untagged");
    case state::NetworkKind::selfService:
        return Text::tr("self-service");
    case state::NetworkKind::ha:
        return Text::tr("HA network");
    }
    return {};
}

std::string subnetOf(const model::IpPrefix &prefix)
{
    model::IpPrefix net = prefix;
    for (std::size_t i = 0; i < net.address.size(); ++i) {
        const int kept = std::clamp(static_cast<int>(prefix.length) - static_cast<int>(8 * i), 0, 8);
        net.address.bytes[i] = static_cast<std::uint8_t>(net.address.bytes[i] & (0xff00 >> kept));
    }
    return net.toString();
}

std::vector<model::IpPrefix> addressesOf(const model::HostView &view, model::LinkKey link)
{
    std::vector<model::IpPrefix> found;
    for (auto it = view.addresses.lower_bound({ link, {} });
         it != view.addresses.end() && it->first.link == link; ++it) {
        const model::IpAddress &address = it->second.value.prefix.address;
        if (address.family != model::IpFamily::v6 || !address.isLinkLocal())
            found.push_back(it->second.value.prefix);
    }
    std::stable_sort(found.begin(), found.end(), [](const model::IpPrefix &a, const model::IpPrefix &b) {
        if (a.address.family != b.address.family)
            return a.address.family < b.address.family;
        if (a.length != b.length)
            return a.length < b.length;
        return a.address < b.address;
    });
    return found;
}

QString plainAddressLine(const model::HostView &view, model::LinkKey link)
{
    return addressesOf(view, link).empty() ? Text::tr("no address") : addressLine(view, link);
}

QString addressLine(const model::HostView &view, model::LinkKey link, const model::IpAddress &first)
{
    std::vector<model::IpPrefix> all = addressesOf(view, link);
    if (all.empty()) {
        return holdsLinkLocal(view, link) ? Text::tr("link-local only") : Text::tr("no address");
    }
    const auto wanted =
        std::find_if(all.begin(), all.end(), [&first](const auto &p) { return p.address == first; });
    if (wanted != all.end())
        return fromStd(first.toString());
    const QString text = fromStd(all.front().address.toString());
    return text + otherAddresses(all);
}

} // namespace kv::picture
