// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/conductor.h"
#include "app/gui/options.h"
#include "tests/support/generated.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"
#include "widgets/facts/factspanel.h"
#include "widgets/look/theme.h"
#include "widgets/routers/distributionpanel.h"
#include "widgets/routers/routerspanel.h"
#include "widgets/topology/canvas.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMessageBox>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
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
    void tabsAndKeysChangeTheForm();
    void theFormFollowsTheZoomUnlessItShallNot();
    void aFleetOfFewHostsIsRemembered_data();
    void aFleetOfFewHostsIsRemembered();
    void aHostOfALargeSiteShowsItsFacts_data();
    void aHostOfALargeSiteShowsItsFacts();
    void aGeneratedSiteIsOneSourceOfMany();
    void theKeyboardHelpNamesEveryKey_data();
    void theKeyboardHelpNamesEveryKey();
    void theThemeMenuChangesTheColours();
    void theDesktopsThemeIsFollowed();
    void whatComesBackOfAChangeIsTold_data();
    void whatComesBackOfAChangeIsTold();

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
    QTest::addColumn<bool>("isOverview");
    QTest::newRow("as the desktop, moving") << int(ThemeChoice::system) << false << false;
    QTest::newRow("light, moving, overview") << int(ThemeChoice::light) << false << true;
    QTest::newRow("dark, with reduced motion") << int(ThemeChoice::dark) << true << false;
}

void TestWindow::settingsSurviveTheFile()
{
    QFETCH(int, theme);
    QFETCH(bool, reducedMotion);
    QFETCH(bool, isOverview);
    const picture::Form form = isOverview ? picture::Form::overview : picture::Form::components;
    Settings settings;
    settings.geometry = "geometry";
    settings.windowState = "state";
    settings.theme = static_cast<ThemeChoice>(theme);
    settings.reducedMotion = reducedMotion;
    settings.form = form;
    writeSettings(settings);
    const Settings read = readSettings();
    QCOMPARE(read.geometry, QByteArray("geometry"));
    QCOMPARE(read.windowState, QByteArray("state"));
    QCOMPARE(int(read.theme), theme);
    QCOMPARE(read.reducedMotion, reducedMotion);
    QVERIFY(read.form == form);
}

void TestWindow::aDamagedFileGivesTheDefaults()
{
    QSettings file;
    file.setValue(QStringLiteral("window/theme"), QStringLiteral("mauve"));
    file.setValue(QStringLiteral("window/geometry"), QByteArray("\x01\x02nonsense"));
    file.setValue(QStringLiteral("window/state-1"), QByteArray("\xff\xff\xff"));
    file.setValue(QStringLiteral("window/reduced-motion"), QStringLiteral("perhaps"));
    file.setValue(QStringLiteral("window/form"), QStringLiteral("sculpture"));
    file.sync();
    const Settings read = readSettings();
    QCOMPARE(int(read.theme), int(ThemeChoice::system));
    QVERIFY(read.form == picture::Form::components);
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
    kept.notifies = false;
    kept.pins = { { QStringLiteral("0123456789abcdef"), { { "network 1/a", 120.0 }, { "Knöten%2", 48.5 } } },
                  { pinKey(QStringLiteral("0123456789abcdef"), picture::Form::overview),
                    { { "network 1/a", 60.0 } } } };
    writeSettings(kept);
    QVERIFY(!readSettings().notifies);
    QVERIFY(readSettings().pins == kept.pins);
    MainWindow window(readSettings());
    window.show();
    QCOMPARE(window.size(), QSize(1234, 777));
    QVERIFY(!window.findChild<QDockWidget *>(QStringLiteral("inspectorDock"))->isVisible());
    QVERIFY(window.findChild<QDockWidget *>(QStringLiteral("routersDock"))->isVisible());
    QVERIFY(window.findChild<QAction *>(QStringLiteral("reducedMotionAction"))->isChecked());
}

