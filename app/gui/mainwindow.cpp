// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"

#include "app/gui/distributionview.h"
#include "app/gui/docktitle.h"
#include "app/gui/offers.h"
#include "app/gui/pathfollower.h"
#include "app/gui/pictureactions.h"
#include "app/gui/sitepulse.h"
#include "app/gui/statusline.h"
#include "app/gui/stripcontent.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/facts/factspanel.h"
#include "widgets/look/words.h"
#include "widgets/routers/distributionpanel.h"
#include "widgets/routers/inspector.h"
#include "widgets/routers/routerspanel.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/elementspanel.h"
#include "widgets/topology/filterbar.h"
#include "widgets/verify/disabledialog.h"
#include "widgets/verify/labpanel.h"
#include "widgets/verify/verdictstrip.h"
#include "widgets/verify/verificationpanel.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStatusBar>
#include <QVBoxLayout>

namespace kv::gui {

namespace {

constexpr int closeWithoutAnswerMs = 6'000;
constexpr int detailsPauseMs = 1000;

} // namespace

MainWindow::MainWindow(const Settings &settings, QWidget *parent)
    : QMainWindow(parent), m_theme(settings.theme), m_reducedMotion(settings.reducedMotion),
      m_followsZoom(settings.formFollowsZoom), m_notifies(settings.notifies), m_pins(settings.pins)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Keepview"));
    resize(1600, 1000);
    m_canvas = new topology::Canvas(this);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_canvas->setReducedMotion(settings.reducedMotion);
    m_pictureActions = new PictureActions(m_canvas, this);
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pictureActions->filterBar());
    column->addWidget(m_canvas, 1);
    setCentralWidget(centre);
    connect(m_pictureActions, &PictureActions::failed, this, &MainWindow::showNotice);
    connect(m_pictureActions, &PictureActions::linkUpWanted, this, &MainWindow::linkUpWanted);
    makeDocks();
    makeActions();
    makeMenus();
    makeToolBars();
    makeStatusBar();
    connectWidgets();
    connectChart();
    connectElements();
    connectPath();
    m_detailsPause.setSingleShot(true);
    m_detailsPause.setInterval(detailsPauseMs);
    connect(&m_detailsPause, &QTimer::timeout, this, &MainWindow::showDetails);
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    if (!settings.windowState.isEmpty())
        restoreState(settings.windowState);
    m_canvas->setForm(settings.form);
    m_smallForm = settings.form;
    m_canvas->setFormFollowsZoom(settings.formFollowsZoom);
    m_pictureActions->setMap(settings.hasMap);
    showStrip();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectWidgets()
{
    connect(m_routers, &routers::RoutersPanel::routerSelected, this, &MainWindow::selectRouter);
    connect(m_routers, &routers::RoutersPanel::hostSelected, this, [this](const QString &host) {
        m_canvas->selectHost(host);
        showFactsOfHost(host);
    });
    connect(m_canvas, &topology::Canvas::hostSelected, this, &MainWindow::showFactsOfHost);
    connect(m_canvas, &topology::Canvas::routerSelected, this, &MainWindow::selectRouter);
    connect(m_canvas, &topology::Canvas::selectionChanged, this, &MainWindow::showFactsOf);
    connect(m_canvas, &topology::Canvas::disableRequested, this,
            [this](const QString &host, quint64 netns, int ifindex) {
                askDisable(host, { netns, ifindex });
            });
    connect(m_canvas, &topology::Canvas::restoreRequested, this,
            [this](const QString &, quint64) { restoreNow(); });
    connect(m_canvas, &topology::Canvas::zoomChanged, this,
            [this](double zoom) { m_actualAction->setText(tr("%1 %").arg(qRound(zoom * 100))); });
    connect(m_canvas, &topology::Canvas::pinsChanged, this, &MainWindow::tellPins);
    connect(m_inspector, &routers::Inspector::disableOverlayWanted, this, &MainWindow::askDisable);
    connect(m_inspector, &routers::Inspector::restoreOverlayWanted, this, &MainWindow::linkUpWanted);
    connect(m_strip, &verify::VerdictStrip::actionWanted, this, &MainWindow::restoreNow);
    connect(m_lab, &verify::LabPanel::faultWanted, this, &MainWindow::faultWanted);
    connect(m_lab, &verify::LabPanel::undoWanted, this, &MainWindow::faultUndoWanted);
    connect(m_labDock->toggleViewAction(), &QAction::triggered, m_labDock, [this](bool isShown) {
        if (isShown)
            m_labDock->raise();
    });
    connect(m_verification, &verify::VerificationPanel::startWanted, m_verifyAction, &QAction::trigger);
    connect(m_verification, &verify::VerificationPanel::abortWanted, m_abortAction, &QAction::trigger);
}

