// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/conductor.h"
#include "app/gui/demo.h"
#include "app/gui/labstart.h"
#include "app/gui/livesite.h"
#include "app/gui/mainwindow.h"
#include "app/gui/options.h"
#include "app/lab/openlab.h"
#include "app/language/labwords.h"
#include "app/language/language.h"
#include "probes/session/nearclock.h"

#include <QApplication>
#include <QDateTime>
#include <QTextStream>
#include <QTimer>

#include <clocale>
#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace kv;
using namespace kv::gui;

constexpr int exitCouldNotRun = 2;
constexpr int exitNoLab = 3;
constexpr int endLimitMs = 6'000;

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

class Program : public QObject {
    Q_DECLARE_TR_FUNCTIONS(kv::gui::Program)
public:
    Program(const Options &options, lab::RunningLab *lab)
        : m_options(options)
        , m_settings(options.demoFolder.isEmpty() ? readSettings() : Settings{})
        , m_window(m_settings)
        , m_conductor(m_window, m_live)
    {
        m_appearance.choose(m_settings.theme);
        connect(&m_window, &MainWindow::themeWanted, &m_appearance, &Appearance::choose);
        connect(&m_window, &MainWindow::closed, this, [this] { end(0); });
        connect(&m_live, &LiveSite::stopped, this, [this] {
            if (m_isEnding)
                QCoreApplication::exit(m_exitCode);
        });
        if (!options.demoFolder.isEmpty()) {
            m_demo = std::make_unique<Demo>(m_window, m_live, m_conductor, options.demoFolder);
            connect(m_demo.get(), &Demo::finished, this, &Program::end);
        }
        m_window.show();
        if (lab)
            followLab(*lab);
        else
            openHosts();
    }

private:
    Options m_options;
    Settings m_settings;
    Appearance m_appearance;
    LiveSite m_live;
    MainWindow m_window;
    Conductor m_conductor;
    std::unique_ptr<Demo> m_demo;
    bool m_isEnding = false;
    int m_exitCode = 0;

    void followLab(lab::RunningLab &lab)
    {
        auto *start = new LabStart(lab, this);
        m_window.showStarting(tr("The lab is starting."));
        m_window.showSiteName(tr("lab %1").arg(QString::fromStdString(lab.name())));
        connect(start, &LabStart::phaseChanged, this, [this](const QString &said) {
            const QString phase = language::LabWords::text(said.toStdString());
            m_window.showStarting(tr("The lab is starting: %1").arg(phase));
            if (m_demo)
                QTextStream(stderr) << tr("lab: %1").arg(phase) << Qt::endl;
        });
        connect(start, &LabStart::ready, this, [this, &lab] {
            m_window.showStarting({});
            std::vector<model::IpAddress> targets = m_options.targets;
            std::string from = m_options.fromHost;
            for (const lab::Target &target : lab.targets()) {
                if (m_options.targets.empty())
                    targets.push_back(target.address);
                if (m_options.fromHost.empty())
                    from = target.fromHost;
            }
            m_live.wantTargets(from, targets);
            for (const lab::RouterNaming &router : lab.routers())
                m_live.nameRouter(router.id, router.name);
            open(m_live.addHosts(hostsOf(lab)));
        });
        connect(start, &LabStart::failed, this, [this](const QString &said) {
            const QString why = language::LabWords::text(said.toStdString());
            sayError(why);
            m_window.showStarting(tr("The lab is gone: %1").arg(why));
            if (m_demo)
                m_demo->giveUp(why);
        });
    }

    void openHosts()
    {
        if (!m_options.replayFile.isEmpty()) {
            m_window.showSiteName(tr("recording %1").arg(m_options.replayFile));
            return open(m_live.addReplay(m_options.replayFile));
        }
        m_window.showSiteName(tr("%n hosts", nullptr, static_cast<int>(m_options.hosts.size())));
        m_live.wantTargets(m_options.fromHost, m_options.targets);
        open(m_live.addHosts(m_options.hosts));
    }

    void open(const model::Result<void> &added)
    {
        if (!added)
            return m_window.showNotice(tr("A host cannot be watched"), QString::fromStdString(added.error().text));
        if (m_options.replayFile.isEmpty())
            m_window.setWallOffset(QDateTime::currentMSecsSinceEpoch() * 1000 - session::nearNow());
        m_live.start();
    }

    void end(int exitCode)
    {
        if (m_isEnding)
            return;
        m_isEnding = true;
        m_exitCode = exitCode;
        if (!m_demo)
            writeSettings(m_window.settings());
        m_window.hide();
        if (!m_live.sessions().isRunning())
            return QCoreApplication::exit(exitCode);
        QTimer::singleShot(endLimitMs, this, [exitCode] { QCoreApplication::exit(exitCode); });
        m_live.stop();
    }
};

struct Start {
    std::optional<int> exitCode; ///< set: that was all
    Options options;
    std::optional<lab::RunningLab> lab;
};

/// All that comes before the window system, which starts threads: the options and the lab, which forks. Only for
/// their words a QCoreApplication lives meanwhile; it starts none.
Start begin(int &argc, char **argv, const std::vector<std::string> &words, const model::Result<QString> &code)
{
    QCoreApplication app(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // Qt took the user's; what the lab writes is read by programs
    const language::Language language(code ? *code : QString());
    if (!code) {
        sayError(QString::fromStdString(code.error().text));
        return {exitCouldNotRun, {}, {}};
    }
    QStringList texts;
    for (const std::string &word : words)
        texts << QString::fromLocal8Bit(word.c_str());
    auto options = OptionsReader::read(texts);
    if (!options) {
        sayError(QString::fromStdString(options.error().text));
        QTextStream(stderr) << OptionsReader::usage();
        return {exitCouldNotRun, {}, {}};
    }
    if (options->wantsHelp || options->wantsVersion) {
        QTextStream(stdout) << (options->wantsHelp ? OptionsReader::usage()
                                                   : QStringLiteral("keepview " KEEPVIEW_VERSION "\n"));
        return {0, {}, {}};
    }
    auto lab = openLab(*options);
    if (!lab) {
        sayError(language::LabWords::text(lab.error().text));
        return {exitNoLab, {}, {}};
    }
    return {std::nullopt, std::move(*options), std::move(*lab)};
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
    QApplication app(argc, argv);
    const language::Language language(*code);
    QApplication::setQuitOnLastWindowClosed(false);
    Program program(start.options, start.lab ? &*start.lab : nullptr);
    return QApplication::exec();
}
