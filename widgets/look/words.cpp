// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace kv::look {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("kv::look", text);
}

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

QString roleName(state::Role role)
{
    switch (role) {
    case state::Role::unknown:
        return tr(QT_TRANSLATE_NOOP("kv::look", "unknown"));
    case state::Role::active:
        return tr(QT_TRANSLATE_NOOP("kv::look", "active"));
    case state::Role::activeUnconfirmed:
        return tr(QT_TRANSLATE_NOOP("kv::look", "active (unconfirmed)"));
    case state::Role::standby:
        return tr(QT_TRANSLATE_NOOP("kv::look", "standby"));
    case state::Role::isolated:
        return tr(QT_TRANSLATE_NOOP("kv::look", "isolated"));
    case state::Role::orphaned:
        return tr(QT_TRANSLATE_NOOP("kv::look", "orphaned"));
    case state::Role::frozen:
        return tr(QT_TRANSLATE_NOOP("kv::look", "frozen"));
    case state::Role::fault:
        return tr(QT_TRANSLATE_NOOP("kv::look", "fault"));
    case state::Role::stopped:
        return tr(QT_TRANSLATE_NOOP("kv::look", "stopped"));
    case state::Role::notRedundant:
        return tr(QT_TRANSLATE_NOOP("kv::look", "only instance"));
    }
    return {};
}

QString protectionName(state::Protection protection)
{
    switch (protection) {
    case state::Protection::unknown:
        return tr(QT_TRANSLATE_NOOP("kv::look", "unknown"));
    case state::Protection::isProtected:
        return tr(QT_TRANSLATE_NOOP("kv::look", "protected"));
    case state::Protection::unprotected:
        return tr(QT_TRANSLATE_NOOP("kv::look", "unprotected"));
    case state::Protection::failingOver:
        return tr(QT_TRANSLATE_NOOP("kv::look", "failing over"));
    case state::Protection::split:
        return tr(QT_TRANSLATE_NOOP("kv::look", "split"));
    case state::Protection::down:
        return tr(QT_TRANSLATE_NOOP("kv::look", "down"));
    case state::Protection::notRedundant:
        return tr(QT_TRANSLATE_NOOP("kv::look", "no HA"));
    }
    return {};
}

QString hostKindName(state::HostKind kind)
{
    switch (kind) {
    case state::HostKind::unknown:
        return tr(QT_TRANSLATE_NOOP("kv::look", "unknown"));
    case state::HostKind::controller:
        return tr(QT_TRANSLATE_NOOP("kv::look", "controller"));
    case state::HostKind::network:
        return tr(QT_TRANSLATE_NOOP("kv::look", "network"));
    case state::HostKind::compute:
        return tr(QT_TRANSLATE_NOOP("kv::look", "compute"));
    case state::HostKind::gateway:
        return tr(QT_TRANSLATE_NOOP("kv::look", "gateway"));
    case state::HostKind::client:
        return tr(QT_TRANSLATE_NOOP("kv::look", "client"));
    }
    return {};
}

QString sourceName(state::EvidenceSource source)
{
    switch (source) {
    case state::EvidenceSource::kernel:
        return tr(QT_TRANSLATE_NOOP("kv::look", "kernel"));
    case state::EvidenceSource::wire:
        return tr(QT_TRANSLATE_NOOP("kv::look", "wire"));
    case state::EvidenceSource::process:
        return tr(QT_TRANSLATE_NOOP("kv::look", "process"));
    case state::EvidenceSource::path:
        return tr(QT_TRANSLATE_NOOP("kv::look", "path"));
    case state::EvidenceSource::traffic:
        return tr(QT_TRANSLATE_NOOP("kv::look", "traffic"));
    case state::EvidenceSource::file:
        return tr(QT_TRANSLATE_NOOP("kv::look", "file"));
    case state::EvidenceSource::api:
        return tr(QT_TRANSLATE_NOOP("kv::look", "API"));
    }
    return {};
}

QString markerName(state::MarkerKind kind)
{
    switch (kind) {
    case state::MarkerKind::linkDown:
        return tr(QT_TRANSLATE_NOOP("kv::look", "down"));
    case state::MarkerKind::linkUp:
        return tr(QT_TRANSLATE_NOOP("kv::look", "up"));
    case state::MarkerKind::lastHeartbeat:
        return tr(QT_TRANSLATE_NOOP("kv::look", "last heartbeat"));
    case state::MarkerKind::promotion:
        return tr(QT_TRANSLATE_NOOP("kv::look", "promotion"));
    case state::MarkerKind::addressesComplete:
        return tr(QT_TRANSLATE_NOOP("kv::look", "addresses complete"));
    case state::MarkerKind::stepDown:
        return tr(QT_TRANSLATE_NOOP("kv::look", "steps down"));
    case state::MarkerKind::firstAnswer:
        return tr(QT_TRANSLATE_NOOP("kv::look", "first answer"));
    case state::MarkerKind::restored:
        return tr(QT_TRANSLATE_NOOP("kv::look", "restored"));
    }
    return {};
}

QString ageText(model::TimeUs ageUs)
{
    const double s = static_cast<double>(std::max<model::TimeUs>(ageUs, 0)) / 1e6;
    if (s < 9.95)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 s")).arg(number(s, 1));
    if (s < 120)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 s")).arg(number(s, 0));
    if (s < 7200)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 min")).arg(number(s / 60, 0));
    return tr(QT_TRANSLATE_NOOP("kv::look", "%1 h")).arg(number(s / 3600, 0));
}

QString durationText(std::int64_t us)
{
    const double s = static_cast<double>(us) / 1e6;
    if (us < 100'000)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 ms")).arg(number(s * 1000, 0));
    if (s < 1)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 s")).arg(number(s, 2));
    if (s < 120)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 s")).arg(number(s, 1));
    return tr(QT_TRANSLATE_NOOP("kv::look", "%1 min")).arg(number(s / 60, 1));
}

QString rttText(std::int64_t us)
{
    if (us < 0)
        return tr(QT_TRANSLATE_NOOP("kv::look", "unknown"));
    if (us < 100)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 µs")).arg(us);
    if (us < 1'000'000)
        return tr(QT_TRANSLATE_NOOP("kv::look", "%1 ms")).arg(number(static_cast<double>(us) / 1e3, us % 1000 == 0 || us >= 10'000 ? 0 : 2));
    return durationText(us);
}

QString outageText(const state::ExpectedOutage &expected)
{
    if (!expected.isKnown)
        return {};
    const double low = static_cast<double>(expected.minUs) / 1e6;
    const double high = static_cast<double>(expected.maxUs) / 1e6;
    const int decimals = high < 2 ? 2 : 1;
    return tr(QT_TRANSLATE_NOOP("kv::look", "%1 to %2 s")).arg(number(low, decimals), number(high, decimals));
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
