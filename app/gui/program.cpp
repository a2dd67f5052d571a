// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/program.h"

#include "app/gui/labfaults.h"
#include "app/gui/labstart.h"
#include "app/language/labwords.h"
#include "probes/session/nearclock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

namespace kv::gui {

namespace {

constexpr int endLimitMs = 6'000;

void say(const QString &text)
{
    QTextStream(stderr) << text << Qt::endl;
}

} // namespace

QString Program::sampleRecording()
{
    return QStringLiteral(":/recordings/failover.jsonl");
}

Program::Program(const Options &options, lab::RunningLab *lab)
    : m_options(options), m_settings(options.demoFolder.isEmpty() ? readSettings() : Settings{})
{
    m_appearance.choose(m_settings.theme);
    Desk &desk = addDesk();
    if (!options.demoFolder.isEmpty()) {
        m_demo = std::make_unique<Demo>(desk.firstWindow(), desk.live(), desk.firstConductor(),
                                        options.demoFolder);
        connect(m_demo.get(), &Demo::finished, this, &Program::end);
    }
    if (lab)
        followLab(*lab);
    else
        openHosts();
}

Desk &Program::addDesk()
{
    m_desks.push_back(std::make_unique<Desk>(m_settings));
    Desk &desk = *m_desks.back();
    connectWindow(desk, &desk.firstWindow());
    connect(&desk, &Desk::windowAdded, this,
            [this, &desk](MainWindow *window) { connectWindow(desk, window); });
    connect(&desk, &Desk::lastWindowClosed, this,
            [this, &desk](const Settings &settings) { closeDesk(desk, settings); });
    connect(&desk, &Desk::pinsChanged, this, [this](const QString &pinKey, const auto &pins) {
        m_settings.pins[pinKey] = pins;
        for (const auto &other : m_desks)
            other->takePins(pinKey, pins);
    });
    connect(&desk, &Desk::notifyingChanged, this, [this](bool notifies) {
        m_settings.notifies = notifies;
        for (const auto &other : m_desks)
            other->setNotifying(notifies);
    });
    return desk;
}

void Program::connectWindow(Desk &desk, MainWindow *window)
{
    connect(window, &MainWindow::themeWanted, &m_appearance, &Appearance::choose);
    connect(window, &MainWindow::newWindowWanted, this,
            [&desk, window] { desk.addWindow(window->settings()); });
    connect(window, &MainWindow::recordingWanted, this, &Program::openRecording);
    connect(window, &MainWindow::sampleWanted, this, [this] { openRecording(sampleRecording()); });
}

void Program::followLab(lab::RunningLab &lab)
{
    Desk &desk = *m_desks.front();
    auto *start = new LabStart(lab, this);
    new LabFaults(lab, *start, desk, &desk);
    desk.showStarting(tr("The lab is starting."));
    desk.showSiteName(tr("lab %1").arg(QString::fromStdString(lab.name())));
    connect(start, &LabStart::phaseChanged, &desk, [this, &desk](const QString &said) {
        const QString phase = language::LabWords::text(said.toStdString());
        desk.showStarting(tr("The lab is starting: %1").arg(phase));
        if (m_demo)
            say(tr("lab: %1").arg(phase));
    });
    connect(start, &LabStart::ready, &desk, [this, &lab] { openLabHosts(lab); });
    connect(start, &LabStart::failed, &desk, [this, &desk](const QString &said) {
        const QString why = language::LabWords::text(said.toStdString());
        say(QStringLiteral("keepview: ") + why);
        desk.showStarting(tr("The lab is gone: %1").arg(why));
        if (m_demo)
            m_demo->giveUp(why);
    });
}

void Program::openLabHosts(lab::RunningLab &lab)
{
    Desk &desk = *m_desks.front();
    desk.showStarting({});
    std::vector<model::IpAddress> targets = m_options.targets;
    std::string from = m_options.fromHost;
    for (const lab::Target &target : lab.targets()) {
        if (m_options.targets.empty())
            targets.push_back(target.address);
        if (m_options.fromHost.empty())
            from = target.fromHost;
    }
    desk.live().wantTargets(from, targets);
    for (const lab::RouterNaming &router : lab.routers())
        desk.live().nameRouter(router.id, router.name);
    open(desk, desk.live().addHosts(hostsOf(lab)), true);
}

void Program::openHosts()
{
    Desk &desk = *m_desks.front();
    if (!m_options.replayFile.isEmpty())
        return showRecording(desk, m_options.replayFile);
    if (m_options.generated)
        return showGenerated(desk, *m_options.generated);
    desk.showSiteName(tr("%n hosts", nullptr, static_cast<int>(m_options.hosts.size())));
    desk.live().wantTargets(m_options.fromHost, m_options.targets);
    open(desk, desk.live().addHosts(m_options.hosts), true);
}

void Program::showGenerated(Desk &desk, const session::GeneratedSpec &spec)
{
    const QString hosts = tr("%n hosts", nullptr, spec.hosts);
    desk.showSiteName(
        tr("generated, nothing of it is real: %1, %n namespaces each", nullptr, spec.namespaces).arg(hosts));
    desk.live().addGenerated(spec);
    open(desk, {}, false);
}

void Program::openRecording(const QString &file)
{
    showRecording(addDesk(), file);
}

void Program::showRecording(Desk &desk, const QString &file)
{
    const bool isSample = file == sampleRecording();
    const QString name =
        isSample ? tr("sample recording") : tr("recording %1").arg(QFileInfo(file).fileName());
    desk.showSiteName(name);
    connect(&desk.live(), &LiveSite::replayEnded, &desk,
            [&desk, name] { desk.showSiteName(tr("%1, at its end").arg(name)); });
    open(desk, desk.live().addReplay(file), false);
}

void Program::open(Desk &desk, const model::Result<void> &added, bool isLive)
{
    if (!added) {
        desk.showNotice(isLive ? tr("A host cannot be watched") : tr("The recording cannot be read"),
                        QString::fromStdString(added.error().text));
        return;
    }
    if (isLive)
        desk.setWallOffset(QDateTime::currentMSecsSinceEpoch() * 1000 - session::nearNow());
    desk.live().start();
}

void Program::closeDesk(Desk &desk, const Settings &settings)
{
    const auto pins = std::move(m_settings.pins); // of all desks, not as this one knew them
    m_settings = settings;
    m_settings.pins = pins;
    if (m_desks.size() == 1)
        return end(0);
    connect(&desk, &Desk::stopped, this, [this, &desk] {
        const auto found = std::find_if(m_desks.begin(), m_desks.end(),
                                        [&desk](const auto &own) { return own.get() == &desk; });
        if (found == m_desks.end())
            return;
        found->release()->deleteLater();
        m_desks.erase(found);
        if (m_isEnding)
            leaveWhenStopped();
    });
    desk.stop();
}

void Program::end(int exitCode)
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_exitCode = exitCode;
    if (!m_demo)
        writeSettings(m_settings);
    QTimer::singleShot(endLimitMs, this, [exitCode] { QCoreApplication::exit(exitCode); });
    for (const auto &desk : m_desks)
        connect(desk.get(), &Desk::stopped, this, &Program::leaveWhenStopped);
    for (const auto &desk : m_desks)
        desk->stop();
}

void Program::leaveWhenStopped()
{
    const bool isRunning = std::any_of(m_desks.begin(), m_desks.end(),
                                       [](const auto &desk) { return desk->live().isRunning(); });
    if (!isRunning)
        QCoreApplication::exit(m_exitCode);
}

} // namespace kv::gui
