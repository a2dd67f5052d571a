// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/netns/labprocess.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kv::tests;

/// One journey of the real program on a real X server, by nothing but keys and the mouse: looks for an
/// address, takes an overlay down and up again, saves the picture, and ends.
class TestXJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void initTestCase();
    void cleanupTestCase();
    void theWindowComes();
    void keysDisableAnOverlayAndBringItBack();
    void theMouseMovesThePictureAndTheWheelZoomsIt();
    void whatIsSeenIsSaved();
    void theProgramEndsByItsKey();

private:
    QTemporaryDir m_home;
    QProcess m_server;
    QProcess m_window;
    std::unique_ptr<LabUser> m_user;
    std::unique_ptr<ForegroundLab> m_lab;
    QString m_display;
    QString m_id; ///< X's, of the window

    QProcessEnvironment environment() const;
    QString ask(const QStringList &words) const; ///< of xdotool
    QString find(const QString &title) const; ///< a visible window; "" when there is none
    void type(const QStringList &keys) const { ask(QStringList{ QStringLiteral("key") } + keys); }
    /// There is no window manager that gives the keyboard to who is on top.
    void focus(const QString &id) const
    {
        ask({ QStringLiteral("windowfocus"), QStringLiteral("--sync"), id });
    }
    bool overlayIsUp() const;
    /// Pixels as the server has them, PPM.
    QByteArray pixels() const;
};

QProcessEnvironment TestXJourney::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    return environment;
}

QString TestXJourney::ask(const QStringList &words) const
{
    QProcess tool;
    tool.setProcessEnvironment(environment());
    tool.start(QStringLiteral("xdotool"), words);
    if (!tool.waitForFinished(10'000))
        return {};
    return QString::fromUtf8(tool.readAllStandardOutput()).trimmed();
}

QString TestXJourney::find(const QString &title) const
{
    return ask({ QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"), title })
        .section(QLatin1Char('\n'), 0, 0);
}

bool TestXJourney::overlayIsUp() const
{
    return m_user
        ->run(m_user->onOwnLab(QStringLiteral("exec"),
                               { QStringLiteral("network1"), QStringLiteral("--"), QStringLiteral("ip"),
                                 QStringLiteral("-o"), QStringLiteral("link"), QStringLiteral("show"),
                                 QStringLiteral("overlay0") }))
        .output.contains(",UP");
}

QByteArray TestXJourney::pixels() const
{
    QProcess shot;
    shot.setProcessEnvironment(environment());
    shot.start(QStringLiteral("xwd"), { QStringLiteral("-silent"), QStringLiteral("-id"), m_id });
    return shot.waitForFinished(10'000) ? shot.readAllStandardOutput() : QByteArray();
}

void TestXJourney::initTestCase()
{
    // -noreset: else it begins anew, deaf for a moment, whenever its last client goes.
    m_server.start(QStringLiteral("Xvfb"),
                   { QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                     QStringLiteral("0"), QStringLiteral("1600x1000x24"), QStringLiteral("-noreset"),
                     QStringLiteral("-nolisten"), QStringLiteral("tcp") });
    QVERIFY2(m_server.waitForStarted(), "the package xvfb is missing");
    QVERIFY(m_server.waitForReadyRead());
    m_display = QLatin1Char(':') + QString::fromLatin1(m_server.readLine()).trimmed();
    m_user = std::make_unique<LabUser>(false);
    m_lab = std::make_unique<ForegroundLab>(*m_user, QStringLiteral("fast"));
    QVERIFY(m_lab->waitForLine("ready") > 0);
}

void TestXJourney::cleanupTestCase()
{
    if (m_window.state() != QProcess::NotRunning) {
        m_window.kill();
        m_window.waitForFinished();
    }
    m_lab.reset();
    m_server.terminate();
    QVERIFY(m_server.waitForFinished());
}

void TestXJourney::theWindowComes()
{
    m_window.setProcessEnvironment(environment());
    m_window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_window.start(QStringLiteral(KEEPVIEW_BIN "/keepview"), { QStringLiteral("--lab"), m_user->labName() });
    QVERIFY(m_window.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!(m_id = find(QStringLiteral("^Keepview$"))).isEmpty(), 20'000);
    focus(m_id);
    QVERIFY(overlayIsUp());
}

void TestXJourney::keysDisableAnOverlayAndBringItBack()
{
    const QString title = QStringLiteral("^Disable overlay$");
    // The menu has the link as soon as the probe of its host has told of it.
    const auto opensDialog = [&] {
        if (find(title).isEmpty()) {
            focus(m_id);
            type({ QStringLiteral("ctrl+alt+1") });
        }
        return !find(title).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(opensDialog(), 20'000);
    focus(find(title));
    type({ QStringLiteral("Escape") });
    QTRY_VERIFY(find(title).isEmpty());
    QVERIFY(overlayIsUp()); // nothing was done before it was confirmed

    QTRY_VERIFY_WITH_TIMEOUT(opensDialog(), 20'000);
    focus(find(title));
    // router1 has no HA: that it may stop must be said, in the field before Cancel.
    type({ QStringLiteral("alt+d") });
    QVERIFY(overlayIsUp());
    type({ QStringLiteral("shift+Tab"), QStringLiteral("space"), QStringLiteral("alt+d") });
    QTRY_VERIFY_WITH_TIMEOUT(!overlayIsUp(), 10'000);
    focus(m_id);
    type({ QStringLiteral("ctrl+r") });
    QTRY_VERIFY_WITH_TIMEOUT(overlayIsUp(), 20'000);
}

void TestXJourney::theMouseMovesThePictureAndTheWheelZoomsIt()
{
    const QByteArray before = pixels();
    QVERIFY(!before.isEmpty());
    // The middle of the window is the diagram.
    ask({ QStringLiteral("mousemove"), QStringLiteral("--sync"), QStringLiteral("800"), QStringLiteral("400"),
          QStringLiteral("click"), QStringLiteral("--repeat"), QStringLiteral("3"), QStringLiteral("4") });
    QTRY_VERIFY(pixels() != before);
    ask({ QStringLiteral("mousedown"), QStringLiteral("2"), QStringLiteral("mousemove"),
          QStringLiteral("--sync"), QStringLiteral("700"), QStringLiteral("360"), QStringLiteral("mouseup"),
          QStringLiteral("2") });
    type({ QStringLiteral("ctrl+0") });
}

void TestXJourney::whatIsSeenIsSaved()
{
    const QString file = m_home.filePath(QStringLiteral("journey.svg"));
    type({ QStringLiteral("ctrl+1") });
    type({ QStringLiteral("ctrl+e") });
    QString dialog;
    QTRY_VERIFY(!(dialog = find(QStringLiteral("^Save the picture$"))).isEmpty());
    focus(dialog);
    type({ QStringLiteral("ctrl+a") });
    ask({ QStringLiteral("type"), file });
    type({ QStringLiteral("Return") });
    QTRY_VERIFY(QFile::exists(file));
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const QByteArray svg = saved.readAll();
    for (const char *word : { "network1", "network2", "compute1", "Layer-3 agent", "Physical network" })
        QVERIFY2(svg.contains(word), word);
}

void TestXJourney::theProgramEndsByItsKey()
{
    focus(m_id);
    type({ QStringLiteral("ctrl+q") });
    QVERIFY(m_window.waitForFinished(20'000));
    QCOMPARE(m_window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_window.exitCode(), 0);
    QVERIFY(overlayIsUp());
}

QTEST_GUILESS_MAIN(TestXJourney)
#include "tst_xjourney.moc"
