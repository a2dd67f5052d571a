// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"
#include "app/gui/pictureactions.h"
#include "app/gui/picturefile.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/elementspanel.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPrinter>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kv;
using gui::MainWindow;

class TestPictureActions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void ctrlFOpensTheFieldAndF3WalksTheHits();
    void theMenuOfAnElementCopies();
    void theMenuKeyOpensItForTheFocusedElement();
    void besideAllElementsTheMenuCopiesNothing();
    void savesTheFileThatIsChosen();
    void tellsWhyItCouldNotSave();
    void whatCannotBeSavedSaysWhyAndKeepsTheOldFile();
    void printsOnOnePage();
    void theTableAndTheDiagramSelectTheSame();
    void theMenuFiltersByWhatItWasOpenedOn();
    void theMenuDisablesWhereThereIsNoButton();
    void ctrlZTakesAChangeOfTheViewBack();
    void pinsAreRememberedBySite();
    void pinsOfTheOverviewAreRememberedBesideThoseOfTheComponents();

private:
    std::unique_ptr<MainWindow> m_window;
    QMenu *openMenu(const QString &elementId) const;
    QAction *entry(const QMenu &menu, const QString &part) const;
    QString idOf(const QString &name, const std::string &host) const;
};

void TestPictureActions::init()
{
    KV_FAIL_ON_WARNINGS;
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1600, 1000);
    m_window->showSite(tests::labSite());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPictureActions::cleanup()
{
    m_window.reset();
}

QString TestPictureActions::idOf(const QString &name, const std::string &host) const
{
    const picture::DisplayListPtr list = m_window->canvas()->displayList();
    for (const picture::Element &element : list->elements) {
        if (element.isFocusable && element.target.host == host && element.name.contains(name))
            return element.id;
    }
    return {};
}

QMenu *TestPictureActions::openMenu(const QString &elementId) const
{
    topology::Canvas *canvas = m_window->canvas();
    const QPoint place =
        elementId.isEmpty() ? QPoint(2, 2) : canvas->elementRect(elementId).center().toPoint();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, canvas->mapToGlobal(place));
    QCoreApplication::sendEvent(canvas, &event);
    return m_window->findChild<QMenu *>(QStringLiteral("elementMenu"));
}

QAction *TestPictureActions::entry(const QMenu &menu, const QString &part) const
{
    for (QAction *action : menu.actions()) {
        if (action->data().toString() == part)
            return action;
    }
    return nullptr;
}

void TestPictureActions::ctrlFOpensTheFieldAndF3WalksTheHits()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *text = m_window->findChild<QLineEdit *>(QStringLiteral("findText"));
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("overlay0"));
    QVERIFY(m_window->canvas()->hits().size() >= 3);
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QCOMPARE(m_window->canvas()->currentHit(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(m_window->canvas()->currentHit(), 0);
}

void TestPictureActions::theMenuOfAnElementCopies()
{
    const QString overlay = idOf(QStringLiteral("overlay0"), "network1");
    QVERIFY(!overlay.isEmpty());
    QMenu *menu = openMenu(overlay);
    QVERIFY(menu != nullptr);
    QAction *address = entry(*menu, QStringLiteral("10.0.1.21/24"));
    QVERIFY(address != nullptr);
    address->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.0.1.21/24"));
    auto *commands = menu->findChild<QMenu *>(QStringLiteral("commandsMenu"));
    QVERIFY(commands != nullptr);
    QAction *command = entry(*commands, QStringLiteral("ip -d -s address show dev overlay0"));
    QVERIFY(command != nullptr);
    command->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), command->data().toString());
}

void TestPictureActions::theMenuKeyOpensItForTheFocusedElement()
{
    topology::Canvas *canvas = m_window->canvas();
    const QString router = idOf(QStringLiteral("router2"), "network1");
    canvas->setFocus();
    canvas->focusElement(router);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), canvas->mapToGlobal(QPoint(1, 1)));
    QCoreApplication::sendEvent(canvas, &event);
    auto *menu = m_window->findChild<QMenu *>(QStringLiteral("elementMenu"));
    QVERIFY(menu != nullptr);
    QVERIFY(entry(*menu, QStringLiteral("qrouter-b6206312-878e-497c-8ef7-eb384f8add96")) != nullptr);
}

