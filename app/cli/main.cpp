// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/labcommand.h"

#include <QCoreApplication>
#include <QString>

#include <array>
#include <csignal>
#include <string>
#include <vector>

namespace {

using namespace kv::cli;

struct Command {
    const char *name;
    int (*run)(const Invocation &);
};

constexpr std::array<Command, 4> commands{ {
    { "replay", replayCommand },
    { "snapshot", snapshotCommand },
    { "verify", verifyCommand },
    { "watch", watchCommand },
} };

QString usage()
{
    return QCoreApplication::translate("kv::cli", R"(Usage: keepviewctl COMMAND [OPTIONS]

  lab       build, enter and end the built-in lab (keepviewctl lab --help)
  snapshot  everything that the hosts' probes see, once
  watch     a line for each change, as it happens
  verify    disable the overlay of a router's active node, measure, restore, judge
  replay    read a recording back and print its verdicts

Hosts are --lab, or --host NAME='COMMAND' for each: any command line that starts keepview-probe, for example
  keepviewctl watch --host network1='ssh network1 sudo -n keepview-probe'
keepviewctl COMMAND --help says more.)");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("keepviewctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEEPVIEW_VERSION));
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> words(argv + qMin(argc, 1), argv + argc);
    const std::string name = words.empty() ? std::string() : words.front();
    // Before QCoreApplication: the lab forks and enters namespaces, which needs a single thread.
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
            return command.run({ argc, argv, rest });
    }
    printError(name.empty() ? QCoreApplication::translate("kv::cli", "no command given")
                            : QCoreApplication::translate("kv::cli", "there is no command \"%1\"")
                                  .arg(QString::fromStdString(name)));
    printLine(usage());
    return exitCouldNotRun;
}
