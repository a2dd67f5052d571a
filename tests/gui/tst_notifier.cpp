// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/notifier.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"

#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kv;
using gui::AlarmWatch;
using gui::Notifier;
using gui::RouterAlarm;
using state::Protection;

/// The receiving end: what a desktop does with notifications, on a bus of its own.
class FakeDesktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        uint number = 0;
        uint replaces = 0;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };
    std::vector<Shown> shown;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        const uint number = replaces == 0 ? static_cast<uint>(shown.size()) + 1 : replaces;
        shown.push_back({ number, replaces, title, body, actions, hints });
        return number;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

class TestNotifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void howItWasAtFirstIsNoNews();
    void eachChangeIsToldOnce();
    void whatIsSaid_data();
    void whatIsSaid();
    void aHostFullOfRoutersIsOneNotification();
    void theNextTakesThePlaceOfTheOneBefore();
    void markupInNamesIsText();
    void aClickLeadsToTheRouter();
    void staysSilentWhenNotWanted();
    void staysSilentWithoutABus();

private:
    QProcess m_bus;
    QString m_address;
    std::unique_ptr<FakeDesktop> m_desktop;
    int m_round = 0;

    QDBusConnection connection(const char *role) const
    {
        return QDBusConnection::connectToBus(m_address,
                                             QStringLiteral("%1%2").arg(QLatin1String(role)).arg(m_round));
    }
};

namespace {

/// A site with these routers and nothing else.
state::Site siteWith(const std::vector<std::pair<std::string, Protection>> &routers)
{
    state::Site site;
    for (const auto &[name, protection] : routers) {
        state::Router router;
        router.id = "id-" + name;
        router.name = name;
        router.protection = protection;
        router.servedBy = "network2";
        site.routers.push_back(router);
    }
    return site;
}

std::vector<std::pair<std::string, Protection>> many(int count, Protection protection)
{
    std::vector<std::pair<std::string, Protection>> routers;
    for (int i = 1; i <= count; ++i)
        routers.emplace_back("router" + std::to_string(i), protection);
    return routers;
}

} // namespace

void TestNotifier::initTestCase()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                { QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                  QStringLiteral("--print-address") });
    QVERIFY2(m_bus.waitForStarted(), "the package dbus-daemon is missing");
    QVERIFY(m_bus.waitForReadyRead());
    m_address = QString::fromLocal8Bit(m_bus.readLine()).trimmed();
    QVERIFY(!m_address.isEmpty());
}

void TestNotifier::cleanupTestCase()
{
    m_bus.kill();
    QVERIFY(m_bus.waitForFinished());
}

void TestNotifier::init()
{
    KV_FAIL_ON_WARNINGS;
    ++m_round;
    m_desktop = std::make_unique<FakeDesktop>();
    QDBusConnection server = connection("desktop");
    QVERIFY(server.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(server.registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_desktop.get(),
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
}

void TestNotifier::cleanup()
{
    connection("desktop").unregisterService(QStringLiteral("org.freedesktop.Notifications"));
    for (const char *role : { "desktop", "program" })
        QDBusConnection::disconnectFromBus(QStringLiteral("%1%2").arg(QLatin1String(role)).arg(m_round));
    m_desktop.reset();
}

void TestNotifier::howItWasAtFirstIsNoNews()
{
    AlarmWatch watch;
    QVERIFY(watch.take(siteWith({ { "a", Protection::unknown }, { "b", Protection::unprotected } })).empty());
    QVERIFY(watch.take(siteWith({ { "a", Protection::isProtected }, { "b", Protection::down } })).empty());
    // A router without a standby all the time is the list's business, not the desktop's.
    QVERIFY(watch.take(siteWith({ { "c", Protection::notRedundant } })).empty());
    const auto news = watch.take(siteWith({ { "a", Protection::split }, { "b", Protection::split } }));
    QCOMPARE(news.size(), std::size_t{ 1 });
    QCOMPARE(news.front().name, std::string("a"));
}

void TestNotifier::eachChangeIsToldOnce()
{
    AlarmWatch watch;
    const auto told = [&watch](Protection protection) {
        return watch.take(siteWith({ { "a", protection } })).size();
    };
    QCOMPARE(told(Protection::isProtected), std::size_t{ 0 });
    QCOMPARE(told(Protection::failingOver), std::size_t{ 0 });
    QCOMPARE(told(Protection::unprotected), std::size_t{ 1 });
    QCOMPARE(told(Protection::unprotected), std::size_t{ 0 });
    QCOMPARE(told(Protection::unknown), std::size_t{ 0 });
    QCOMPARE(told(Protection::unprotected), std::size_t{ 0 });
    QCOMPARE(told(Protection::split), std::size_t{ 1 });
    QCOMPARE(told(Protection::isProtected), std::size_t{ 1 });
    QCOMPARE(told(Protection::failingOver), std::size_t{ 0 });
    QCOMPARE(told(Protection::isProtected), std::size_t{ 0 }); // it came back before it was a state
}

void TestNotifier::whatIsSaid_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("protection");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("body");
    QTest::newRow("unprotected") << 1 << int(Protection::unprotected)
                                 << QStringLiteral("router1 is unprotected")
                                 << QStringLiteral("unprotected: network2 serves, nobody would take over");
    QTest::newRow("split") << 1 << int(Protection::split) << QStringLiteral("router1 is split")
                           << QStringLiteral("split: more than one host is active");
    QTest::newRow("down") << 1 << int(Protection::down) << QStringLiteral("router1 is down")
                          << QStringLiteral("down: nobody serves");
    QTest::newRow("again") << 1 << int(Protection::isProtected) << QStringLiteral("router1 is protected")
                           << QStringLiteral("protected again");
    QTest::newRow("three") << 3 << int(Protection::down) << QStringLiteral("3 routers are not protected")
                           << QStringLiteral("router1, router2, router3");
    QTest::newRow("many") << 41 << int(Protection::unprotected)
                          << QStringLiteral("41 routers are not protected")
                          << QStringLiteral("router1, router2, router3 and 38 more");
    QTest::newRow("many again") << 5 << int(Protection::isProtected)
                                << QStringLiteral("5 routers are protected again")
                                << QStringLiteral("router1, router2, router3 and 2 more");
}

void TestNotifier::whatIsSaid()
{
    QFETCH(int, count);
    QFETCH(int, protection);
    QFETCH(QString, title);
    QFETCH(QString, body);
    const auto state = static_cast<Protection>(protection);
    std::vector<RouterAlarm> news;
    for (int i = 1; i <= count; ++i)
        news.push_back({ "id", "router" + std::to_string(i), state, "network2" });
    const gui::NotificationText said = gui::notificationText(news);
    QCOMPARE(said.title, title);
    QCOMPARE(said.body, body);
    QCOMPARE(said.isUrgent, state != Protection::isProtected);
}

void TestNotifier::aHostFullOfRoutersIsOneNotification()
{
    Notifier notifier(connection("program"), nullptr);
    QSignalSpy alarmed(&notifier, &Notifier::alarmed);
    notifier.showSite(siteWith(many(41, Protection::isProtected)));
    auto routers = many(41, Protection::isProtected);
    for (auto &router : routers) { // one after the other, as verdicts come
        router.second = Protection::unprotected;
        notifier.showSite(siteWith(routers));
    }
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 1 });
    QCOMPARE(m_desktop->shown.front().title, QStringLiteral("41 routers are not protected"));
    QCOMPARE(m_desktop->shown.front().hints.value(QStringLiteral("urgency")).toInt(), 2);
    QCOMPARE(alarmed.count(), 1);
}