void TestWindow::theFormFollowsTheZoomUnlessItShallNot()
{
    MainWindow window;
    auto *follows = window.findChild<QAction *>(QStringLiteral("formFollowsZoomAction"));
    QVERIFY(follows->isChecked() && window.settings().formFollowsZoom);
    follows->trigger();
    QVERIFY(!window.settings().formFollowsZoom);
    writeSettings(window.settings());
    QVERIFY(!readSettings().formFollowsZoom);
    const MainWindow next(readSettings());
    QVERIFY(!next.findChild<QAction *>(QStringLiteral("formFollowsZoomAction"))->isChecked());
}

void TestWindow::aGeneratedSiteIsOneSourceOfMany()
{
    const auto read = [](const QString &words) { return OptionsReader::read(words.split(QLatin1Char(' '))); };
    const auto options = read(QStringLiteral("--generate 40x41:trouble"));
    QVERIFY(options && options->generated);
    QVERIFY((*options->generated == session::GeneratedSpec{ 40, 41, true }));
    for (const char *wrong : { "--generate 0x1", "--generate many", "--generate 5x5 --lab",
                               "--generate 5x5 --replay a.rec", "--generate 5x5 --demo folder" })
        QVERIFY2(!read(QString::fromLatin1(wrong)), wrong);
}

void TestWindow::tabsAndKeysChangeTheForm()
{
    Settings settings;
    settings.form = picture::Form::overview;
    MainWindow window(settings);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *tabs = window.findChild<QTabBar *>(QStringLiteral("formTabs"));
    QVERIFY(tabs != nullptr);
    const auto shows = [&](picture::Form form) {
        const bool isOverview = form == picture::Form::overview;
        return window.canvas()->form() == form && tabs->currentIndex() == (isOverview ? 0 : 1)
            && window.findChild<QAction *>(QStringLiteral("overviewAction"))->isChecked() == isOverview
            && window.settings().form == form;
    };
    QVERIFY(shows(picture::Form::overview)); // as it was left
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY(shows(picture::Form::components));
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(shows(picture::Form::overview));
    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(window.canvas()->form() == picture::Form::fleet);
    QCOMPARE(tabs->currentIndex(), 2);
    QVERIFY(window.findChild<QAction *>(QStringLiteral("fleetAction"))->isChecked());
    QVERIFY(window.settings().form == picture::Form::overview); // a small site begins as it was before
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(shows(picture::Form::components));
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Left);
    QVERIFY(shows(picture::Form::overview));
    QVERIFY(!tabs->accessibleName().isEmpty());
    QCOMPARE(tabs->accessibleTabName(0), QStringLiteral("Overview"));
}

void TestWindow::aFleetOfFewHostsIsRemembered_data()
{
    QTest::addColumn<int>("hosts");
    QTest::addColumn<bool>("isRemembered");
    QTest::newRow("chosen for few hosts: it was wanted") << 3 << true;
    QTest::newRow("many hosts begin as one: nobody wanted it") << 40 << false;
}

void TestWindow::aFleetOfFewHostsIsRemembered()
{
    QFETCH(int, hosts);
    QFETCH(bool, isRemembered);
    auto site = std::make_shared<state::Site>();
    for (int i = 0; i < hosts; ++i) {
        state::Host &host = site->hosts.emplace_back();
        host.name = "network" + std::to_string(i);
        host.view = std::make_shared<model::HostView>();
    }
    Settings settings;
    settings.form = picture::Form::overview;
    MainWindow window(settings);
    window.showSite(site);
    window.findChild<QAction *>(QStringLiteral("fleetAction"))->trigger();
    QVERIFY(window.canvas()->form() == picture::Form::fleet);
    const picture::Form expected = isRemembered ? picture::Form::fleet : picture::Form::overview;
    QVERIFY(window.settings().form == expected);
    writeSettings(window.settings());
    const MainWindow next(readSettings());
    QVERIFY(next.canvas()->form() == expected);
}

void TestWindow::aHostOfALargeSiteShowsItsFacts_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("Enter on its tile in the fleet") << QStringLiteral("enter");
    QTest::newRow("chosen in the list of hosts while the picture is laid out") << QStringLiteral("list");
    QTest::newRow("chosen in the distribution") << QStringLiteral("distribution");
}