void MainWindow::connectChart()
{
    connect(m_chart, &continuity::ContinuityView::rangeTextChanged, this, &MainWindow::showContinuityRemark);
    connect(m_chart, &continuity::ContinuityView::followingChanged, m_followAction, &QAction::setChecked);
    connect(m_followAction, &QAction::toggled, m_chart, &continuity::ContinuityView::setFollowing);
}

void MainWindow::connectElements()
{
    connect(m_canvas, &topology::Canvas::pictureChanged, this,
            [this] { m_elements->showPicture(m_canvas->displayList(), m_site); });
    connect(m_canvas, &topology::Canvas::selectionChanged, m_elements,
            &topology::ElementsPanel::selectElement);
    connect(m_elements, &topology::ElementsPanel::elementSelected, this, [this](const QString &elementId) {
        m_canvas->focusElement(elementId);
        m_canvas->selectElement(elementId);
        showFactsOf(elementId);
    });
    connect(m_elements, &topology::ElementsPanel::elementActivated, m_canvas,
            &topology::Canvas::activateElement);
}

void MainWindow::connectPath()
{
    m_path = new PathFollower(m_canvas, m_inspector->pathPanel(), this);
    m_distributionView = new DistributionView(m_distribution, this);
    connect(m_routers, &routers::RoutersPanel::targetSelected, m_path, &PathFollower::followAddress);
    connect(m_distribution, &routers::DistributionPanel::routerSelected, this, &MainWindow::selectRouter);
    connect(m_distribution, &routers::DistributionPanel::hostSelected, this, [this](const QString &host) {
        m_canvas->selectHost(host);
        showFactsOfHost(host);
    });
    // It shares its place with the chart: asked for, it comes before it.
    connect(m_distributionDock->toggleViewAction(), &QAction::triggered, m_distributionDock,
            [this](bool isShown) {
                if (isShown)
                    m_distributionDock->raise();
            });
    connect(m_distributionDock, &QDockWidget::visibilityChanged, m_distributionView, [this](bool isVisible) {
        if (isVisible)
            m_distributionView->refresh();
    });
}

void MainWindow::showSite(const state::SitePtr &site)
{
    m_site = site;
    if (m_routerId.isEmpty() || !site->router(m_routerId.toStdString())) {
        const QString preferred = preferredRouter(*site);
        if (!preferred.isEmpty())
            selectRouter(preferred);
    }
    followPins();
    m_canvas->showSite(site);
    m_pictureActions->showSite(site);
    m_chart->showSite(site);
    m_distributionView->showSite(site);
    showStrip();
    updateClosing();
    const std::size_t pulse = pulseOf(*site);
    if (pulse == m_pulse && m_detailsPause.isActive())
        return;
    m_pulse = pulse;
    showDetails();
}

/// Tables of texts: painting them takes longer than all of the rest, and most of what changes are ages.
void MainWindow::showDetails()
{
    if (!m_site || m_detailsOf == m_site)
        return;
    m_detailsOf = m_site;
    m_detailsPause.start();
    m_routers->showSite(m_site);
    m_inspector->showSite(m_site);
    m_facts->showSite(m_site);
    m_lab->showNow(m_site->now);
    if (const state::Router *router = m_site->router(m_routerId.toStdString()))
        m_lab->suggestHost(look::fromStd(router->servedBy));
    m_path->showSite(m_site);
    m_routersTitle->setRemark(QString::number(m_site->routers.size()));
    showOffers();
    showStatus();
    showContinuityRemark();
    m_routers->selectRouter(m_routerId);
}

void MainWindow::showNotifying(bool notifies)
{
    m_notifies = notifies;
    const QSignalBlocker quiet(m_notifyAction); // it was said already
    m_notifyAction->setChecked(notifies);
}

