// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of MainWindow: actions, menus, tool bars, docks and status bar.
#include "app/gui/docktitle.h"
#include "app/gui/mainwindow.h"
#include "app/gui/pictureactions.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/facts/factspanel.h"
#include "widgets/routers/distributionpanel.h"
#include "widgets/routers/inspector.h"
#include "widgets/routers/routerspanel.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/elementspanel.h"
#include "widgets/topology/formtabs.h"
#include "widgets/topology/kindbuttons.h"
#include "widgets/verify/labpanel.h"
#include "widgets/verify/verdictstrip.h"
#include "widgets/verify/verificationpanel.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCoreApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScrollArea>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

namespace kv::gui {

namespace {

constexpr int leftWidth = 248;
constexpr int rightWidth = 328;
constexpr int bottomHeight = 250;

QWidget *makeSpacer(QWidget *parent)
{
    auto *spacer = new QWidget(parent);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return spacer;
}

QWidget *makeGap(QWidget *parent)
{
    auto *gap = new QWidget(parent);
    gap->setFixedWidth(12);
    return gap;
}

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace

QDockWidget *MainWindow::makeDock(const QString &name, const QString &title, QWidget *content,
                                  Qt::DockWidgetArea area, DockTitle **titleOut)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    *titleOut = new DockTitle(title, dock);
    dock->setTitleBarWidget(*titleOut);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setDockOptions(AnimatedDocks | AllowTabbedDocks);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    m_routers = new routers::RoutersPanel;
    m_inspector = new routers::Inspector;
    m_facts = new facts::FactsPanel;
    m_verification = new verify::VerificationPanel;
    m_lab = new verify::LabPanel;
    m_chart = new continuity::ContinuityView;
    m_elements = new topology::ElementsPanel;
    m_distribution = new routers::DistributionPanel;
    m_routersDock = makeDock(QStringLiteral("routersDock"), tr("Routers"), m_routers, Qt::LeftDockWidgetArea,
                             &m_routersTitle);
    m_inspectorDock = makeDock(QStringLiteral("inspectorDock"), tr("Inspector"), scrolled(m_inspector),
                               Qt::RightDockWidgetArea, &m_inspectorTitle);
    m_factsDock =
        makeDock(QStringLiteral("factsDock"), tr("Facts"), m_facts, Qt::RightDockWidgetArea, &m_factsTitle);
    m_verifyDock = makeDock(QStringLiteral("verifyDock"), tr("Verify failover"), m_verification,
                            Qt::RightDockWidgetArea, &m_verifyTitle);
    m_labDock =
        makeDock(QStringLiteral("labDock"), tr("Lab"), scrolled(m_lab), Qt::RightDockWidgetArea, &m_labTitle);
    m_continuityDock = makeDock(QStringLiteral("continuityDock"), tr("Continuity"), m_chart,
                                Qt::BottomDockWidgetArea, &m_continuityTitle);
    m_elementsDock = makeDock(QStringLiteral("elementsDock"), tr("Elements"), m_elements,
                              Qt::BottomDockWidgetArea, &m_elementsTitle);
    tabifyDockWidget(m_continuityDock, m_elementsDock);
    m_elementsDock->hide();
    m_distributionDock = makeDock(QStringLiteral("distributionDock"), tr("Distribution"), m_distribution,
                                  Qt::BottomDockWidgetArea, &m_distributionTitle);
    tabifyDockWidget(m_continuityDock, m_distributionDock);
    m_distributionDock->hide();
    m_continuityDock->raise();
    tabifyDockWidget(m_inspectorDock, m_factsDock);
    tabifyDockWidget(m_factsDock, m_verifyDock);
    tabifyDockWidget(m_verifyDock, m_labDock);
    m_inspectorDock->raise();
    m_verifyDock->hide();
    m_labDock->hide();
    m_labDock->toggleViewAction()->setVisible(false); // until there is a lab
    resizeDocks({ m_routersDock, m_inspectorDock }, { leftWidth, rightWidth }, Qt::Horizontal);
    resizeDocks({ m_continuityDock }, { bottomHeight }, Qt::Vertical);
}

void MainWindow::makeActions()
{
    const auto make = [this](const QString &name, const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        return action;
    };
    m_restoreAction =
        make(QStringLiteral("restoreAction"), tr("&Restore now"), QKeySequence(QStringLiteral("Ctrl+R")));
    m_restoreAction->setEnabled(false);
    connect(m_restoreAction, &QAction::triggered, this, &MainWindow::restoreNow);
    m_verifyAction = make(QStringLiteral("verifyAction"), tr("&Verify failover"),
                          QKeySequence(QStringLiteral("Ctrl+Shift+V")));
    connect(m_verifyAction, &QAction::triggered, this, [this] {
        m_verifyDock->show();
        m_verifyDock->raise();
        Q_EMIT verificationWanted(m_routerId);
    });
    m_abortAction = make(QStringLiteral("abortAction"), tr("&Abort verification"),
                         QKeySequence(QStringLiteral("Ctrl+.")));
    m_abortAction->setEnabled(false);
    connect(m_abortAction, &QAction::triggered, this, &MainWindow::verificationAbortWanted);
    m_fitAction = make(QStringLiteral("fitAction"), tr("&Fit"), QKeySequence(QStringLiteral("Ctrl+0")));
    connect(m_fitAction, &QAction::triggered, m_canvas, &topology::Canvas::zoomToFit);
    m_actualAction =
        make(QStringLiteral("actualAction"), tr("100 %"), QKeySequence(QStringLiteral("Ctrl+9")));
    m_actualAction->setToolTip(tr("Zoom to 100 %"));
    connect(m_actualAction, &QAction::triggered, m_canvas, &topology::Canvas::zoomToActual);
    m_zoomInAction = make(QStringLiteral("zoomInAction"), tr("Zoom &in"), QKeySequence::ZoomIn);
    m_zoomInAction->setIconText(QStringLiteral("+"));
    connect(m_zoomInAction, &QAction::triggered, m_canvas, &topology::Canvas::zoomIn);
    m_zoomOutAction = make(QStringLiteral("zoomOutAction"), tr("Zoom &out"), QKeySequence::ZoomOut);
    m_zoomOutAction->setIconText(QString(QChar(0x2212)));
    connect(m_zoomOutAction, &QAction::triggered, m_canvas, &topology::Canvas::zoomOut);
    m_followAction =
        make(QStringLiteral("followAction"), tr("Chart &follows"), QKeySequence(QStringLiteral("Ctrl+L")));
    m_followAction->setCheckable(true);
    m_followAction->setChecked(true);
}

void MainWindow::makeFormActions()
{
    auto *group = new QActionGroup(this);
    const auto make = [this, group](const QString &name, picture::Form form, const QString &keys) {
        auto *action = new QAction(topology::FormTabs::titleOf(form), group);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setShortcut(QKeySequence(keys));
        connect(action, &QAction::triggered, m_canvas, [this, form] { m_canvas->setForm(form); });
        return action;
    };
    m_overviewAction =
        make(QStringLiteral("overviewAction"), picture::Form::overview, QStringLiteral("Ctrl+1"));
    m_componentsAction =
        make(QStringLiteral("componentsAction"), picture::Form::components, QStringLiteral("Ctrl+2"));
    m_componentsAction->setChecked(true);
    m_fleetAction = make(QStringLiteral("fleetAction"), picture::Form::fleet, QStringLiteral("Ctrl+3"));
}

/// Tabs, menu and canvas tell the same form.
void MainWindow::followForm()
{
    connect(m_formTabs, &topology::FormTabs::formWanted, m_canvas, &topology::Canvas::setForm);
    connect(m_canvas, &topology::Canvas::formChanged, this, [this](picture::Form form) {
        m_formTabs->showForm(form);
        QAction *action = form == picture::Form::overview ? m_overviewAction
            : form == picture::Form::fleet                ? m_fleetAction
                                                          : m_componentsAction;
        action->setChecked(true);
        // That a site of many hosts begins as a fleet nobody chose.
        if (form != picture::Form::fleet || (m_site && !topology::Canvas::beginsAsFleet(*m_site)))
            m_smallForm = form;
    });
}

void MainWindow::makeMenus()
{
    const auto menu = [this](const QString &name, const QString &title) {
        QMenu *made = menuBar()->addMenu(title);
        made->setObjectName(name);
        return made;
    };
    QMenu *file = menu(QStringLiteral("fileMenu"), tr("&File"));
    makeFileMenu(file);
    makeFormActions();
    QMenu *view = menu(QStringLiteral("viewMenu"), tr("&View"));
    view->addActions({ m_overviewAction, m_componentsAction, m_fleetAction });
    QAction *follows = view->addAction(tr("Form follows &zoom"));
    follows->setObjectName(QStringLiteral("formFollowsZoomAction"));
    follows->setCheckable(true);
    follows->setChecked(m_followsZoom);
    connect(follows, &QAction::toggled, this, [this](bool on) {
        m_followsZoom = on;
        m_canvas->setFormFollowsZoom(on);
    });
    view->addAction(tr("Colla&pse all hosts"), m_canvas, [this] { m_canvas->setAllCollapsed(true); })
        ->setObjectName(QStringLiteral("collapseAllAction"));
    view->addAction(tr("E&xpand all hosts"), m_canvas, [this] { m_canvas->setAllCollapsed(false); })
        ->setObjectName(QStringLiteral("expandAllAction"));
    view->addSeparator();
    view->addActions({ m_fitAction, m_actualAction, m_zoomInAction, m_zoomOutAction });
    view->addSeparator();
    m_pictureActions->addToViewMenu(view);
    view->addSeparator();
    QAction *chartIn = view->addAction(tr("Chart: zoom i&n"), QKeySequence(QStringLiteral("Ctrl+Alt++")),
                                       m_chart, &continuity::ContinuityView::zoomIn);
    chartIn->setObjectName(QStringLiteral("chartZoomInAction"));
    QAction *chartOut = view->addAction(tr("Chart: zoom o&ut"), QKeySequence(QStringLiteral("Ctrl+Alt+-")),
                                        m_chart, &continuity::ContinuityView::zoomOut);
    chartOut->setObjectName(QStringLiteral("chartZoomOutAction"));
    view->addAction(m_followAction);
    view->addSeparator();
    int number = 1;
    for (QDockWidget *dock : { m_routersDock, m_inspectorDock, m_factsDock, m_verifyDock, m_continuityDock,
                               m_distributionDock, m_elementsDock, m_labDock }) {
        QAction *toggle = dock->toggleViewAction();
        toggle->setObjectName(dock->objectName() + QStringLiteral("Action"));
        toggle->setShortcut(QKeySequence(QStringLiteral("Alt+Shift+%1").arg(number++)));
        view->addAction(toggle);
    }
    view->addAction(tr("&Next part of the window"), QKeySequence(QStringLiteral("F6")), this,
                    &MainWindow::focusNextPart)
        ->setObjectName(QStringLiteral("nextPartAction"));
    view->addSeparator();
    makeThemeMenu(view);
    QAction *motion = view->addAction(tr("Reduced &motion"));
    motion->setObjectName(QStringLiteral("reducedMotionAction"));
    motion->setCheckable(true);
    motion->setChecked(m_reducedMotion);
    connect(motion, &QAction::toggled, m_canvas, &topology::Canvas::setReducedMotion);
    makeNotifyAction(view);
    QMenu *actions = menu(QStringLiteral("actionsMenu"), tr("&Actions"));
    m_disableMenu = actions->addMenu(tr("&Disable overlay"));
    m_disableMenu->setObjectName(QStringLiteral("disableMenu"));
    m_disableMenu->setEnabled(false);
    actions->addAction(m_restoreAction);
    QMenu *verify = menu(QStringLiteral("verifyMenu"), tr("V&erify"));
    verify->addActions({ m_verifyAction, m_abortAction });
    QMenu *help = menu(QStringLiteral("helpMenu"), tr("&Help"));
    QAction *keys = help->addAction(tr("&Keyboard"), QKeySequence(QKeySequence::HelpContents), this,
                                    &MainWindow::showShortcuts);
    keys->setObjectName(QStringLiteral("keyboardAction"));
    QAction *about = help->addAction(tr("&About Keepview"), this, &MainWindow::showAbout);
    about->setObjectName(QStringLiteral("aboutAction"));
}

void MainWindow::makeNotifyAction(QMenu *view)
{
    QAction *notify = view->addAction(tr("Desktop noti&fications"));
    notify->setObjectName(QStringLiteral("notificationsAction"));
    notify->setToolTip(tr("When a router is no longer protected, is split, or is protected again"));
    notify->setCheckable(true);
    notify->setChecked(m_notifies);
    m_notifyAction = notify;
    connect(notify, &QAction::toggled, this, [this](bool on) {
        m_notifies = on;
        Q_EMIT notificationsWanted(on);
    });
}

void MainWindow::makeFileMenu(QMenu *file)
{
    file->addAction(tr("&New window"), QKeySequence(QKeySequence::New), this, &MainWindow::newWindowWanted)
        ->setObjectName(QStringLiteral("newWindowAction"));
    file->addSeparator();
    file->addAction(tr("&Open a recording…"), QKeySequence(QKeySequence::Open), this,
                    &MainWindow::askRecording)
        ->setObjectName(QStringLiteral("openRecordingAction"));
    file->addAction(tr("Open the &sample recording"), this, &MainWindow::sampleWanted)
        ->setObjectName(QStringLiteral("sampleRecordingAction"));
    file->addSeparator();
    m_pictureActions->addToFileMenu(file);
    file->addSeparator();
    file->addAction(tr("&Close window"), QKeySequence(QKeySequence::Close), this, &QWidget::close)
        ->setObjectName(QStringLiteral("closeAction"));
    file->addAction(tr("&Quit"), QKeySequence(QKeySequence::Quit), this,
                    [] { QApplication::closeAllWindows(); })
        ->setObjectName(QStringLiteral("quitAction"));
}

void MainWindow::focusNextPart()
{
    const QList<QWidget *> parts{ m_canvas, m_routers, m_inspector,    m_facts,   m_verification,
                                  m_lab,    m_chart,   m_distribution, m_elements };
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = 0;
    while (at < parts.size() && !(parts[at] == focused || parts[at]->isAncestorOf(focused)))
        ++at;
    for (qsizetype step = 1; step <= parts.size(); ++step) {
        QWidget *part = parts[(at + step) % parts.size()];
        if (part->visibleRegion().isEmpty())
            continue;
        if (part->focusPolicy() != Qt::NoFocus)
            return part->setFocus(Qt::ShortcutFocusReason);
        for (QWidget *child : part->findChildren<QWidget *>()) {
            if ((child->focusPolicy() & Qt::TabFocus) && child->isEnabled()
                && !child->visibleRegion().isEmpty())
                return child->setFocus(Qt::ShortcutFocusReason);
        }
    }
}

void MainWindow::makeThemeMenu(QMenu *view)
{
    QMenu *theme = view->addMenu(tr("&Theme"));
    theme->setObjectName(QStringLiteral("themeMenu"));
    m_themeGroup = new QActionGroup(this);
    const struct {
        QString name;
        QString text;
        ThemeChoice choice;
    } choices[] = { { QStringLiteral("themeSystem"), tr("As the &desktop"), ThemeChoice::system },
                    { QStringLiteral("themeLight"), tr("&Light"), ThemeChoice::light },
                    { QStringLiteral("themeDark"), tr("Dar&k"), ThemeChoice::dark } };
    for (const auto &entry : choices) {
        QAction *action = theme->addAction(entry.text);
        action->setObjectName(entry.name);
        action->setCheckable(true);
        action->setChecked(entry.choice == m_theme);
        m_themeGroup->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = entry.choice] {
            m_theme = choice;
            Q_EMIT themeWanted(choice);
        });
    }
}

