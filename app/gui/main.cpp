// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/labrefusal.h"
#include "app/gui/options.h"
#include "app/gui/program.h"
#include "app/lab/openlab.h"
#include "app/language/labwords.h"
#include "app/language/language.h"

#include <QApplication>
#include <QTextStream>

#include <clocale>
#include <csignal>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace kv;
using namespace kv::gui;

constexpr int exitCouldNotRun = 2;
constexpr int exitNoLab = 3;

void sayError(const QString &text)
{
    QTextStream(stderr) << QStringLiteral("keepview: ") << text << Qt::endl;
}

/// Starts or joins the lab; must come before QApplication, which may start threads.
model::Result<std::optional<lab::RunningLab>> openLab(const Options &options)
{
    if (!options.usesLab)
        return std::optional<lab::RunningLab>();
    auto made = lab::openLab(options.labName.toStdString(), options.hasFastTimers);
    if (!made)
        return made.error();
    return std::optional<lab::RunningLab>(std::move(*made));
}

struct Start {
    std::optional<int> exitCode; ///< set: that was all
    Options options;
    std::optional<lab::RunningLab> lab;
    QString labRefusal; ///< why the lab that was asked for cannot run here; then there is none
};

/// All that comes before the window system, which starts threads: the options and the lab, which forks. Only
/// for their words a QCoreApplication lives meanwhile; it starts none.
Start begin(int &argc, char **argv, const std::vector<std::string> &words, const model::Result<QString> &code)
{
    QCoreApplication app(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // Qt took the user's; what the lab writes is read by programs
    const language::Language language(code ? *code : QString());
    if (!code) {
        sayError(QString::fromStdString(code.error().text));
        return { exitCouldNotRun, {}, {}, {} };
    }
    QStringList texts;
    for (const std::string &word : words)
        texts << QString::fromLocal8Bit(word.c_str());
    auto options = OptionsReader::read(texts);
    if (!options) {
        sayError(QString::fromStdString(options.error().text));
        QTextStream(stderr) << OptionsReader::usage();
        return { exitCouldNotRun, {}, {}, {} };
    }
    if (options->wantsHelp || options->wantsVersion) {
        QTextStream(stdout) << (options->wantsHelp ? OptionsReader::usage()
                                                   : QStringLiteral("keepview " KEEPVIEW_VERSION "\n"));
        return { 0, {}, {}, {} };
    }
    auto lab = openLab(*options);
    if (!lab) {
        const QString why = language::LabWords::text(lab.error().text);
        sayError(why);
        return { std::nullopt, std::move(*options), {}, why };
    }
    return { std::nullopt, std::move(*options), std::move(*lab), {} };
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication::setOrganizationName(QStringLiteral("keepview"));
    QCoreApplication::setApplicationName(QStringLiteral("keepview"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEEPVIEW_VERSION));
    std::vector<std::string> words(argv + qMin(argc, 1), argv + argc);
    const auto code = language::takeLanguage(words);
    auto start = begin(argc, argv, words, code);
    if (start.exitCode)
        return *start.exitCode;
    if (!start.labRefusal.isEmpty() && !LabRefusal::canAsk(start.options))
        return exitNoLab;
    QApplication app(argc, argv);
    const language::Language language(*code);
    if (!start.labRefusal.isEmpty()) {
        if (!LabRefusal::wantsSample(start.labRefusal))
            return exitNoLab;
        start.options = Options{};
        start.options.replayFile = Program::sampleRecording();
    }
    QApplication::setQuitOnLastWindowClosed(false);
    Program program(start.options, start.lab ? &*start.lab : nullptr);
    return QApplication::exec();
}
