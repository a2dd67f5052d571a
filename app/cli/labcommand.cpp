// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labcommand.h"

#include "app/cli/command.h"
#include "app/cli/labfaults.h"
#include "app/cli/text.h"
#include "app/lab/entry.h"
#include "app/lab/lab.h"
#include "app/lab/registry.h"
#include "app/language/labwords.h"

#include <chrono>
#include <cstdio>
#include <optional>

#include <poll.h>
#include <unistd.h>

namespace kv::cli {

using lab::LabEvent;
using lab::RunningLab;
using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

constexpr int done = labDone;
constexpr int wrongUsage = 2;
constexpr const char *defaultName = "lab";

QString usage()
{
    return Text::tr(
        "Usage: keepviewctl lab up [FILE.json|DEFINITION] [--name NAME] [--timers fast|default] "
        "[--detach]\n"
        "       keepviewctl lab exec [--name NAME] HOST[:NETNS] -- COMMAND...\n"
        "       keepviewctl lab status [--name NAME]\n"
        "       keepviewctl lab faults [--name NAME]\n"
        "       keepviewctl lab fault FAULT HOST [--router ROUTER] [--percent P] [--ms N] [--for SECONDS] "
        "[--name NAME]\n"
        "       keepviewctl lab mend [NUMBER|all] [--name NAME]\n"
        "       keepviewctl lab down [--name NAME]\n"
        "       keepviewctl lab list");
}

struct Arguments {
    std::string name; ///< "" = not said
    bool hasFastTimers = false;
    bool detach = false;
    lab::FaultRequest fault; ///< its options
    int forMs = 0; ///< of a fault; 0 = not said
    std::vector<std::string> rest; ///< the host of exec, the definition of up
    std::vector<std::string> command; ///< what follows "--"
};

/// A number over 0, which may have a fraction, times `factor`.
bool readNumber(const std::string &word, int factor, int &into)
{
    bool isNumber = false;
    const double number = QString::fromStdString(word).toDouble(&isNumber) * factor;
    constexpr double most = 86'400'000;
    if (!isNumber || !(number >= 1 && number <= most)) {
        return false;
    }
    into = static_cast<int>(number);
    return true;
}

std::optional<Arguments> parse(const std::vector<std::string> &args)
{
    Arguments result;
    for (std::size_t i = 1; i < args.size(); ++i) {
        const bool hasNext = i + 1 < args.size();
        if (args[i] == "--") {
            result.command.assign(args.begin() + static_cast<std::ptrdiff_t>(i) + 1, args.end());
            break;
        }
        if (args[i] == "--name" && hasNext) {
            result.name = args[++i];
        } else if (args[i] == "--timers" && hasNext && (args[i + 1] == "fast" || args[i + 1] == "default")) {
            result.hasFastTimers = args[++i] == "fast";
        } else if (args[i] == "--detach") {
            result.detach = true;
        } else if (args[i] == "--router" && hasNext) {
            result.fault.router = args[++i];
        } else if (args[i] == "--percent" && hasNext && readNumber(args[i + 1], 1, result.fault.percent)) {
            ++i;
        } else if (args[i] == "--ms" && hasNext && readNumber(args[i + 1], 1, result.fault.milliseconds)) {
            ++i;
        } else if (args[i] == "--for" && hasNext && readNumber(args[i + 1], 1000, result.forMs)) {
            ++i;
        } else if (args[i].empty() || args[i][0] == '-') {
            return std::nullopt;
        } else {
            result.rest.push_back(args[i]);
        }
    }
    return result;
}

int complainAboutUsage()
{
    printProgress(usage());
    return wrongUsage;
}

/// One line a phase with the time since the start; how a trainer sees what a start is made of.
class Progress {
public:
    void tell(const QString &text) const
    {
        const std::chrono::duration<double> since = std::chrono::steady_clock::now() - m_begin;
        printLine(Text::tr("%1 s  %2").arg(since.count(), 6, 'f', 2).arg(text));
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

/// Until ready when detaching, else until the lab ends or the user ends it.
int follow(RunningLab &running, const Arguments &arguments)
{
    const Progress progress;
    const int signals = endSignals();
    for (;;) {
        pollfd waiting[] = { { running.fd(), POLLIN, 0 }, { signals, POLLIN, 0 } };
        if (poll(waiting, 2, -1) < 0) {
            continue;
        }
        if (waiting[1].revents != 0) {
            running.end();
            progress.tell(Text::tr("ended"));
            return done;
        }
        const LabEvent event = running.readEvent();
        if (event.kind == LabEvent::Kind::failed) {
            return complain(event.error);
        }
        if (event.kind == LabEvent::Kind::ended) {
            progress.tell(Text::tr("ended"));
            return done;
        }
        if (event.kind == LabEvent::Kind::faultBegun || event.kind == LabEvent::Kind::faultEnded) {
            progress.tell(faultLine(event));
            continue;
        }
        progress.tell(event.kind == LabEvent::Kind::ready ? Text::tr("ready")
                          : event.kind == LabEvent::Kind::note
                          ? Text::tr("note: %1").arg(language::LabWords::text(event.text))
                          : language::LabWords::text(event.text));
        if (event.kind == LabEvent::Kind::ready && arguments.detach) {
            const Result<void> detached = running.detach();
            return detached ? done : complain(detached.error());
        }
    }
}

/// Without a name the only lab that runs is meant, whatever it is called.
std::string nameOf(const Arguments &arguments)
{
    const std::vector<std::string> running =
        arguments.name.empty() ? lab::labNames() : std::vector<std::string>();
    return !arguments.name.empty() ? arguments.name : running.size() == 1 ? running.front() : defaultName;
}

int up(const Arguments &arguments)
{
    lab::LabOptions options;
    options.name = arguments.name.empty() ? defaultName : arguments.name;
    options.hasFastTimers = arguments.hasFastTimers;
    Result<lab::Definition> definition =
        lab::loadLab(arguments.rest.empty() ? lab::defaultLab : arguments.rest.front());
    if (!definition) {
        return complain(definition.error());
    }
    options.definition = std::move(*definition);
    Result<RunningLab> running = lab::startPrivate(options);
    return running ? follow(*running, arguments) : complain(running.error());
}

[[noreturn]] void exec(const Arguments &arguments)
{
    const std::string &where = arguments.rest.front();
    const std::size_t colon = where.find(':');
    const lab::Place place{ where.substr(0, colon),
                            colon == std::string::npos ? std::string() : where.substr(colon + 1) };
    const Result<int> ended = lab::runInside(nameOf(arguments), place, arguments.command);
    const int status = ended ? *ended : complain(ended.error());
    // New children of this process would be born inside the lab's PID namespace, whose parent they could not
    // see: what runs at a usual exit (the leak checker) starts one and would wait for it for ever.
    std::fflush(nullptr);
    _exit(status);
}

int status(const Arguments &arguments)
{
    Result<RunningLab> running = lab::attach(nameOf(arguments));
    if (!running) {
        return complain(running.error());
    }
    std::vector<std::string> notes;
    LabEvent event = running->readEvent();
    for (; event.kind == LabEvent::Kind::note; event = running->readEvent()) {
        notes.push_back(event.text);
    }
    const QString timers = running->hasFastTimers() ? Text::tr("fast timers") : Text::tr("default timers");
    const QString state = event.kind == LabEvent::Kind::ready ? Text::tr("ready")
        : event.kind == LabEvent::Kind::phase
        ? Text::tr("coming up: %1").arg(language::LabWords::text(event.text))
        : Text::tr("ending");
    printLine(Text::tr("%1: %2, %3").arg(QString::fromStdString(running->name()), timers, state));
    for (const std::string &host : running->hosts()) {
        printLine(Text::tr("host    %1").arg(QString::fromStdString(host)));
    }
    for (const lab::Target &target : running->targets()) {
        printLine(Text::tr("target  %1 from %2")
                      .arg(QString::fromStdString(target.address.toString()),
                           QString::fromStdString(target.fromHost)));
    }
    for (const std::string &note : notes) {
        printLine(Text::tr("note    %1").arg(language::LabWords::text(note)));
    }
    return done;
}

int down(const Arguments &arguments)
{
    Result<RunningLab> running = lab::attach(nameOf(arguments));
    if (!running) {
        return complain(running.error());
    }
    running->end();
    return done;
}

int list()
{
    for (const std::string &name : lab::labNames()) {
        std::printf("%s\n", name.c_str());
    }
    return done;
}

} // namespace

int labCommand(const std::vector<std::string> &args)
{
    const std::optional<Arguments> arguments = args.empty() ? std::nullopt : parse(args);
    if (!arguments) {
        return complainAboutUsage();
    }
    const bool isPlain = arguments->rest.empty() && arguments->command.empty();
    if (args.front() == "up" && arguments->rest.size() <= 1 && arguments->command.empty()) {
        return up(*arguments);
    }
    if (args.front() == "exec" && arguments->rest.size() == 1 && !arguments->command.empty()) {
        exec(*arguments);
    }
    if (args.front() == "status" && isPlain) {
        return status(*arguments);
    }
    if (args.front() == "down" && isPlain) {
        return down(*arguments);
    }
    if (args.front() == "list" && isPlain) {
        return list();
    }
    if (args.front() == "faults" && isPlain) {
        return listFaults(nameOf(*arguments));
    }
    if (args.front() == "fault" && arguments->rest.size() == 2 && arguments->command.empty()) {
        lab::FaultRequest request = arguments->fault;
        request.kind = arguments->rest[0];
        request.host = arguments->rest[1];
        return beginFault(nameOf(*arguments), request, arguments->forMs);
    }
    if (args.front() == "mend" && arguments->rest.size() <= 1 && arguments->command.empty()) {
        return mendFault(nameOf(*arguments), arguments->rest.empty() ? "all" : arguments->rest.front());
    }
    return complainAboutUsage();
}

} // namespace kv::cli