void TestNotifier::theNextTakesThePlaceOfTheOneBefore()
{
    Notifier notifier(connection("program"), nullptr);
    notifier.showSite(siteWith({ { "router2", Protection::isProtected } }));
    notifier.showSite(siteWith({ { "router2", Protection::unprotected } }));
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 1 });
    QCOMPARE(m_desktop->shown.front().replaces, 0U);
    notifier.showSite(siteWith({ { "router2", Protection::isProtected } }));
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 2 });
    QCOMPARE(m_desktop->shown.back().replaces, m_desktop->shown.front().number);
    QCOMPARE(m_desktop->shown.back().hints.value(QStringLiteral("urgency")).toInt(), 1);
}

void TestNotifier::markupInNamesIsText()
{
    Notifier notifier(connection("program"), nullptr);
    const std::string name = "<b>&router</b>";
    notifier.showSite(siteWith({ { name, Protection::isProtected }, { "b", Protection::isProtected } }));
    notifier.showSite(siteWith({ { name, Protection::split }, { "b", Protection::split } }));
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 1 });
    QCOMPARE(m_desktop->shown.front().body, QStringLiteral("&lt;b&gt;&amp;router&lt;/b&gt;, b"));
}

void TestNotifier::aClickLeadsToTheRouter()
{
    Notifier notifier(connection("program"), nullptr);
    QSignalSpy wanted(&notifier, &Notifier::routerWanted);
    notifier.showSite(siteWith({ { "a", Protection::isProtected }, { "b", Protection::isProtected } }));
    notifier.showSite(siteWith({ { "a", Protection::isProtected }, { "b", Protection::split } }));
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 1 });
    QCOMPARE(m_desktop->shown.front().actions.value(0), QStringLiteral("default"));
    const uint number = m_desktop->shown.front().number;
    Q_EMIT m_desktop->ActionInvoked(number + 7, QStringLiteral("default")); // somebody else's
    Q_EMIT m_desktop->ActionInvoked(number, QStringLiteral("default"));
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().front().toString(), QStringLiteral("id-b"));
}

void TestNotifier::staysSilentWhenNotWanted()
{
    Notifier notifier(connection("program"), nullptr);
    notifier.setWanted(false);
    QSignalSpy alarmed(&notifier, &Notifier::alarmed);
    notifier.showSite(siteWith({ { "a", Protection::isProtected } }));
    notifier.showSite(siteWith({ { "a", Protection::down } }));
    QTest::qWait(Notifier::gatherMs + 200); // what is told later is not told at all
    QCOMPARE(m_desktop->shown.size(), std::size_t{ 0 });
    QCOMPARE(alarmed.count(), 0);
    notifier.setWanted(true);
    notifier.showSite(siteWith({ { "a", Protection::isProtected } }));
    QTRY_COMPARE(m_desktop->shown.size(), std::size_t{ 1 });
}

void TestNotifier::staysSilentWithoutABus()
{
    Notifier notifier(QDBusConnection{ QString() }, nullptr);
    QSignalSpy alarmed(&notifier, &Notifier::alarmed);
    notifier.showSite(siteWith({ { "a", Protection::isProtected } }));
    notifier.showSite(siteWith({ { "a", Protection::down } }));
    QTRY_COMPARE(alarmed.count(), 1);
    QCOMPARE(m_desktop->shown.size(), std::size_t{ 0 });
}

QTEST_MAIN(TestNotifier)
#include "tst_notifier.moc"
