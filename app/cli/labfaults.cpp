// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labfaults.h"

#include "app/cli/command.h"
#include "app/cli/text.h"
#include "app/lab/socketaddress.h"
#include "app/language/labwords.h"

#include <csignal>
#include <cstdlib>

#include <poll.h>
#include <sys/signalfd.h>

namespace kv::cli {

using lab::FaultAbility;
using lab::FaultInForce;
using lab::LabEvent;
using lab::RunningLab;
using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

QString plainLine(const FaultInForce &fault)
{
    const QString where = fault.router.empty()
        ? QString::fromStdString(fault.host)
        : Text::tr("%1, %2").arg(QString::fromStdString(fault.host), QString::fromStdString(fault.router));
    return Text::tr("fault %1, %2 on %3: %4")
        .arg(QString::number(fault.id), QString::fromStdString(fault.kind), where,
             QString::fromStdString(fault.subject));
}

/// What is in force now: a watcher is told first, behind the notes and the lab's state.
Result<std::vector<FaultInForce>> faultsInForce(const std::string &name)
{
    Result<RunningLab> running = lab::attach(name);
    if (!running) {
        return running.error();
    }
    std::vector<FaultInForce> faults;
    // The answer comes behind everything that a new watcher is told.
    if (Result<void> asked = running->askFault({ "kinds" }); !asked) {
        return asked.error();
    }
    for (;;) {
        const LabEvent event = running->readEvent();
        if (event.kind == LabEvent::Kind::faultBegun) {
            faults.push_back(event.fault);
        } else if (event.kind == LabEvent::Kind::failed || event.kind == LabEvent::Kind::ended) {
            return event.kind == LabEvent::Kind::failed ? event.error
                                                        : Error{ ErrorCode::gone, "the lab has ended", name };
        } else if (event.kind == LabEvent::Kind::answer) {
            return faults;
        }
    }
}

/// Until the fault has ended by itself or by the user.
int waitForEnd(RunningLab &running, int id)
{
    const int signals = endSignals();
    for (;;) {
        pollfd waiting[] = { { running.fd(), POLLIN, 0 }, { signals, POLLIN, 0 } };
        if (poll(waiting, 2, -1) < 0) {
            continue;
        }
        if (waiting[1].revents != 0) {
            return mendFault(running.name(), std::to_string(id));
        }
        const LabEvent event = running.readEvent();
        if (event.kind == LabEvent::Kind::failed) {
            return complain(event.error);
        }
        if (event.kind == LabEvent::Kind::ended) {
            return complain({ ErrorCode::gone, "the lab has ended", running.name() });
        }
        if (event.kind == LabEvent::Kind::faultEnded && event.fault.id == id) {
            printLine(faultLine(event));
            return event.text.empty() ? labDone : labFailed;
        }
    }
}

} // namespace

int complain(const Error &error)
{
    const QString text = language::LabWords::text(error.text);
    printError(error.context.empty() ? text
                                     : Text::tr("%1 (%2)").arg(text, QString::fromStdString(error.context)));
    return error.code == ErrorCode::unsupported ? labCannotHere : labFailed;
}

int endSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : { SIGINT, SIGTERM, SIGHUP }) {
        sigaddset(&signals, signal);
    }
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

QString faultLine(const LabEvent &event)
{
    const QString line = plainLine(event.fault);
    if (event.kind == LabEvent::Kind::faultBegun) {
        return line;
    }
    return event.text.empty()
        ? Text::tr("%1; undone").arg(line)
        : Text::tr("%1; could not be undone: %2").arg(line, language::LabWords::text(event.text));
}

int listFaults(const std::string &lab)
{
    const Result<std::vector<FaultAbility>> abilities = lab::faultAbilities(lab);
    const Result<std::vector<FaultInForce>> open =
        abilities ? faultsInForce(lab) : Result<std::vector<FaultInForce>>(abilities.error());
    if (!open) {
        return complain(open.error());
    }
    for (const FaultAbility &ability : *abilities) {
        QString text;
        for (const lab::FaultKind &kind : lab::faultKinds()) {
            text = ability.kind == kind.name ? language::LabWords::text(kind.text) : text;
        }
        const QString name = QString::fromStdString(ability.kind).leftJustified(24);
        printLine(ability.whyNot.empty()
                      ? name + text
                      : Text::tr("%1not here: %2").arg(name, language::LabWords::text(ability.whyNot)));
    }
    for (const FaultInForce &fault : *open) {
        const QString line = plainLine(fault);
        const auto left = static_cast<double>(fault.untilMs - lab::nowMs()) / 1000;
        printLine(fault.untilMs == 0 ? line : Text::tr("%1, for %2 s more").arg(line).arg(left, 0, 'f', 1));
    }
    return labDone;
}

int beginFault(const std::string &lab, const lab::FaultRequest &request, int forMs)
{
    // Watching begins before the fault does: its end is never missed.
    Result<RunningLab> running = lab::attach(lab);
    if (!running) {
        return complain(running.error());
    }
    const Result<int> begun = lab::beginFault(lab, request, forMs);
    if (!begun) {
        return complain(begun.error());
    }
    for (;;) {
        const LabEvent event = running->readEvent();
        if (event.kind == LabEvent::Kind::failed || event.kind == LabEvent::Kind::ended) {
            return complain({ ErrorCode::gone, "the lab has ended", lab });
        }
        if (event.kind == LabEvent::Kind::faultBegun && event.fault.id == *begun) {
            printLine(faultLine(event));
            break;
        }
    }
    if (forMs > 0) {
        return waitForEnd(*running, *begun);
    }
    printLine(Text::tr("to undo it: keepviewctl lab mend %1").arg(*begun));
    return labDone;
}

int mendFault(const std::string &lab, const std::string &which)
{
    const int id = which == "all" ? 0 : std::atoi(which.c_str());
    if (id == 0 && which != "all") {
        return complain({ ErrorCode::invalidArgument, "no such fault is in force", which });
    }
    const Result<void> mended = lab::mendFault(lab, id);
    if (!mended) {
        return complain(mended.error());
    }
    printLine(id == 0 ? Text::tr("every fault is undone") : Text::tr("fault %1 is undone").arg(id));
    return labDone;
}

} // namespace kv::cli
