// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvas.h"

#include "widgets/topology/canvasaccessible.h"
#include "widgets/topology/canvasview.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace kv::topology {

namespace {

constexpr double zoomStep = 1.25;

} // namespace

Canvas::Canvas(QWidget *parent) : QWidget(parent), m_view(std::make_unique<View>(this))
{
    installAccessibility();
    setObjectName(QStringLiteral("topologyCanvas"));
    setAccessibleName(tr("Live diagram"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_view->followPalette();
}

Canvas::~Canvas() = default;

QString Canvas::selectedElement() const
{
    return m_view->selected;
}

QString Canvas::focusedElement() const
{
    return m_view->focused;
}

QString Canvas::hoveredElement() const
{
    return m_view->hovered;
}

double Canvas::zoom() const
{
    return m_view->zoom;
}

QRectF Canvas::visiblePart() const
{
    return m_view->transform().inverted().mapRect(QRectF(rect()));
}

void Canvas::centreOn(QPointF inPicture)
{
    m_view->willChange(ViewChange::move);
    m_view->panBy(QRectF(rect()).center() - m_view->transform().map(inPicture));
}

picture::Theme Canvas::pictureTheme() const
{
    return m_view->theme;
}

picture::Form Canvas::form() const
{
    return m_view->options.form;
}

picture::DisplayListPtr Canvas::displayList() const
{
    return m_view->prepared->scenery->list();
}

QRectF Canvas::elementRect(const QString &elementId) const
{
    const picture::Element *made = m_view->element(elementId);
    return made == nullptr ? QRectF() : m_view->toWidget(made->bounds);
}

QStringList Canvas::elementOrder() const
{
    return m_view->order();
}

bool Canvas::hasReducedMotion() const
{
    return m_view->isReduced;
}

QSize Canvas::sizeHint() const
{
    return { 1024, 632 };
}

QSize Canvas::minimumSizeHint() const
{
    return { 320, 200 };
}

void Canvas::showSite(const state::SitePtr &site)
{
    m_view->show(site);
}

void Canvas::showPath(const picture::PathTrace &trace)
{
    m_view->showPath(trace);
}

void Canvas::setForm(picture::Form form)
{
    if (form != m_view->options.form)
        m_view->willChange(ViewChange::form);
    m_view->hasBegun = m_view->hasBegun || m_view->site;
    m_view->toReveal.clear();
    m_view->setForm(form);
}

bool Canvas::beginsAsFleet(const state::Site &site)
{
    constexpr std::size_t manyHosts = 12;
    return site.hosts.size() > manyHosts;
}

bool Canvas::isLayingOut() const
{
    return m_view->layouter.isBusy();
}

const picture::Element *Canvas::element(const QString &elementId) const
{
    return m_view->element(elementId);
}

void Canvas::setFormFollowsZoom(bool follows)
{
    m_view->followsZoom = follows;
}

void Canvas::setAllCollapsed(bool collapsed)
{
    m_view->changeCollapse({ collapsed, {} });
}

void Canvas::goToHost(const QString &host)
{
    m_view->goToHost(host.toStdString());
}

void Canvas::selectElement(const QString &elementId)
{
    m_view->select(elementId, false);
}

void Canvas::selectRouter(const QString &routerId)
{
    const std::string id = routerId.toStdString();
    const picture::Element *current = m_view->element(m_view->selected);
    if (current != nullptr && current->target.routerId == id)
        return;
    const state::Router *router = m_view->site ? m_view->site->router(id) : nullptr;
    const picture::Element *made = m_view->list().findTarget(
        picture::TargetKind::router, router == nullptr ? std::string() : router->servedBy, id);
    m_view->select(made == nullptr ? QString() : made->id, false);
}

void Canvas::selectHost(const QString &host)
{
    const QString id = QStringLiteral("host:") + host;
    const bool isThere = m_view->element(id) != nullptr || m_view->list().elements.empty(); // or comes
    m_view->select(isThere ? id : QString(), false);
}

void Canvas::activateElement(const QString &elementId)
{
    m_view->activate(elementId);
}

void Canvas::focusElement(const QString &elementId)
{
    m_view->setFocused(elementId);
}

void Canvas::zoomIn()
{
    m_view->zoomByHand(m_view->zoom * zoomStep, QRectF(rect()).center());
}

void Canvas::zoomOut()
{
    m_view->zoomByHand(m_view->zoom / zoomStep, QRectF(rect()).center());
}

void Canvas::zoomToFit()
{
    m_view->willChange(ViewChange::zoom);
    m_view->fit();
}

void Canvas::zoomToActual()
{
    m_view->willChange(ViewChange::zoom);
    m_view->setZoom(1, QRectF(rect()).center());
}

void Canvas::setReducedMotion(bool reduced)
{
    m_view->isReduced = reduced;
    update();
}

bool Canvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const picture::Element *made = m_view->at(help->pos());
        if (made == nullptr || made->name.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), made->name + QLatin1Char('\n') + made->description, this);
        return true;
    }
    return QWidget::event(event);
}

void Canvas::paintEvent(QPaintEvent *event)
{
    // Two heartbeats far from each other are two small places, and what is between them is not painted.
    constexpr int fewPlaces = 8;
    const QRegion region =
        event->region().rectCount() <= fewPlaces ? event->region() : QRegion(event->rect());
    for (const QRect &place : region) {
        QPainter painter(this);
        painter.setClipRect(place);
        m_view->paint(painter, place);
    }
}

void Canvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_view->isFitted)
        m_view->fit();
    else
        m_view->followBars();
}

void Canvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_view->followPalette();
}

} // namespace kv::topology
