// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look/words.h"

#include "widgets/look/text.h"

#include <QLocale>

#include <algorithm>

namespace kv::look {

namespace {

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

QString roleName(state::Role role)
{
    switch (role) {
    case state::Role::unknown:
        return Text::tr("unknown");
    case state::Role::active:
        return Text::tr("active");
    case state::Role::activeUnconfirmed:
        return Text::tr("active (unconfirmed)");
    case state::Role::standby:
        return Text::tr("standby");
    case state::Role::isolated:
        return Text::tr("isolated");
    case state::Role::orphaned:
        return Text::tr("orphaned");
    case state::Role::frozen:
        return Text::tr("frozen");
    case state::Role::fault:
        return Text::tr("fault");
    case state::Role::stopped:
        return Text::tr("stopped");
    case state::Role::notRedundant:
        return Text::tr("only instance");
    }
    return {};
}

QString protectionName(state::Protection protection)
{
    switch (protection) {
    case state::Protection::unknown:
        return Text::tr("unknown");
    case state::Protection::isProtected:
        return Text::tr("protected");
    case state::Protection::unprotected:
        return Text::tr("unprotected");
    case state::Protection::failingOver:
        return Text::tr("failing over");
    case state::Protection::split:
        return Text::tr("split");
    case state::Protection::down:
        return Text::tr("down");
    case state::Protection::notRedundant:
        return Text::tr("no HA");
    }
    return {};
}

QString hostKindName(state::HostKind kind)
{
    switch (kind) {
    case state::HostKind::unknown:
        return Text::tr("unknown");
    case state::HostKind::controller:
        return Text::tr("controller");
    case state::HostKind::network:
        return Text::tr("network");
    case state::HostKind::compute:
        return Text::tr("compute");
    case state::HostKind::gateway:
        return Text::tr("gateway");
    case state::HostKind::client:
        return Text::tr("client");
    }
    return {};
}

QString sourceName(state::EvidenceSource source)
{
    switch (source) {
    case state::EvidenceSource::kernel:
        return Text::tr("kernel");
    case state::EvidenceSource::wire:
        return Text::tr("wire");
    case state::EvidenceSource::process:
        return Text::tr("process");
    case state::EvidenceSource::path:
        return Text::tr("path");
    case state::EvidenceSource::traffic:
        return Text::tr("traffic");
    case state::EvidenceSource::file:
        return Text::tr("file");
    case state::EvidenceSource::api:
        return Text::tr("API");
    }
    return {};
}

QString markerName(state::MarkerKind kind)
{
    switch (kind) {
    case state::MarkerKind::linkDown:
        return Text::tr("down");
    case state::MarkerKind::linkUp:
        return Text::tr("up");
    case state::MarkerKind::lastHeartbeat:
        return Text::tr("last heartbeat");
    case state::MarkerKind::promotion:
        return Text::tr("promotion");
    case state::MarkerKind::addressesComplete:
        return Text::tr("addresses complete");
    case state::MarkerKind::stepDown:
        return Text::tr("steps down");
    case state::MarkerKind::firstAnswer:
        return Text::tr("first answer");
    case state::MarkerKind::restored:
        return Text::tr("restored");
    case state::MarkerKind::faultBegun:
        return Text::tr("fault");
    case state::MarkerKind::faultEnded:
        return Text::tr("fault undone");
    }
    return {};
}

QString ageText(model::TimeUs ageUs)
{
    const double s = static_cast<double>(std::max<model::TimeUs>(ageUs, 0)) / 1e6;
    if (s < 9.95)
        return Text::tr("%1 s").arg(number(s, 1));
    if (s < 120)
        return Text::tr("%1 s").arg(number(s, 0));
    if (s < 7200)
        return Text::tr("%1 min").arg(number(s / 60, 0));
    return Text::tr("%1 h").arg(number(s / 3600, 0));
}

QString durationText(std::int64_t us)
{
    const double s = static_cast<double>(us) / 1e6;
    if (us < 100'000)
        return Text::tr("%1 ms").arg(number(s * 1000, 0));
    if (s < 1)
        return Text::tr("%1 s").arg(number(s, 2));
    if (s < 120)
        return Text::tr("%1 s").arg(number(s, 1));
    return Text::tr("%1 min").arg(number(s / 60, 1));
}

QString rttText(std::int64_t us)
{
    if (us < 0)
        return Text::tr("unknown");
    if (us < 100)
        return Text::tr("%1 µs").arg(us);
    if (us < 1'000'000)
        return Text::tr("%1 ms").arg(
            number(static_cast<double>(us) / 1e3, us % 1000 == 0 || us >= 10'000 ? 0 : 2));
    return durationText(us);
}

QString anyOf(const std::string &host, const std::vector<std::string> &others)
{
    if (others.empty())
        return fromStd(host);
    QStringList hosts{ fromStd(host) };
    for (std::size_t index = 0; index + 1 < others.size(); ++index)
        hosts += fromStd(others[index]);
    return Text::tr("%1 or %2").arg(hosts.join(Text::tr(", ")), fromStd(others.back()));
}

QString outageText(const state::ExpectedOutage &expected)
{
    if (!expected.isKnown)
        return {};
    const double low = static_cast<double>(expected.minUs) / 1e6;
    const double high = static_cast<double>(expected.maxUs) / 1e6;
    const int decimals = high < 2 ? 2 : 1;
    return Text::tr("%1 to %2 s").arg(number(low, decimals), number(high, decimals));
}

QString shortAddress(const std::string &address, int most)
{
    const QString text = fromStd(address);
    if (text.size() <= most)
        return text;
    const qsizetype head = text.indexOf(QLatin1Char(':')) + 1;
    const qsizetype last = text.lastIndexOf(QLatin1Char(':'));
    const qsizetype second = last > 0 ? text.lastIndexOf(QLatin1Char(':'), last - 1) : -1;
    if (head <= 0 || second <= head)
        return text.left(most - 1) + QChar(0x2026);
    return text.left(head) + QChar(0x2026) + text.mid(second);
}

QString countText(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace kv::look