void MainWindow::continueFrom(const MainWindow &other)
{
    m_chart->takeSamples(*other.m_chart);
    if (!other.m_site)
        return;
    showSite(other.m_site);
    selectRouter(other.m_routerId);
}

void MainWindow::askRecording()
{
    auto *dialog = new QFileDialog(this, tr("Open a recording"), QString(),
                                   tr("Recordings (*.rec *.jsonl);;All files (*)"));
    dialog->setObjectName(QStringLiteral("recordingDialog"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::recordingWanted);
    dialog->open();
}

void MainWindow::addPoints(const QString &host, quint32 series, const std::vector<state::EchoPoint> &points)
{
    m_chart->addPoints(host, series, points);
}

void MainWindow::selectRouter(const QString &routerId)
{
    if (m_routerId == routerId)
        return;
    m_routerId = routerId;
    m_routers->selectRouter(routerId);
    m_inspector->showRouter(routerId);
    m_chart->showRouter(routerId);
    m_canvas->selectRouter(routerId);
    m_path->followRouter(routerId);
    const state::Router *router = m_site ? m_site->router(routerId.toStdString()) : nullptr;
    m_inspectorTitle->setRemark(router ? look::fromStd(router->name) : QString());
    m_verifyTitle->setRemark(router ? look::fromStd(router->name) : QString());
    showStrip();
}

// What the diagram's selection stands for; a router's own place is the inspector.
void MainWindow::showFactsOf(const QString &elementId)
{
    const picture::Element *element = m_canvas->element(elementId);
    if (!element)
        return;
    const picture::Target target = element->target; // another path is another picture
    facts::Subject subject{ facts::Subject::Kind::none, target.host, target.link };
    switch (target.kind) {
    case picture::TargetKind::host:
        return showFactsOfHost(look::fromStd(target.host));
    case picture::TargetKind::netns:
    case picture::TargetKind::router:
        subject.kind = facts::Subject::Kind::netns;
        break;
    case picture::TargetKind::link:
        subject.kind = facts::Subject::Kind::link;
        break;
    default:
        return;
    }
    m_facts->showSubject(subject);
    m_path->followPlace(look::fromStd(subject.host), subject.link,
                        subject.kind == facts::Subject::Kind::netns);
    raiseDetails(target.kind == picture::TargetKind::router ? m_inspectorDock : m_factsDock);
}

// By its name: a large picture that shall show it may not be there yet.
void MainWindow::showFactsOfHost(const QString &host)
{
    m_facts->showSubject({ facts::Subject::Kind::host, host.toStdString(), {} });
    raiseDetails(m_factsDock);
}

void MainWindow::raiseDetails(QDockWidget *dock) const
{
    if (!m_verifies && !dock->isHidden())
        dock->raise();
}

void MainWindow::showVerification(const state::Verification &verification)
{
    m_verifies = verification.result == state::VerificationResult::running;
    m_verification->showVerification(verification);
    m_abortAction->setEnabled(m_verifies);
    m_verifyAction->setEnabled(!m_verifies);
    if (m_verifies && m_verifyDock->isHidden())
        m_verifyDock->show();
    if (m_verifies)
        m_verifyDock->raise();
}

void MainWindow::showStarting(const QString &what)
{
    m_starting = what;
    showStrip();
}

void MainWindow::showSiteName(const QString &name)
{
    m_siteName->setText(name);
}

void MainWindow::showLab(const state::LabFaults &faults)
{
    m_lab->showFaults(faults);
    m_lab->showNow(m_site ? m_site->now : 0);
    m_labTitle->setRemark(
        faults.open.empty() ? QString() : tr("%n broken", nullptr, static_cast<int>(faults.open.size())));
    m_labDock->toggleViewAction()->setVisible(true);
}

void MainWindow::showLabComplaint(const QString &text)
{
    m_lab->showComplaint(text);
}

void MainWindow::setWallOffset(qint64 offsetUs)
{
    m_chart->setWallOffset(offsetUs);
}

void MainWindow::showStrip()
{
    m_strip->showContent(stripContentOf(m_site.get(), m_routerId.toStdString(), m_starting));
    m_restoreAction->setEnabled(m_site && !openChanges(*m_site).empty());
}

void MainWindow::showStatus()
{
    const StatusLine line = statusLineOf(*m_site);
    const QString texts[] = { line.probes, line.ages, line.clock, line.lost };
    for (int i = 0; i < 4; ++i)
        m_statusLabels[i]->setText(texts[i]);
    m_changes->setText(line.changes);
    const auto alarm = [](QLabel *label, bool isAlarm) {
        if (label->property("alarm").toBool() == isAlarm)
            return;
        label->setProperty("alarm", isAlarm);
        label->setStyleSheet(label->styleSheet()); // makes the style look at the property again
    };
    alarm(m_changes, line.hasChange);
    alarm(m_statusLabels[0], line.hasTrouble);
}

void MainWindow::showOffers()
{
    const auto offers = offeredLinks(*m_site, m_routerId.toStdString());
    m_inspector->showOfferedLinks(offers);
    QString made;
    for (const auto &offer : offers)
        made += look::fromStd(offer.host) + QLatin1Char('/') + offer.name
            + (offer.isDown ? QLatin1Char('-') : QLatin1Char('+'))
            + (offer.isAllowed ? QLatin1Char('a') : QLatin1Char('o')) + QString::number(offer.link.ifindex);
    if (made == m_disableTargets)
        return;
    m_disableTargets = made;
    m_disableMenu->clear();
    int number = 1;
    for (const auto &offer : offers) {
        const QString host = look::fromStd(offer.host);
        QAction *action = m_disableMenu->addAction(tr("&%1 %2 on %3…").arg(number++).arg(offer.name, host));
        action->setObjectName(QStringLiteral("disableAction_") + host);
        action->setEnabled(offer.isAllowed && !offer.isDown);
        if (number <= 10)
            action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Alt+%1").arg(number - 1)));
        connect(action, &QAction::triggered, this,
                [this, host, link = offer.link] { askDisable(host, link); });
    }
    m_disableMenu->setEnabled(!offers.empty());
}

void MainWindow::showContinuityRemark()
{
    if (!m_site)
        return;
    QString remark;
    if (!m_site->targets.empty()) {
        const auto &target = m_site->targets.front();
        const auto perSecond = target.intervalUs > 0 ? 1'000'000 / target.intervalUs : 0;
        remark = tr("from %1 · %n pings a second to each address", nullptr, static_cast<int>(perSecond))
                     .arg(look::fromStd(target.fromHost));
    }
    m_continuityTitle->setRemark(remark + QStringLiteral("    ") + m_chart->rangeText());
}

void MainWindow::askDisable(const QString &host, model::LinkKey link)
{
    if (!m_site || findChild<QDialog *>(QStringLiteral("disableDialog")))
        return;
    auto *dialog = new verify::DisableDialog(disablePlanOf(*m_site, host.toStdString(), link), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &verify::DisableDialog::disableWanted, this, &MainWindow::linkDownWanted);
    dialog->open();
}

void MainWindow::restoreNow()
{
    if (!m_site)
        return;
    for (const state::ChangeInForce &change : openChanges(*m_site))
        Q_EMIT linkUpWanted(look::fromStd(change.host), change.change.link);
}

void MainWindow::showNotice(const QString &title, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("notice"));
    box->setInformativeText(text);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->show();
}

