// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/siteoptions.h"
#include "app/engine/engine.h"
#include "probes/session/replaysession.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace kv::cli {

namespace {

class Replay {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::Replay)
};

} // namespace

int replayCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Replay::tr(
        "Reads a recording as fast as it can and prints its verdicts. Exit code 1: some lines are damaged."));
    parser.addPositionalArgument(QStringLiteral("FILE"), Replay::tr("The recording."));
    if (const auto code = parseWords(parser, QStringLiteral("replay"), invocation.words))
        return *code;
    if (parser.positionalArguments().size() != 1) {
        printError(Replay::tr("name one recording: keepviewctl replay FILE"));
        return exitCouldNotRun;
    }
    QCoreApplication &app = *QCoreApplication::instance();
    session::ReplaySession replay(parser.positionalArguments().constFirst(), 0);
    engine::Engine engine;
    int code = exitPass;
    QObject::connect(&replay, &session::Session::observationsReceived, &engine, &engine::Engine::ingest);
    QObject::connect(&engine, &engine::Engine::verdictsChanged, &app,
                     [](const std::vector<std::string> &lines) {
                         for (const std::string &line : lines)
                             printLine(QString::fromStdString(line));
                     });
    QObject::connect(&replay, &session::ReplaySession::lineFailed, &app, [&](const model::Error &error) {
        printError(QString::fromStdString(error.context + ": " + error.text));
        code = error.code == model::ErrorCode::io ? exitCouldNotRun : exitFail;
    });
    QObject::connect(&replay, &session::Session::ended, &app, [&] { app.exit(code); });
    replay.start();
    return app.exec();
}

} // namespace kv::cli
