// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/mainwindow.h"
#include "tests/support/testmain.h"
#include "widgets/look/theme.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kv;
using namespace kv::gui;

/// What the window remembers, and what it wears.
class TestWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { KV_FAIL_ON_WARNINGS; }
    void settingsSurviveTheFile_data();
    void settingsSurviveTheFile();
    void aDamagedFileGivesTheDefaults();
    void aNewWindowStandsAsTheLastOne();
    void theThemeMenuChangesTheColours();
    void theDesktopsThemeIsFollowed();

private:
    QTemporaryDir m_home;
};

void TestWindow::initTestCase()
{
    QVERIFY(m_home.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
    QCoreApplication::setOrganizationName(QStringLiteral("keepview"));
    QCoreApplication::setApplicationName(QStringLiteral("keepview-test"));
    qRegisterMetaType<ThemeChoice>();
}

void TestWindow::settingsSurviveTheFile_data()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<bool>("reducedMotion");
    QTest::newRow("as the desktop, moving") << int(ThemeChoice::system) << false;
    QTest::newRow("light, moving") << int(ThemeChoice::light) << false;
    QTest::newRow("dark, with reduced motion") << int(ThemeChoice::dark) << true;
}

void TestWindow::settingsSurviveTheFile()
{
    QFETCH(int, theme);
    QFETCH(bool, reducedMotion);
    writeSettings({ "geometry", "state", static_cast<ThemeChoice>(theme), reducedMotion });
    const Settings read = readSettings();
    QCOMPARE(read.geometry, QByteArray("geometry"));
    QCOMPARE(read.windowState, QByteArray("state"));
    QCOMPARE(int(read.theme), theme);
    QCOMPARE(read.reducedMotion, reducedMotion);
}

void TestWindow::aDamagedFileGivesTheDefaults()
{
    QSettings file;
    file.setValue(QStringLiteral("window/theme"), QStringLiteral("mauve"));
    file.setValue(QStringLiteral("window/geometry"), QByteArray("\x01\x02nonsense"));
    file.setValue(QStringLiteral("window/state-1"), QByteArray("\xff\xff\xff"));
    file.setValue(QStringLiteral("window/reduced-motion"), QStringLiteral("perhaps"));
    file.sync();
    const Settings read = readSettings();
    QCOMPARE(int(read.theme), int(ThemeChoice::system));
    MainWindow window(read);
    window.show();
    QCOMPARE(window.size(), QSize(1600, 1000));
    QVERIFY(window.findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->isVisible());
}

void TestWindow::aNewWindowStandsAsTheLastOne()
{
    Settings kept;
    {
        MainWindow window;
        window.show();
        window.resize(1234, 777);
        window.findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->close();
        window.findChild<QAction *>(QStringLiteral("reducedMotionAction"))->trigger();
        kept = window.settings();
    }
    writeSettings(kept);
    MainWindow window(readSettings());
    window.show();
    QCOMPARE(window.size(), QSize(1234, 777));
    QVERIFY(!window.findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->isVisible());
    QVERIFY(window.findChild<QDockWidget *>(QStringLiteral("routersDock"))->isVisible());
    QVERIFY(window.findChild<QAction *>(QStringLiteral("reducedMotionAction"))->isChecked());
}

void TestWindow::theThemeMenuChangesTheColours()
{
    Appearance appearance;
    MainWindow window;
    connect(&window, &MainWindow::themeWanted, &appearance, &Appearance::choose);
    window.show();
    const struct {
        const char *action;
        ThemeChoice choice;
        const look::Theme &theme;
    } rows[] = { { "themeDark", ThemeChoice::dark, look::darkTheme() },
                 { "themeLight", ThemeChoice::light, look::lightTheme() } };
    for (const auto &row : rows) {
        window.findChild<QAction *>(QString::fromLatin1(row.action))->trigger();
        QCOMPARE(int(appearance.choice()), int(row.choice));
        QCOMPARE(int(window.settings().theme), int(row.choice));
        QCOMPARE(QApplication::palette().color(QPalette::Window), row.theme.window);
        const QImage shot = window.grab().toImage();
        QCOMPARE(shot.pixelColor(shot.width() / 2, shot.height() / 2), row.theme.canvas);
    }
}

void TestWindow::theDesktopsThemeIsFollowed()
{
    Appearance appearance;
    appearance.choose(ThemeChoice::system);
    MainWindow window;
    window.show();
    appearance.choose(ThemeChoice::dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), look::darkTheme().window);
    appearance.choose(ThemeChoice::system);
    QEvent changed(QEvent::ThemeChange);
    QApplication::sendEvent(window.windowHandle(), &changed);
    QTRY_COMPARE(QApplication::palette().color(QPalette::Window), look::lightTheme().window);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
