// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/conductor.h"

#include "widgets/look/words.h"

#include <QStatusBar>

#include <utility>

namespace kv::gui {

namespace {

constexpr int messageMs = 10'000;

QString wordsOf(const model::Error &error)
{
    return look::fromStd(error.text.empty() ? std::string(model::errorName(error.code)) : error.text);
}

} // namespace

QString refusalText(const QString &host, const model::Error &error)
{
    const QString why = wordsOf(error);
    switch (error.code) {
    case model::ErrorCode::notPermitted:
        return Conductor::tr(
                   "%1 says: %2. Start its probe with --allow-actions and with the right to change links "
                   "(root, or sudo -n), then try again.")
            .arg(host, why);
    case model::ErrorCode::refused:
        return Conductor::tr("%1 refuses, because it would not be safe: %2. Nothing was changed.")
            .arg(host, why);
    case model::ErrorCode::busy:
        return Conductor::tr("%1 is busy: %2. Restore the change that is in force first.").arg(host, why);
    case model::ErrorCode::gone:
        return Conductor::tr(
                   "The probe on %1 ended before it answered. If it had changed anything, it restores it by "
                   "itself. Look at the hosts table, and try again when it answers.")
            .arg(host);
    case model::ErrorCode::notFound:
        return Conductor::tr("%1 does not know that interface any more: %2. Nothing was changed.")
            .arg(host, why);
    default:
        return Conductor::tr(
                   "%1 says: %2. Nothing is left changed; look at the status bar before you try again.")
            .arg(host, why);
    }
}

Conductor::Conductor(MainWindow &window, LiveSite &live, QObject *parent)
    : QObject(parent), m_window(window), m_live(live)
{
    connect(&live.engine(), &engine::Engine::siteChanged, this, &Conductor::showSite);
    connect(&live.engine(), &engine::Engine::echoPointsChanged, &window, &MainWindow::addPoints);
    connect(&window, &MainWindow::linkDownWanted, this,
            [this](const QString &host, model::LinkKey link, int seconds) {
                setLink(host, link, false, seconds);
            });
    connect(&window, &MainWindow::linkUpWanted, this,
            [this](const QString &host, model::LinkKey link) { setLink(host, link, true, 0); });
    connect(&window, &MainWindow::verificationWanted, this, &Conductor::startVerification);
    connect(&window, &MainWindow::verificationAbortWanted, this, &Conductor::abortVerification);
    connect(&live, &LiveSite::echoRefused, this,
            [this](const QString &host, const QString &target, const model::Error &error) {
                m_window.showNotice(tr("%1 cannot be pinged").arg(target), refusalText(host, error));
            });
}

void Conductor::showSite(const state::SitePtr &site)
{
    m_window.showSite(site);
    noteChanges(*site);
    if (m_verifier && m_isVerifying)
        carryOut(m_verifier->step(*site));
}

void Conductor::noteChanges(const state::Site &site)
{
    decltype(m_phases) phases;
    for (const state::Host &host : site.hosts) {
        for (const auto &[number, fact] : host.view->changes) {
            const auto before = m_phases.find({ host.name, number });
            phases[{ host.name, number }] = fact.value.phase;
            if (before == m_phases.end() || before->second != fact.value.phase)
                tellChange(host.name, fact.value);
        }
    }
    m_phases = std::move(phases);
}

void Conductor::tellChange(const std::string &host, const model::ChangeState &change)
{
    const QString link = tr("%1 on %2").arg(look::fromStd(change.linkName), look::fromStd(host));
    QString differences;
    for (const std::string &line : change.differences)
        differences += QLatin1Char('\n') + look::fromStd(line);
    if (change.phase == model::ChangePhase::inForce)
        m_window.statusBar()->showMessage(tr("%1 is down.").arg(link), messageMs);
    else if (change.phase == model::ChangePhase::restored && differences.isEmpty())
        m_window.statusBar()->showMessage(tr("%1 is back and reads as before.").arg(link), messageMs);
    else if (change.phase == model::ChangePhase::restored)
        m_window.showNotice(tr("%1 is back, but not all of it").arg(link),
                            tr("It now differs in:") + differences);
    else if (change.phase == model::ChangePhase::failed)
        m_window.showNotice(
            tr("%1 could not be restored").arg(link),
            tr("Bring it up by hand (ip link set %1 up) and compare:").arg(look::fromStd(change.linkName))
                + differences);
}

void Conductor::setLink(const QString &host, model::LinkKey link, bool up, int undoSeconds)
{
    model::LinkSetRequest request;
    request.link = link;
    request.up = up;
    if (!up)
        request.undoAfterMs = static_cast<std::uint32_t>(undoSeconds) * 1000;
    request.askedBy = "keepview";
    m_live.sessions().ask(host, wire::SetLink{ request }, this, [this, host, up](const wire::Reply &reply) {
        if (!reply.error)
            return;
        m_window.showNotice(up ? tr("Not restored") : tr("Not disabled"), refusalText(host, *reply.error));
    });
}

void Conductor::startVerification(const QString &routerId)
{
    if (m_isVerifying)
        return;
    engine::VerifierOptions options;
    options.routerId = routerId.toStdString();
    options.fromHost = m_live.fromHost();
    options.proposed = m_live.targets();
    options.askedBy = "keepview";
    m_verifier.emplace(options);
    m_isVerifying = true;
    carryOut(m_verifier->step(*m_live.engine().currentSite()));
}

void Conductor::abortVerification()
{
    if (m_verifier && m_isVerifying)
        carryOut(m_verifier->abort(*m_live.engine().currentSite(), tr("aborted by the user").toStdString()));
}

void Conductor::carryOut(const std::vector<engine::VerifierAction> &actions)
{
    for (const engine::VerifierAction &action : actions) {
        if (const auto *start = std::get_if<engine::StartEchoAction>(&action))
            ask(start->host, wire::StartEcho{ start->spec }, action);
        else if (const auto *stop = std::get_if<engine::StopEchoAction>(&action))
            ask(stop->host, wire::StopEcho{ stop->series }, action);
        else if (const auto *set = std::get_if<engine::SetLinkAction>(&action))
            ask(set->host, wire::SetLink{ set->request }, action);
    }
    const state::Verification &verification = m_verifier->verification();
    m_window.showVerification(verification);
    Q_EMIT verificationChanged(verification);
    if (m_isVerifying && m_verifier->isDone()) {
        m_isVerifying = false;
        Q_EMIT verificationFinished(verification);
    }
}

void Conductor::ask(const std::string &host, session::Operation operation,
                    const engine::VerifierAction &action)
{
    m_live.sessions().ask(
        look::fromStd(host), std::move(operation), this, [this, action](const wire::Reply &reply) {
            if (reply.error && m_verifier && m_isVerifying)
                carryOut(m_verifier->actionFailed(action, *reply.error, *m_live.engine().currentSite()));
        });
}

} // namespace kv::gui
