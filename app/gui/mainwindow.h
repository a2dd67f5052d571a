// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/settings.h"
#include "app/state/labfaults.h"
#include "app/state/site.h"
#include "app/state/verification.h"

#include <QMainWindow>
#include <QTimer>

#include <map>
#include <string>
#include <vector>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QLabel;
class QToolBar;
class QToolButton;
QT_END_NAMESPACE

namespace kv::continuity {
class ContinuityView;
}
namespace kv::facts {
class FactsPanel;
}
namespace kv::routers {
class DistributionPanel;
class Inspector;
class RoutersPanel;
} // namespace kv::routers
namespace kv::topology {
class Canvas;
class ElementsPanel;
class FormTabs;
} // namespace kv::topology
namespace kv::verify {
class LabPanel;
class VerdictStrip;
class VerificationPanel;
} // namespace kv::verify

namespace kv::gui {

class DistributionView;
class DockTitle;
class PathFollower;
class PictureActions;

/// The window: shows the values it is given and says what the user wants. It knows no session and no clock.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const Settings &settings = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showSite(const state::SitePtr &site);
    void addPoints(const QString &host, quint32 series, const std::vector<state::EchoPoint> &points);
    void showVerification(const state::Verification &verification);
    /// What is being started, shown in the strip until there is a verdict; "" when nothing is.
    void showStarting(const QString &what);
    /// Tells of something that went wrong, and what to do next; does not block.
    void showNotice(const QString &title, const QString &text);
    void showSiteName(const QString &name);
    /// The site is a lab that can be broken: shows how, and what is.
    void showLab(const state::LabFaults &faults);
    void showLabComplaint(const QString &text);
    void setWallOffset(qint64 offsetUs);
    /// Begins with what another window of the same site shows: site, router and the chart's samples.
    void continueFrom(const MainWindow &other);
    /// Hosts that another window has pinned; `key` as pinKey() gives it.
    void takePins(const QString &key, const std::map<std::string, double> &pins);
    /// Whether the desktop is told of alarms, as another window has it.
    void showNotifying(bool notifies);
    /// Whether closing this window ends the sessions, and so restores what is changed; it asks before it
    /// does.
    void setClosingEnds(bool ends) { m_closingEnds = ends; }

    QString selectedRouter() const { return m_routerId; }
    Settings settings() const;
    topology::Canvas *canvas() const { return m_canvas; }
    continuity::ContinuityView *chart() const { return m_chart; }

Q_SIGNALS:
    /// Confirmed by the user: take the link down, and up again after this time.
    void linkDownWanted(const QString &host, kv::model::LinkKey link, int undoSeconds);
    void linkUpWanted(const QString &host, kv::model::LinkKey link);
    void verificationWanted(const QString &routerId);
    void verificationAbortWanted();
    void faultWanted(const kv::state::FaultWish &wish);
    void faultUndoWanted(int number); ///< 0 = all
    void themeWanted(kv::gui::ThemeChoice choice);
    void newWindowWanted();
    void recordingWanted(const QString &file);
    void sampleWanted();
    void notificationsWanted(bool wanted);
    void pinsChanged(const QString &pinKey, const std::map<std::string, double> &pins);
    /// The window has gone.
    void closed();

public Q_SLOTS:
    void selectRouter(const QString &routerId);
    void askDisable(const QString &host, kv::model::LinkKey link);
    void restoreNow();
    /// The keyboard goes from diagram to routers, inspector or verification, chart, and round again.
    void focusNextPart();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    state::SitePtr m_site;
    QString m_routerId;
    QString m_starting;
    ThemeChoice m_theme = ThemeChoice::system;
    bool m_isClosing = false;
    bool m_closingEnds = true;
    bool m_verifies = false;
    bool m_reducedMotion = false;
    bool m_followsZoom = true;
    bool m_notifies = true;
    std::map<QString, std::map<std::string, double>> m_pins; ///< as Settings::pins
    QString m_pinSite; ///< the site that is shown
    state::SitePtr m_detailsOf; ///< what the tables show
    std::size_t m_pulse = 0; ///< pulseOf() of it
    QTimer m_detailsPause; ///< until they show ages anew
    picture::Form m_smallForm =
        picture::Form::components; ///< last chosen, but for the fleet of a site of many hosts
    QString m_disableTargets; ///< the links the menu was made for
    topology::Canvas *m_canvas = nullptr;
    continuity::ContinuityView *m_chart = nullptr;
    routers::RoutersPanel *m_routers = nullptr;
    routers::Inspector *m_inspector = nullptr;
    routers::DistributionPanel *m_distribution = nullptr;
    PathFollower *m_path = nullptr;
    DistributionView *m_distributionView = nullptr;
    facts::FactsPanel *m_facts = nullptr;
    topology::ElementsPanel *m_elements = nullptr;
    verify::VerdictStrip *m_strip = nullptr;
    verify::VerificationPanel *m_verification = nullptr;
    verify::LabPanel *m_lab = nullptr;
    QDockWidget *m_labDock = nullptr;
    DockTitle *m_labTitle = nullptr;
    QDockWidget *m_verifyDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_factsDock = nullptr;
    QDockWidget *m_routersDock = nullptr;
    QDockWidget *m_continuityDock = nullptr;
    QDockWidget *m_elementsDock = nullptr;
    QDockWidget *m_distributionDock = nullptr;
    DockTitle *m_routersTitle = nullptr;
    DockTitle *m_inspectorTitle = nullptr;
    DockTitle *m_factsTitle = nullptr;
    DockTitle *m_verifyTitle = nullptr;
    DockTitle *m_continuityTitle = nullptr;
    DockTitle *m_elementsTitle = nullptr;
    DockTitle *m_distributionTitle = nullptr;
    PictureActions *m_pictureActions = nullptr;
    QMenu *m_disableMenu = nullptr;
    QAction *m_restoreAction = nullptr;
    QAction *m_verifyAction = nullptr;
    QAction *m_abortAction = nullptr;
    QAction *m_followAction = nullptr;
    QAction *m_notifyAction = nullptr;
    QAction *m_fitAction = nullptr;
    QAction *m_zoomInAction = nullptr;
    QAction *m_zoomOutAction = nullptr;
    QAction *m_actualAction = nullptr;
    QAction *m_overviewAction = nullptr;
    QAction *m_componentsAction = nullptr;
    QAction *m_fleetAction = nullptr;
    topology::FormTabs *m_formTabs = nullptr;
    QActionGroup *m_themeGroup = nullptr;
    QLabel *m_siteName = nullptr;
    QLabel *m_statusLabels[4] = {};
    QLabel *m_changes = nullptr;

    void makeActions();
    void makeFormActions();
    void makeNotifyAction(QMenu *view);
    void followPins();
    std::map<std::string, double> pinsOf(picture::Form form) const;
    void tellPins();
    void showDetails();
    void followForm();
    void makeMenus();
    void makeFileMenu(QMenu *file);
    void askRecording();
    void makeThemeMenu(QMenu *view);
    void makeToolBars();
    void makeDocks();
    QDockWidget *makeDock(const QString &name, const QString &title, QWidget *content,
                          Qt::DockWidgetArea area, DockTitle **titleOut);
    void makeStatusBar();
    void connectWidgets();
    void connectChart();
    void connectElements();
    void connectPath();
    void showFactsOf(const QString &elementId);
    void showFactsOfHost(const QString &host);
    void raiseDetails(QDockWidget *dock) const;
    void showStrip();
    void showStatus();
    void showOffers();
    void showContinuityRemark();
    void updateClosing();
    void showShortcuts();
    void showAbout();
};

} // namespace kv::gui