void TestWindow::aHostOfALargeSiteShowsItsFacts()
{
    QFETCH(QString, way);
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.showSite(tests::generatedSite({ 30, 20, false }));
    topology::Canvas *canvas = window.canvas();
    QVERIFY(canvas->form() == picture::Form::fleet);
    if (way == QLatin1String("enter")) {
        canvas->setFocus();
        canvas->focusElement(QStringLiteral("host:compute05"));
        QTest::keyClick(canvas, Qt::Key_Return);
    } else {
        window.findChild<QAction *>(QStringLiteral("componentsAction"))->trigger();
        if (way == QLatin1String("list"))
            Q_EMIT window.findChild<routers::RoutersPanel *>()->hostSelected(QStringLiteral("compute05"));
        else
            Q_EMIT window.findChild<routers::DistributionPanel *>()->hostSelected(
                QStringLiteral("compute05"));
    }
    QVERIFY(canvas->isLayingOut());
    const facts::Subject &subject = window.findChild<facts::FactsPanel *>()->subject();
    QVERIFY(subject.kind == facts::Subject::Kind::host);
    QCOMPARE(subject.host, std::string("compute05"));
    QTRY_VERIFY(!canvas->isLayingOut());
    QCOMPARE(canvas->selectedElement(), QStringLiteral("host:compute05"));
    QCOMPARE(subject.host, std::string("compute05"));
}

void TestWindow::theKeyboardHelpNamesEveryKey_data()
{
    QTest::addColumn<QString>("keys");
    QTest::newRow("pinning a host upwards") << QStringLiteral("Alt+Up");
    QTest::newRow("pinning a host downwards") << QStringLiteral("Alt+Down");
    QTest::newRow("walking") << QStringLiteral("Tab and arrows");
    QTest::newRow("what a menu has") << QStringLiteral("Ctrl+F");
    QTest::newRow("the next part") << QStringLiteral("F6");
}

void TestWindow::theKeyboardHelpNamesEveryKey()
{
    QFETCH(QString, keys);
    MainWindow window;
    window.findChild<QAction *>(QStringLiteral("keyboardAction"))->trigger();
    const auto *box = window.findChild<QMessageBox *>(QStringLiteral("keyboardBox"));
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(keys), qPrintable(box->informativeText()));
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

void TestWindow::whatComesBackOfAChangeIsTold_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("difference");
    QTest::addColumn<QString>("told");
    const auto restored = int(model::ChangePhase::restored);
    QTest::newRow("all of it: the status line says so")
        << restored << QString() << QStringLiteral("reads as before");
    QTest::newRow("not all of it: a notice lists what is missing")
        << restored << QStringLiteral("missing route 10.9.0.0/16")
        << QStringLiteral("missing route 10.9.0.0/16");
    QTest::newRow("nothing of it: a notice says what to do")
        << int(model::ChangePhase::failed) << QStringLiteral("overlay0 is down")
        << QStringLiteral("ip link set overlay0 up");
}

void TestWindow::whatComesBackOfAChangeIsTold()
{
    QFETCH(int, phase);
    QFETCH(QString, difference);
    QFETCH(QString, told);
    LiveSite live;
    MainWindow window;
    const Conductor conductor(window, live);
    window.show();
    tests::GuideSite records;
    records.guide();
    records.change("network1", model::ChangePhase::inForce);
    live.engine().ingest(records.take());
    live.engine().currentSite();
    QVERIFY(window.statusBar()->currentMessage().contains(QStringLiteral("overlay0 on network1 is down")));
    const std::vector<std::string> differences =
        difference.isEmpty() ? std::vector<std::string>{} : std::vector{ difference.toStdString() };
    records.change("network1", static_cast<model::ChangePhase>(phase), differences);
    live.engine().ingest(records.take());
    live.engine().currentSite();
    const auto notices = window.findChildren<QMessageBox *>(QStringLiteral("notice"));
    QCOMPARE(notices.size(), difference.isEmpty() ? 0 : 1);
    const QString text =
        notices.isEmpty() ? window.statusBar()->currentMessage() : notices.front()->informativeText();
    QVERIFY2(text.contains(told), qPrintable(text));
    // Once: what is known already is not told again.
    records.advance(tests::GuideSite::second);
    live.engine().ingest(records.take());
    live.engine().currentSite();
    QCOMPARE(window.findChildren<QMessageBox *>(QStringLiteral("notice")).size(), notices.size());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