void MainWindow::makeToolBars()
{
    auto *tools = addToolBar(tr("Tools"));
    tools->setObjectName(QStringLiteral("toolBar"));
    tools->setMovable(false);
    tools->setContextMenuPolicy(Qt::PreventContextMenu);
    tools->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_formTabs = new topology::FormTabs(tools);
    tools->addWidget(m_formTabs);
    tools->addWidget(makeGap(tools));
    followForm();
    tools->addAction(m_fitAction);
    tools->addActions({ m_zoomOutAction, m_actualAction, m_zoomInAction });
    tools->addWidget(makeGap(tools));
    tools->addWidget(new topology::KindButtons(m_canvas, tools));
    tools->addWidget(makeSpacer(tools));
    m_siteName = new QLabel(tools);
    m_siteName->setObjectName(QStringLiteral("siteName"));
    m_siteName->setContentsMargins(12, 0, 12, 0);
    tools->addWidget(m_siteName);
    tools->addAction(m_verifyAction);
    for (QAction *action : tools->actions()) {
        if (auto *button = qobject_cast<QToolButton *>(tools->widgetForAction(action))) {
            button->setObjectName(action->objectName() + QStringLiteral("Button"));
            button->setFocusPolicy(Qt::TabFocus);
        }
    }
    addToolBarBreak();
    auto *verdict = addToolBar(tr("Verdict"));
    verdict->setObjectName(QStringLiteral("verdictBar"));
    verdict->setMovable(false);
    verdict->setContextMenuPolicy(Qt::PreventContextMenu);
    verdict->setStyleSheet(QStringLiteral("QToolBar { padding: 0; border: 0; spacing: 0; }"));
    verdict->layout()->setContentsMargins(0, 0, 0, 0);
    m_strip = new verify::VerdictStrip(verdict);
    m_strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verdict->addWidget(m_strip);
    verdict->toggleViewAction()->setEnabled(false);
}

