// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/statewords.h"

#include "app/engine/text.h"

#include <QStringList>

namespace kv::engine {

using state::Protection;
using state::Role;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

QString roleText(Role role)
{
    switch (role) {
    case Role::unknown:
        return Text::tr("unknown");
    case Role::active:
        return Text::tr("active");
    case Role::activeUnconfirmed:
        return Text::tr("active (unconfirmed)");
    case Role::standby:
        return Text::tr("standby");
    case Role::isolated:
        return Text::tr("isolated");
    case Role::orphaned:
        return Text::tr("orphaned");
    case Role::frozen:
        return Text::tr("frozen");
    case Role::fault:
        return Text::tr("fault");
    case Role::stopped:
        return Text::tr("stopped");
    case Role::notRedundant:
        return Text::tr("not redundant");
    }
    return Text::tr("unknown");
}

QString protectionText(Protection protection)
{
    switch (protection) {
    case Protection::unknown:
        return Text::tr("unknown");
    case Protection::isProtected:
        return Text::tr("protected");
    case Protection::unprotected:
        return Text::tr("unprotected");
    case Protection::failingOver:
        return Text::tr("failing over");
    case Protection::split:
        return Text::tr("split");
    case Protection::down:
        return Text::tr("down");
    case Protection::notRedundant:
        return Text::tr("not redundant");
    }
    return Text::tr("unknown");
}

QString restoreCauseText(model::RestoreCause cause)
{
    using model::RestoreCause;
    switch (cause) {
    case RestoreCause::none:
        return Text::tr("unknown");
    case RestoreCause::asked:
        return Text::tr("it was asked to");
    case RestoreCause::timer:
        return Text::tr("its time was up");
    case RestoreCause::inputClosed:
        return Text::tr("the connection to its probe ended");
    case RestoreCause::probeGone:
        return Text::tr("its probe ended");
    case RestoreCause::lease:
        return Text::tr("nothing was heard of Keepview");
    case RestoreCause::leftover:
        return Text::tr("a later probe found it undone");
    }
    return Text::tr("unknown");
}

QString anyOfText(const std::string &host, const std::vector<std::string> &others)
{
    if (others.empty())
        return q(host);
    QStringList hosts{ q(host) };
    for (std::size_t index = 0; index + 1 < others.size(); ++index)
        hosts.append(q(others[index]));
    return Text::tr("%1 or %2").arg(hosts.join(Text::tr(", ")), q(others.back()));
}

QString secondsText(std::int64_t us)
{
    constexpr std::int64_t secondUs = 1'000'000;
    if (us > -secondUs && us < secondUs)
        return Text::tr("%1 ms").arg((us + (us < 0 ? -500 : 500)) / 1'000);
    return Text::tr("%1 s").arg(static_cast<double>(us) / secondUs, 0, 'f', 1);
}

QString outageText(const state::ExpectedOutage &expected)
{
    constexpr double secondUs = 1e6;
    if (!expected.isKnown)
        return Text::tr("an unknown time");
    const int decimals = expected.maxUs < 1'000'000 ? 2 : 1;
    return Text::tr("%1 to %2 s")
        .arg(static_cast<double>(expected.minUs) / secondUs, 0, 'f', decimals)
        .arg(static_cast<double>(expected.maxUs) / secondUs, 0, 'f', decimals);
}

} // namespace kv::engine
