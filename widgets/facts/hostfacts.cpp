// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factwriter.h"
#include "widgets/look/words.h"

#include <QLocale>
#include <QStringList>

namespace kv::facts {

namespace {

QString phaseName(model::SessionState::Phase phase)
{
    using Phase = model::SessionState::Phase;
    switch (phase) {
    case Phase::starting:
        return Text::tr("starting");
    case Phase::live:
        return Text::tr("answers");
    case Phase::lost:
        return Text::tr("lost; it is being reached for again");
    case Phase::ended:
        break;
    }
    return Text::tr("ended");
}

QString milliseconds(std::int64_t us)
{
    return Text::tr("%1 ms").arg(QLocale().toString(static_cast<double>(us) / 1000.0, 'f', 3));
}

void writeSession(FactWriter &writer)
{
    const state::Host &host = writer.host();
    const QString source = Text::tr("session");
    writer.begin(Text::tr("Probe"));
    QString phase = phaseName(host.session.phase);
    if (host.stale)
        phase = Text::tr("silent for more than 3 s");
    writer.addNear(Text::tr("State"), phase, source, host.lastHeard);
    if (!host.session.text.empty())
        writer.addNear(Text::tr("Last words"), look::fromStd(host.session.text), source, 0);
    writer.addNear(Text::tr("Clock offset"), milliseconds(host.clockOffsetUs), source, host.lastHeard);
    writer.addNear(Text::tr("Clock error"), Text::tr("±%1").arg(milliseconds(host.clockErrorUs)), source,
                   host.lastHeard);
    writer.addNear(Text::tr("Lost events"),
                   Text::tr("%n time(s), each followed by a new snapshot", nullptr,
                            static_cast<int>(host.view->lostCount)),
                   source, host.lastHeard);
    writer.addNear(Text::tr("Snapshot"), host.view->hasSnapshot ? Text::tr("whole") : Text::tr("none yet"),
                   source, host.lastHeard);
}

void writeHello(FactWriter &writer)
{
    if (!writer.view().hello)
        return;
    const auto &[hello, at] = *writer.view().hello;
    const QString source = Text::tr("probe");
    writer.add(Text::tr("Probe version"), hello.version, source, at);
    QStringList capabilities;
    for (const std::string &word : hello.capabilities)
        capabilities += look::fromStd(word);
    writer.add(Text::tr("It can"), capabilities.join(QStringLiteral(", ")), source, at);
    writer.add(Text::tr("It may change links"),
               hello.actionsAllowed ? Text::tr("yes") : Text::tr("no, it only observes"), source, at);
    writer.begin(Text::tr("Host"));
    writer.add(Text::tr("Host name"), hello.hostName, source, at);
    writer.add(Text::tr("Kernel"), hello.kernelRelease, source, at);
    writer.add(Text::tr("Boot id"), hello.bootId, source, at);
}

void writeCounts(FactWriter &writer)
{
    const model::HostView &view = writer.view();
    writer.begin(Text::tr("What it sees"));
    const auto add = [&](const QString &name, std::size_t count) {
        writer.addNear(name, look::countText(count), kernelSource(), writer.host().lastHeard);
    };
    add(Text::tr("Namespaces"), view.namespaces.size());
    add(Text::tr("Interfaces"), view.links.size());
    add(Text::tr("Addresses"), view.addresses.size());
    add(Text::tr("Forwarding entries"), view.fdb.size());
    add(Text::tr("Routes"), view.routes.size());
    add(Text::tr("Neighbours"), view.neighbours.size());
    add(Text::tr("VRRP senders"), view.adverts.size());
    add(Text::tr("VRRP instances configured"), view.vrrpConfigs.size());
}

QString stateName(model::ProcessState state)
{
    switch (state) {
    case model::ProcessState::running:
        return Text::tr("running");
    case model::ProcessState::stopped:
        return Text::tr("stopped");
    case model::ProcessState::gone:
        break;
    }
    return Text::tr("gone");
}

void writeProcesses(FactWriter &writer)
{
    writer.begin(Text::tr("Processes"));
    for (const auto &[pid, fact] : writer.view().processes) {
        const model::ProcessInfo &process = fact.value;
        const std::string netns = writer.view().namespaceName(process.netns);
        QStringList words{ Text::tr("pid %1").arg(pid), stateName(process.state) };
        if (!netns.empty())
            words += Text::tr("in %1").arg(look::fromStd(netns));
        if (!process.version.empty())
            words += Text::tr("version %1").arg(look::fromStd(process.version));
        if (process.isContained)
            words += Text::tr("in a container");
        writer.add(look::fromStd(process.name), words.join(QStringLiteral(", ")), QStringLiteral("/proc"),
                   fact.at);
    }
}

} // namespace

void writeHost(FactWriter &writer)
{
    writeSession(writer);
    writeHello(writer);
    writeCounts(writer);
    for (const auto &[netns, fact] : writer.view().filters)
        writeFilters(writer, netns);
    writeProcesses(writer);
}

} // namespace kv::facts
