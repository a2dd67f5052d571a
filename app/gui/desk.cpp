// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/desk.h"

#include <QApplication>

#include <algorithm>

namespace kv::gui {

Desk::Desk(const Settings &settings, QObject *parent) : QObject(parent), m_live(std::make_unique<LiveSite>())
{
    connect(m_live.get(), &LiveSite::stopped, this, &Desk::stopped);
    connect(&m_live->engine(), &engine::Engine::siteChanged, this, [this](const state::SitePtr &site) {
        if (m_live->isOfNow())
            m_notifier.showSite(*site);
    });
    connect(&m_notifier, &Notifier::routerWanted, this, &Desk::tell);
    connect(&m_notifier, &Notifier::alarmed, this, [this] { QApplication::alert(&firstWindow()); });
    addWindow(settings);
}

Desk::~Desk() = default;

/// What a notification was about, for who clicked on it.
void Desk::tell(const QString &routerId)
{
    MainWindow &window = firstWindow();
    window.selectRouter(routerId);
    window.show();
    window.raise();
    window.activateWindow();
}

MainWindow *Desk::addWindow(const Settings &settings)
{
    View view;
    view.window = std::make_unique<MainWindow>(settings);
    view.conductor = std::make_unique<Conductor>(*view.window, *m_live);
    MainWindow *window = view.window.get();
    window->showSiteName(m_siteName);
    window->showStarting(m_starting);
    window->setWallOffset(m_wallOffsetUs);
    if (!m_views.empty()) {
        window->continueFrom(*m_views.back().window);
        window->move(m_views.back().window->pos() + QPoint(32, 32));
    }
    m_notifier.setWanted(settings.notifies);
    connect(window, &MainWindow::notificationsWanted, this, &Desk::setNotifying);
    connect(window, &MainWindow::notificationsWanted, this, &Desk::notifyingChanged);
    connect(window, &MainWindow::pinsChanged, this, &Desk::takePins);
    connect(window, &MainWindow::pinsChanged, this, &Desk::pinsChanged);
    connect(window, &MainWindow::closed, this, [this, window] { dropWindow(window); });
    m_views.push_back(std::move(view));
    updateLast();
    window->show();
    Q_EMIT windowAdded(window);
    return window;
}

void Desk::showSiteName(const QString &name)
{
    m_siteName = name;
    for (const View &view : m_views)
        view.window->showSiteName(name);
}

void Desk::showStarting(const QString &what)
{
    m_starting = what;
    for (const View &view : m_views)
        view.window->showStarting(what);
}

void Desk::setWallOffset(qint64 offsetUs)
{
    m_wallOffsetUs = offsetUs;
    for (const View &view : m_views)
        view.window->setWallOffset(offsetUs);
}

void Desk::takePins(const QString &pinKey, const std::map<std::string, double> &pins)
{
    for (const View &view : m_views)
        view.window->takePins(pinKey, pins);
}

void Desk::setNotifying(bool notifies)
{
    m_notifier.setWanted(notifies);
    for (const View &view : m_views)
        view.window->showNotifying(notifies);
}

void Desk::stop()
{
    m_live->stop();
}

// The window is inside its close event: it is deleted later.
void Desk::dropWindow(MainWindow *window)
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [window](const View &view) { return view.window.get() == window; });
    if (found == m_views.end())
        return;
    if (m_views.size() == 1) {
        window->hide();
        Q_EMIT lastWindowClosed(window->settings());
        return;
    }
    found->conductor.reset();
    found->window.release()->deleteLater();
    m_views.erase(found);
    updateLast();
}

// Closing restores only when nobody is left to look.
void Desk::updateLast()
{
    for (const View &view : m_views)
        view.window->setClosingEnds(m_views.size() == 1);
}

} // namespace kv::gui
