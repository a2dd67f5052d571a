// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/demo.h"

#include "app/gui/resultfile.h"
#include "app/gui/statusline.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/look/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPixmap>
#include <QTextStream>

#include <algorithm>

namespace kv::gui {

namespace {

constexpr model::TimeUs steadyUs = 8'000'000; ///< the first picture shows a healthy stretch
constexpr model::TimeUs afterTakeoverUs = 1'000'000; ///< the second one shows the answers coming back
constexpr int startLimitMs = 90'000;

void say(const QString &text)
{
    QTextStream(stderr) << text << Qt::endl;
}

bool answers(const state::Site &site)
{
    return !site.targets.empty()
        && std::all_of(site.targets.begin(), site.targets.end(), [](const auto &target) {
               return target.answered > 0
                   && (target.interruptions.empty() || target.interruptions.back().end);
           });
}

} // namespace

Demo::Demo(MainWindow &window, LiveSite &live, Conductor &conductor, QString folder, QObject *parent)
    : QObject(parent), m_window(window), m_live(live), m_conductor(conductor), m_folder(std::move(folder))
{
    connect(&live.engine(), &engine::Engine::siteChanged, this, &Demo::watch);
    connect(&conductor, &Conductor::verificationFinished, this, &Demo::finish);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        if (!m_hasStarted)
            giveUp(tr("the site did not become steady in time"));
    });
    m_limit.start(startLimitMs);
    m_startedUnixMs = QDateTime::currentMSecsSinceEpoch();
}

void Demo::watch(const state::SitePtr &site)
{
    if (!m_hasStarted)
        watchSteady(*site);
    else if (!m_hasDuring)
        watchDuring(*site);
}

void Demo::watchSteady(const state::Site &site)
{
    const state::Router *router = site.router(m_window.selectedRouter().toStdString());
    const bool isSteady = router && router->protection == state::Protection::isProtected && answers(site);
    if (!isSteady) {
        m_steadySince = 0;
        return;
    }
    if (m_steadySince == 0)
        m_steadySince = site.now;
    if (site.now - m_steadySince < steadyUs)
        return;
    m_hasStarted = true;
    m_prediction = *router;
    save(QStringLiteral("before.png"));
    say(tr("%1 is steady; disabling the overlay of its active node").arg(look::fromStd(router->name)));
    m_conductor.startVerification(m_window.selectedRouter());
}

void Demo::watchDuring(const state::Site &site)
{
    const state::Router *router = site.router(m_window.selectedRouter().toStdString());
    const auto open = openChanges(site);
    const bool isServed = router && !open.empty() && !router->servedBy.empty()
        && router->servedBy != open.front().host && answers(site);
    if (!isServed) {
        m_servedSince = 0;
        return;
    }
    if (m_servedSince == 0)
        m_servedSince = site.now;
    if (site.now - m_servedSince < afterTakeoverUs)
        return;
    m_hasDuring = true;
    save(QStringLiteral("during.png"));
}

bool Demo::save(const QString &name)
{
    QDir().mkpath(m_folder);
    m_window.chart()->refreshNow();
    const QString path = QDir(m_folder).filePath(name);
    const bool isSaved = m_window.grab().save(path);
    say(isSaved ? tr("wrote %1").arg(path) : tr("cannot write %1").arg(path));
    return isSaved;
}

void Demo::giveUp(const QString &reason)
{
    state::Verification verification;
    verification.result = state::VerificationResult::couldNotRun;
    verification.reason = reason.toStdString();
    finish(verification);
}

void Demo::finish(const state::Verification &verification)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    if (m_hasStarted) {
        m_window.showSite(m_live.engine().currentSite());
        save(QStringLiteral("after.png"));
    }
    QDir().mkpath(m_folder);
    const QString path = QDir(m_folder).filePath(QStringLiteral("result.json"));
    const bool isWritten =
        writeResult(path,
                    { QCoreApplication::applicationName(), QCoreApplication::applicationVersion(),
                      verification, m_prediction, m_live.engine().currentSite(), m_startedUnixMs,
                      QDateTime::currentMSecsSinceEpoch() });
    say(isWritten ? tr("wrote %1").arg(path) : tr("cannot write %1").arg(path));
    say(resultLine(verification));
    const bool passed = verification.result == state::VerificationResult::pass;
    const bool failed = verification.result == state::VerificationResult::fail;
    Q_EMIT finished(passed && isWritten ? 0 : failed ? 1 : 2);
}

} // namespace kv::gui
