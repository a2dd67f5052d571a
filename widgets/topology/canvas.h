// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/scene.h"
#include "app/state/site.h"

#include <QString>
#include <QStringList>
#include <QTransform>
#include <QWidget>

#include <map>
#include <memory>
#include <string>

namespace kv::topology {

/// The live diagram: paints a display list, moves in it, says what people point at and want.
/// Drag or arrows with nothing focused pan, wheel and +/- zoom, F or Ctrl+0 fits, Tab and arrows walk the
/// elements, Enter or Space activates, Escape lets go. Shift and drag, or Alt and up or down, put a host
/// elsewhere in its lane and pin it there.
class Canvas : public QWidget {
    Q_OBJECT
public:
    explicit Canvas(QWidget *parent = nullptr);
    ~Canvas() override;

    QString selectedElement() const; ///< "" when nothing is selected
    QString focusedElement() const; ///< where the keyboard is; "" when nowhere
    QString hoveredElement() const;
    double zoom() const; ///< 1 = 100 %
    picture::Form form() const;
    picture::DisplayListPtr displayList() const; ///< never null
    picture::Theme pictureTheme() const; ///< the palette's
    /// nullptr when there is none; valid until anything else is asked of the canvas or a signal of it.
    const picture::Element *element(const QString &elementId) const;
    /// A large site is laid out on another thread: what is shown is older than the last showSite().
    bool isLayingOut() const;
    /// The element's box in widget coordinates; empty when it is not there.
    QRectF elementRect(const QString &elementId) const;
    /// Elements that the keyboard reaches, host by host, each from the top.
    QStringList elementOrder() const;
    /// What the widget shows, in the picture's plane.
    QRectF visiblePart() const;
    /// Elements that find() found, in the keyboard's order; numbered from 1 in the picture.
    QStringList hits() const;
    int currentHit() const; ///< index in hits(), -1 without any
    /// A large picture is made ready to be looked through on another thread: hits() come a little later.
    bool isFinding() const;
    /// Whether dots move; when not, an advertisement is a dot that stands still for a moment.
    bool hasReducedMotion() const;
    /// Which part of the site is shown.
    picture::Filter filter() const;
    /// Hosts that the user has put somewhere in a form, with their tops in the picture's plane: the
    /// components and the overview have their own.
    std::map<std::string, double> pins(picture::Form form = picture::Form::components) const;
    bool mayPin(const QString &host) const;
    /// What undoView() takes back, for people: "zooming"; "" when there is nothing.
    QString undoName() const;
    QString redoName() const;
    /// Whether a site has so many hosts that it begins as a fleet.
    static bool beginsAsFleet(const state::Site &site);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Shows a site; cheap when nothing that is drawn has changed.
    void showSite(const kv::state::SitePtr &site);
    /// Draws the same site in another form; each form keeps its own zoom and place. A site of many hosts
    /// begins as a fleet, whatever was chosen before it was there, until the user has done something in the
    /// view.
    void setForm(kv::picture::Form form);
    /// Cases the lines that a traffic path takes; an empty trace shows none.
    void showPath(const kv::picture::PathTrace &trace);
    void selectElement(const QString &elementId);
    /// Selects the router's instance on the host that serves it; emits nothing.
    void selectRouter(const QString &routerId);
    void selectHost(const QString &host);
    /// As a click or Enter on it: selects, or tells the intention of an action.
    void activateElement(const QString &elementId);
    void focusElement(const QString &elementId);
    void zoomIn();
    void zoomOut();
    void zoomToFit();
    void zoomToActual();
    void setReducedMotion(bool reduced);
    /// Numbers what has each of these words (search.h) and brings the first into sight; "" ends that. The
    /// hits follow the site.
    void find(const QString &words);
    void nextHit();
    /// Brings a point of the picture's plane to the middle.
    void centreOn(QPointF inPicture);
    void previousHit();
    /// Whether zooming far out goes from the components to the overview and the fleet, and far in back.
    void setFormFollowsZoom(bool follows);
    /// All hosts as one box each, or none; of a large site all are at first.
    void setAllCollapsed(bool collapsed);
    void setFilter(const kv::picture::Filter &filter);
    /// Those that were remembered; emits nothing.
    void setPins(const std::map<std::string, double> &pins,
                 kv::picture::Form form = kv::picture::Form::components);
    /// Pins the host that much further down in this form, px; 0 pins it where it is.
    void moveHost(const QString &host, double by);
    void unpinHost(const QString &host);
    /// Takes back what changed the view: form, zoom, place, collapsed hosts, filter, pins.
    void undoView();
    void redoView();
    /// Shows the host in the components, expanded and in sight.
    void goToHost(const QString &host);

Q_SIGNALS:
    void selectionChanged(const QString &elementId);
    void routerSelected(const QString &routerId);
    void hostSelected(const QString &host);
    void disableRequested(const QString &host, quint64 netns, int ifindex);
    void restoreRequested(const QString &host, quint64 change);
    void zoomChanged(double zoom);
    void formChanged(kv::picture::Form form);
    void hitsChanged();
    void filterChanged();
    void pinsChanged(); ///< by the user
    void historyChanged(); ///< undoName(), redoName()
    /// Another part of the picture is visible, or the same one larger or smaller.
    void viewMoved();
    /// displayList() is another one.
    void pictureChanged();
    /// By the right button or the menu key; "" beside all elements.
    void menuWanted(const QString &elementId, const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct View;
    std::unique_ptr<View> m_view;
};

} // namespace kv::topology