void MainWindow::makeStatusBar()
{
    const char *names[] = { "statusProbes", "statusAges", "statusClock", "statusLost" };
    for (int i = 0; i < 4; ++i) {
        m_statusLabels[i] = new QLabel(this);
        m_statusLabels[i]->setObjectName(QString::fromLatin1(names[i]));
        statusBar()->addWidget(m_statusLabels[i]);
    }
    m_changes = new QLabel(tr("No host yet"), this);
    m_changes->setObjectName(QStringLiteral("statusChanges"));
    statusBar()->addPermanentWidget(m_changes);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const QAction *action : findChildren<QAction *>()) {
        if (action->shortcut().isEmpty() || action->text().isEmpty())
            continue;
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                         QString(action->text()).remove(QLatin1Char('&')).toHtmlEscaped());
    }
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("Keyboard"), tr("Keyboard"), QMessageBox::Close, this);
    box->setObjectName(QStringLiteral("keyboardBox"));
    box->setInformativeText(
        tr("<table>%1</table><p>Diagram: Tab and arrows walk, Enter activates, + and - zoom, F fits. "
           "Alt+Up and Alt+Down put the host up or down in its lane and pin it there. "
           "Chart: arrows pan, + and - zoom, F follows again. F6 goes to the next part of the window.</p>")
            .arg(rows));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->show();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Keepview"),
        tr("Keepview %1: a live picture of VRRP high availability on Linux bridges.\n"
           "GPL-3.0-or-later. The architecture follows the OpenStack Networking Guide (CC BY 3.0).")
            .arg(QCoreApplication::applicationVersion()));
}

} // namespace kv::gui