Settings MainWindow::settings() const
{
    return { saveGeometry(),
             saveState(),
             m_theme,
             m_canvas->hasReducedMotion(),
             m_smallForm,
             m_followsZoom,
             m_pictureActions->hasMap(),
             m_notifies,
             m_pins };
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool hasChange = m_closingEnds && m_site && !openChanges(*m_site).empty();
    if (!hasChange || m_isClosing) {
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    if (findChild<QMessageBox *>(QStringLiteral("closeQuestion")))
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Close Keepview"),
                                tr("A change is still in force."), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("closeQuestion"));
    box->setInformativeText(tr("%1. Closing restores it now.").arg(countdownText(*m_site)));
    QPushButton *restore = box->addButton(tr("Restore and close"), QMessageBox::AcceptRole);
    box->setDefaultButton(restore);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(restore, &QPushButton::clicked, this, [this] {
        restoreNow();
        m_isClosing = true;
        // The probe restores by itself when its input closes: an answer that does not come must not hold the
        // window.
        QTimer::singleShot(closeWithoutAnswerMs, this, &QWidget::close);
        updateClosing();
    });
    box->open();
}

void MainWindow::updateClosing()
{
    if (m_isClosing && m_site && openChanges(*m_site).empty())
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

} // namespace kv::gui