void TestPictureActions::besideAllElementsTheMenuCopiesNothing()
{
    QMenu *menu = openMenu({});
    QVERIFY(menu != nullptr);
    for (const QAction *action : menu->actions())
        QVERIFY(action->data().toString().isEmpty());
    QVERIFY(menu->actions().size() >= 4);
}

void TestPictureActions::savesTheFileThatIsChosen()
{
    const QTemporaryDir folder;
    m_window->findChild<QAction *>(QStringLiteral("savePictureAction"))->trigger();
    auto *dialog = m_window->findChild<QFileDialog *>(QStringLiteral("savePictureDialog"));
    QVERIFY(dialog != nullptr);
    const QString file = folder.filePath(QStringLiteral("picture.svg"));
    Q_EMIT dialog->fileSelected(file);
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().contains("overlay0"));
}

void TestPictureActions::tellsWhyItCouldNotSave()
{
    auto *actions = m_window->findChild<gui::PictureActions *>();
    QSignalSpy failed(actions, &gui::PictureActions::failed);
    actions->save(QStringLiteral("/nowhere/picture.svg"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed.first().at(1).toString().isEmpty());
}

void TestPictureActions::whatCannotBeSavedSaysWhyAndKeepsTheOldFile()
{
    const QTemporaryDir folder;
    const picture::DisplayListPtr list = m_window->canvas()->displayList();
    const auto save = [&](const picture::DisplayList &picture, const QString &name) {
        return gui::savePicture(picture, picture::Theme::light, folder.filePath(name));
    };
    QCOMPARE(save(*list, QStringLiteral("a.SVG")), QString());
    QVERIFY(save(*list, QStringLiteral("a.bmp")).contains(QLatin1String(".svg")));
    QVERIFY(!save({}, QStringLiteral("b.svg")).isEmpty());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("b.svg"))));
    QVERIFY(!save(*list, QStringLiteral("nowhere/b.svg")).isEmpty());
    QFile old(folder.filePath(QStringLiteral("old.svg")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QVERIFY(!save({}, QStringLiteral("old.svg")).isEmpty());
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void TestPictureActions::printsOnOnePage()
{
    const QTemporaryDir folder;
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath(QStringLiteral("print.pdf")));
    printer.setPageOrientation(QPageLayout::Landscape);
    m_window->findChild<gui::PictureActions *>()->print(printer);
    QProcess reader;
    reader.start(QStringLiteral("pdftotext"), { printer.outputFileName(), QStringLiteral("-") });
    QVERIFY(reader.waitForFinished());
    const QByteArray text = reader.readAllStandardOutput();
    QVERIFY2(text.contains("network1") && text.contains("compute1"), text.constData());
    QCOMPARE(text.count('\f'), 1);
}

void TestPictureActions::theTableAndTheDiagramSelectTheSame()
{
    auto *dock = m_window->findChild<QDockWidget *>(QStringLiteral("elementsDock"));
    dock->show();
    dock->raise();
    auto *panel = m_window->findChild<topology::ElementsPanel *>();
    QTRY_VERIFY(panel->isVisible());
    const QString overlay = idOf(QStringLiteral("overlay0"), "network2");
    m_window->canvas()->activateElement(overlay);
    QCOMPARE(panel->selectedElement(), m_window->canvas()->selectedElement());
    Q_EMIT panel->elementSelected(idOf(QStringLiteral("router2"), "network1"));
    QCOMPARE(m_window->canvas()->selectedElement(), idOf(QStringLiteral("router2"), "network1"));
}

void TestPictureActions::theMenuFiltersByWhatItWasOpenedOn()
{
    const auto wordsOf = [](const QMenu &menu) {
        QStringList words;
        for (const QAction *action : menu.actions())
            words << QString(action->text()).remove(QLatin1Char('&'));
        return words;
    };
    const auto menuOf = [this](const QString &elementId) {
        Q_EMIT m_window->canvas()->menuWanted(elementId, m_window->mapToGlobal(QPoint(9, 9)));
        return m_window->findChild<QMenu *>(QStringLiteral("elementMenu"));
    };
    const auto trigger = [&](QMenu *menu, const QString &words) {
        const qsizetype at = wordsOf(*menu).indexOf(words);
        QVERIFY2(at >= 0, qPrintable(wordsOf(*menu).join(QLatin1Char('|'))));
        menu->actions().at(at)->trigger();
        delete menu;
    };
    topology::Canvas *canvas = m_window->canvas();
    trigger(menuOf(idOf(QStringLiteral("router2"), "network1")), QStringLiteral("Show only router router2"));
    QVERIFY(!canvas->filter().routerId.empty());
    auto *bar = m_window->findChild<QWidget *>(QStringLiteral("filterBar"));
    QVERIFY(bar->isVisible());
    trigger(menuOf(QStringLiteral("host:network2")), QStringLiteral("Show only network2"));
    QCOMPARE(canvas->filter().host, std::string("network2"));
    QVERIFY(canvas->filter().routerId.empty());
    trigger(menuOf({}), QStringLiteral("Show all"));
    QVERIFY(!canvas->filter().isActive());
    QVERIFY(!bar->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(bar->isVisible());
}

void TestPictureActions::theMenuDisablesWhereThereIsNoButton()
{
    topology::Canvas *canvas = m_window->canvas();
    canvas->setForm(picture::Form::overview);
    const QString overlay = idOf(QStringLiteral("overlay0"), "network1");
    QVERIFY(!overlay.isEmpty());
    const auto disable = [this](const QString &id) -> QAction * {
        QMenu *menu = openMenu(id);
        for (QAction *action : menu->actions()) {
            if (action->text().contains(QStringLiteral("isable")))
                return action;
        }
        return nullptr;
    };
    QAction *action = disable(overlay);
    QVERIFY(action != nullptr && action->isEnabled());
    action->trigger();
    auto *dialog = m_window->findChild<QDialog *>(QStringLiteral("disableDialog"));
    QVERIFY(dialog != nullptr);
    dialog->reject();
    delete m_window->findChild<QMenu *>(QStringLiteral("elementMenu"));
    QVERIFY(disable(idOf(QStringLiteral("provider0"), "network1")) == nullptr);
}

void TestPictureActions::ctrlZTakesAChangeOfTheViewBack()
{
    topology::Canvas *canvas = m_window->canvas();
    canvas->setFocus();
    auto *undo = m_window->findChild<QAction *>(QStringLiteral("undoViewAction"));
    QVERIFY(!undo->isEnabled());
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(canvas->form() == picture::Form::overview);
    QVERIFY(undo->isEnabled());
    QVERIFY(undo->text().contains(QStringLiteral("another form")));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(canvas->form() == picture::Form::components);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(canvas->form() == picture::Form::overview);
}

void TestPictureActions::pinsOfTheOverviewAreRememberedBesideThoseOfTheComponents()
{
    m_window->canvas()->moveHost(QStringLiteral("network1"), 300);
    const std::map<std::string, double> components = m_window->canvas()->pins();
    m_window->canvas()->setForm(picture::Form::overview);
    QSignalSpy told(m_window.get(), &MainWindow::pinsChanged);
    m_window->canvas()->moveHost(QStringLiteral("network2"), 80);
    QCOMPARE(told.size(), 1);
    const std::map<std::string, double> overview = m_window->canvas()->pins(picture::Form::overview);
    QVERIFY(overview.contains("network2") && !overview.contains("network1"));
    const QMenu *menu = openMenu(QStringLiteral("pin:network2")); // "its menu lets it loose"
    QVERIFY(menu != nullptr);
    QVERIFY(std::ranges::any_of(menu->actions(), [](const QAction *action) {
        return action->text().contains(QStringLiteral("npin network2"));
    }));
    MainWindow next(m_window->settings());
    next.showSite(tests::labSite());
    QCOMPARE(next.canvas()->pins(), components);
    QCOMPARE(next.canvas()->pins(picture::Form::overview), overview);
    // As another window has it.
    next.takePins(told.first().first().toString(), {});
    QCOMPARE(next.canvas()->pins(), components);
    QVERIFY(next.canvas()->pins(picture::Form::overview).empty());
}

void TestPictureActions::pinsAreRememberedBySite()
{
    m_window->canvas()->moveHost(QStringLiteral("network1"), 300);
    const std::map<std::string, double> pins = m_window->canvas()->pins();
    QVERIFY(pins.contains("network1"));
    const gui::Settings kept = m_window->settings();
    MainWindow next(kept);
    next.showSite(tests::labSite());
    QCOMPARE(next.canvas()->pins(), pins);
    tests::LabOptions other;
    other.computeNodes = 3;
    next.showSite(tests::labSite(other));
    QVERIFY(next.canvas()->pins().empty());
    QCOMPARE(next.settings().pins, kept.pins);
}

QTEST_MAIN(TestPictureActions)
#include "tst_pictureactions.moc"
