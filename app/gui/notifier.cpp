// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/notifier.h"

#include "app/gui/text.h"
#include "widgets/look/words.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QVariantMap>

#include <algorithm>
#include <utility>

namespace kv::gui {

namespace {

using state::Protection;

constexpr auto service = "org.freedesktop.Notifications";
constexpr auto path = "/org/freedesktop/Notifications";
constexpr std::size_t mostNames = 3;

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

/// Asked for only where there is one: else libdbus would start a bus of its own.
QDBusConnection desktopBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isThere = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || (!runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus")));
    return isThere ? QDBusConnection::sessionBus() : QDBusConnection(QString());
}

bool isBad(const RouterAlarm &alarm)
{
    return alarm.protection != Protection::isProtected;
}

QString stateText(const RouterAlarm &alarm)
{
    switch (alarm.protection) {
    case Protection::unprotected:
        return alarm.servedBy.empty()
            ? Text::tr("unprotected: nobody would take over")
            : Text::tr("unprotected: %1 serves, nobody would take over").arg(look::fromStd(alarm.servedBy));
    case Protection::split:
        return Text::tr("split: more than one host is active");
    case Protection::down:
        return Text::tr("down: nobody serves");
    default:
        return Text::tr("protected again");
    }
}

/// "router1, router2, router3 and 38 more".
QString namesOf(const std::vector<RouterAlarm> &alarms)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(alarms.size(), mostNames); ++i)
        names << look::fromStd(alarms[i].name);
    const QString shown = names.join(QStringLiteral(", "));
    return alarms.size() <= mostNames
        ? shown
        : Text::tr("%1 and %n more", nullptr, static_cast<int>(alarms.size() - mostNames)).arg(shown);
}

/// The server may read markup.
QString plain(const QString &words)
{
    return words.toHtmlEscaped();
}

} // namespace

NotificationText notificationText(const std::vector<RouterAlarm> &news)
{
    std::vector<RouterAlarm> bad;
    std::ranges::copy_if(news, std::back_inserter(bad), isBad);
    if (news.size() == 1)
        return { Text::tr("%1 is %2")
                     .arg(look::fromStd(news.front().name), look::protectionName(news.front().protection)),
                 stateText(news.front()), !bad.empty() };
    if (bad.empty())
        return { Text::tr("%n routers are protected again", nullptr, static_cast<int>(news.size())),
                 namesOf(news), false };
    if (bad.size() == 1)
        return { Text::tr("%1 is %2")
                     .arg(look::fromStd(bad.front().name), look::protectionName(bad.front().protection)),
                 stateText(bad.front()), true };
    return { Text::tr("%n routers are not protected", nullptr, static_cast<int>(bad.size())), namesOf(bad),
             true };
}

Notifier::Notifier(QObject *parent) : Notifier(desktopBus(), parent) { }

Notifier::Notifier(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherMs);
    connect(&m_gather, &QTimer::timeout, this, &Notifier::send);
    if (m_bus.isConnected())
        m_bus.connect(text(service), text(path), text(service), QStringLiteral("ActionInvoked"), this,
                      SLOT(followClick(uint, QString)));
}

void Notifier::showSite(const state::Site &site)
{
    for (RouterAlarm &alarm : m_watch.take(site)) {
        std::erase_if(m_news, [&alarm](const RouterAlarm &old) { return old.routerId == alarm.routerId; });
        m_news.push_back(std::move(alarm));
    }
    if (!m_news.empty() && !m_gather.isActive())
        m_gather.start();
}

void Notifier::send()
{
    const std::vector<RouterAlarm> news = std::exchange(m_news, {});
    if (!m_isWanted)
        return;
    Q_EMIT alarmed();
    if (!m_bus.isConnected())
        return;
    const NotificationText said = notificationText(news);
    const auto firstBad = std::ranges::find_if(news, isBad);
    m_firstRouter = (firstBad == news.end() ? news.front() : *firstBad).routerId;
    constexpr uchar normal = 1;
    constexpr uchar critical = 2;
    QVariantMap hints{ { QStringLiteral("desktop-entry"), QStringLiteral("keepview") } };
    hints.insert(QStringLiteral("urgency"), QVariant::fromValue(said.isUrgent ? critical : normal));
    QDBusMessage call =
        QDBusMessage::createMethodCall(text(service), text(path), text(service), QStringLiteral("Notify"));
    call.setArguments({ QStringLiteral("Keepview"), m_shown, QString(), said.title, plain(said.body),
                        QStringList{ QStringLiteral("default"), Text::tr("Show") }, hints, -1 });
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &Notifier::noteNumber);
}

void Notifier::noteNumber(QDBusPendingCallWatcher *watcher)
{
    const QDBusPendingReply<uint> reply = *watcher;
    m_shown = reply.isError() ? 0 : reply.value();
    watcher->deleteLater();
}

void Notifier::followClick(uint id, const QString &action)
{
    if (id == m_shown && m_shown != 0 && action == QLatin1String("default"))
        Q_EMIT routerWanted(QString::fromStdString(m_firstRouter));
}

} // namespace kv::gui
