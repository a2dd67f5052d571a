// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/labcommand.h"
#include "app/cli/text.h"
#include "app/language/language.h"

#include <QCoreApplication>
#include <QString>

#include <array>
#include <clocale>
#include <csignal>
#include <string>
#include <vector>

namespace {

using namespace kv::cli;

struct Command {
    const char *name;
    int (*run)(const Invocation &);
};

constexpr std::array<Command, 6> commands{ {
    { "may-reboot", mayRebootCommand },
    { "path", pathCommand },
    { "replay", replayCommand },
    { "snapshot", snapshotCommand },
    { "verify", verifyCommand },
    { "watch", watchCommand },
} };

QString usage()
{
    return Text::tr(R"(Usage: keepviewctl COMMAND [OPTIONS]

  lab         build, enter and end the built-in lab (keepviewctl lab --help)
  snapshot    everything that the hosts' probes see, once
  watch       a line for each change, as it happens
  verify      disable the overlay of a router's active node, measure, restore, judge
  path        the way of a frame to a floating IP, an instance or a router, hop by hop
  may-reboot  what would lose service if a host went away
  replay      read a recording back and print its verdicts

Hosts are --lab, or --host NAME='COMMAND' for each: any command line that starts keepview-probe, for example
  keepviewctl watch --host network1='ssh network1 sudo -n keepview-probe'
--language CODE, with every command, speaks another language than the locale's: en or zh_CN.
keepviewctl COMMAND --help says more.)");
}

} // namespace

int main(int argc, char **argv)
{
    // Single-threaded as long as nothing runs its loop, so that the lab may fork and enter namespaces.
    QCoreApplication app(argc, argv);
    // Qt took the user's locale; numbers that programs read keep their point.
    std::setlocale(LC_NUMERIC, "C");
    QCoreApplication::setApplicationName(QStringLiteral("keepviewctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEEPVIEW_VERSION));
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<std::string> words(argv + qMin(argc, 1), argv + argc);
    const auto code = kv::language::takeLanguage(words);
    const kv::language::Language language(code ? *code : QString());
    if (!code) {
        printError(QString::fromStdString(code.error().text));
        return exitCouldNotRun;
    }
    const std::string name = words.empty() ? std::string() : words.front();
    if (name == "lab")
        return labCommand({ words.begin() + 1, words.end() });
    if (name == "--version") {
        printLine(QStringLiteral("keepviewctl " KEEPVIEW_VERSION));
        return exitPass;
    }
    if (name == "--help" || name == "-h" || name == "help") {
        printLine(usage());
        return exitPass;
    }
    QStringList rest;
    for (std::size_t i = 1; i < words.size(); ++i)
        rest += QString::fromLocal8Bit(words[i].c_str());
    for (const Command &command : commands) {
        if (name == command.name)
            return command.run({ rest });
    }
    printError(name.empty() ? Text::tr("no command given")
                            : Text::tr("there is no command \"%1\"").arg(QString::fromStdString(name)));
    printLine(usage());
    return exitCouldNotRun;
}
