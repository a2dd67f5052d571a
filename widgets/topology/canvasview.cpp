// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include "widgets/topology/canvasaccessible.h"

#include <algorithm>
#include <utility>

namespace kv::topology {

namespace {

constexpr int beatIntervalMs = 33;
constexpr int countdownIntervalMs = 200;
constexpr int slack = 12; ///< of pixels around an element that its frames may cover
constexpr double defaultCountdown = 60;
constexpr qint64 longestExtrapolationMs = 1000;

} // namespace

Canvas::View::View(Canvas *owner)
    : canvas(owner), bars(owner,
                          [this](QPointF begin) {
                              willChange(ViewChange::move);
                              panBy(begin - offset);
                          }),
      prepared(preparedNothing({})), font(pictureFont(owner->font()))
{
    QObject::connect(&layouter, &Layouter::ready, canvas, [this](const PreparedPtr &made) { take(made); });
    QObject::connect(&indexer, &SearchIndexer::ready, canvas,
                     [this](const SearchIndexPtr &made) { takeIndex(made); });
    clock.start();
}

bool Canvas::View::usesTiles() const
{
    constexpr std::size_t manyElements = 3000;
    return list().elements.size() > manyElements;
}

QTransform Canvas::View::transform() const
{
    return QTransform::fromTranslate(offset.x(), offset.y()).scale(zoom, zoom);
}

QRectF Canvas::View::toWidget(const picture::Rect &rect) const
{
    return transform().mapRect(toQt(rect));
}

QRect Canvas::View::dirtyRect(const picture::Element &element) const
{
    picture::Rect covered = element.bounds;
    for (const picture::Shape &shape : element.shapes)
        covered = covered.united(shape.rect);
    return toWidget(covered).toAlignedRect().adjusted(-slack, -slack, slack, slack);
}

const picture::Element *Canvas::View::at(QPointF widgetPoint) const
{
    const QPointF point = transform().inverted().map(widgetPoint);
    return prepared->scenery->hit({ point.x(), point.y() });
}

void Canvas::View::show(const state::SitePtr &next)
{
    site = next;
    siteAtMs = clock.elapsed();
    if (!site) {
        layouter.setBefore(nullptr);
        return take(preparedNothing(options));
    }
    begin();
    layOut();
    beats.take(*site, list(), clock.elapsed());
    startTimers();
    if (!findWords.isEmpty() && !usesTiles() && searchedSite != site)
        indexForFind(); // addresses may have changed; in a large picture they are looked for when it is new
}

/// Hosts come one after the other; once somebody works with the picture its form is left alone.
void Canvas::View::begin()
{
    if (hasBegun || !beginsAsFleet(*site))
        return;
    hasBegun = true;
    options.collapse = { true, {} };
    setForm(picture::Form::fleet);
}

void Canvas::View::layOut()
{
    if (site)
        layouter.layOut(site, options);
}

void Canvas::View::setForm(picture::Form next)
{
    if (next == options.form)
        return;
    const auto stood = otherStands.find(next);
    const Stand stand = stood == otherStands.end() ? Stand{} : stood->second;
    otherStands[options.form] = { zoom, offset, isFitted };
    options.form = next;
    zoom = stand.zoom;
    offset = stand.offset;
    isFitted = stand.isFitted;
    tiles.clear();
    layOut();
    if (prepared->options.form != next)
        prepared = preparedNothing(options); // until it is laid out; what is selected stays so
    if (isFitted)
        fit();
    canvas->update();
    Q_EMIT canvas->zoomChanged(zoom);
    Q_EMIT canvas->formChanged(next);
}

void Canvas::View::showPath(const picture::PathTrace &next)
{
    if (next == options.path)
        return;
    options.path = next;
    layOut();
}

void Canvas::View::setCollapse(const picture::Collapse &collapse)
{
    if (collapse == options.collapse)
        return;
    options.collapse = collapse;
    layOut();
}

void Canvas::View::expand(const std::string &host)
{
    picture::Collapse collapse = options.collapse;
    if (collapse.has(host) && !collapse.others.insert(host).second)
        collapse.others.erase(host);
    setCollapse(collapse);
}

void Canvas::View::toggleCollapsed(const std::string &host)
{
    picture::Collapse collapse = options.collapse;
    if (!collapse.others.insert(host).second)
        collapse.others.erase(host);
    changeCollapse(collapse);
}

void Canvas::View::changeCollapse(const picture::Collapse &collapse)
{
    if (collapse == options.collapse)
        return;
    willChange(ViewChange::collapse);
    setCollapse(collapse);
}

void Canvas::View::goToHost(const std::string &host)
{
    const QString id = QStringLiteral("host:") + QString::fromStdString(host);
    willChange(ViewChange::form);
    expand(host);
    toReveal = id;
    setForm(picture::Form::components);
    if (!layouter.isBusy())
        take(prepared);
    select(id, true);
    if (element(id) == nullptr) // it comes later: what it is told by is known
        Q_EMIT canvas->hostSelected(QString::fromStdString(host));
}

void Canvas::View::take(const PreparedPtr &next)
{
    if (next->options.form != options.form)
        return; // another is wanted by now
    const bool isMoved = isFitted && list().bounds != next->scenery->list()->bounds;
    const bool isNew = next->scenery != prepared->scenery;
    if (isNew && !isMoved)
        updateDirty(*next);
    prepared = next;
    if (isNew && isMoved) {
        tiles.clear();
        fit();
    }
    if (isNew) {
        beats.retain(list());
        followBars();
        if (!focused.isEmpty() && element(focused) == nullptr)
            setFocused({});
        if (!hovered.isEmpty() && element(hovered) == nullptr)
            hovered.clear();
        if (!selected.isEmpty() && element(selected) == nullptr && toReveal.isEmpty())
            select({}, true);
        accessibleElementsChanged(canvas);
        placeHits();
        if (!findWords.isEmpty())
            indexForFind();
        Q_EMIT canvas->pictureChanged();
    }
    if (!toReveal.isEmpty() && prepared->options == options)
        revealWhatWasWanted();
}

/// What is not in the picture that it was wanted of will not come: later it would move the view unasked.
void Canvas::View::revealWhatWasWanted()
{
    const QString id = std::exchange(toReveal, {});
    if (element(id) == nullptr) {
        if (!selected.isEmpty() && element(selected) == nullptr)
            select({}, true);
        return;
    }
    if (zoom < 1)
        setZoom(1, {});
    reveal(id);
}

/// Repaints what changed; all of it when that is most of the picture.
void Canvas::View::updateDirty(const Prepared &next)
{
    // What is shown may be nothing yet, while the layouter compares with what it made before.
    const bool wasNothing = list().elements.empty();
    if (wasNothing || next.isAllDirty || next.dirty.size() * 2 > next.scenery->list()->elements.size()) {
        tiles.clear();
        canvas->update();
        return;
    }
    tiles.invalidate(next.dirty);
    QRegion region;
    for (const QRectF &place : next.dirty)
        region += transform().mapRect(place).toAlignedRect().adjusted(-slack, -slack, slack, slack);
    canvas->update(region);
}

void Canvas::View::followPalette()
{
    constexpr int middle = 128;
    theme = canvas->palette().color(QPalette::Window).lightness() < middle ? picture::Theme::dark
                                                                           : picture::Theme::light;
    font = pictureFont(canvas->font());
    canvas->update();
}

void Canvas::View::updateElement(const QString &id)
{
    const picture::Element *made = id.isEmpty() ? nullptr : element(id);
    if (made != nullptr)
        canvas->update(dirtyRect(*made));
}

// Who hears of a selection may draw another picture (a path), and so end all that is of this one.
void Canvas::View::select(const QString &id, bool tells)
{
    const picture::Element *made = element(id);
    const picture::Target target = made == nullptr ? picture::Target{} : made->target;
    if (id != selected) {
        const QString before = std::exchange(selected, id);
        updateElement(before);
        updateElement(selected);
        if (tells)
            Q_EMIT canvas->selectionChanged(selected);
    }
    if (!tells)
        return;
    if (!target.routerId.empty())
        Q_EMIT canvas->routerSelected(QString::fromStdString(target.routerId));
    if (target.kind == picture::TargetKind::host)
        Q_EMIT canvas->hostSelected(QString::fromStdString(target.host));
}

void Canvas::View::activate(const QString &id)
{
    hasBegun = hasBegun || site != nullptr;
    const picture::Element *made = element(id);
    if (made == nullptr)
        return select({}, true);
    const picture::Target target = made->target;
    const QString host = QString::fromStdString(target.host);
    if (target.kind == picture::TargetKind::disable)
        Q_EMIT canvas->disableRequested(host, target.link.netns, target.link.ifindex);
    else if (target.kind == picture::TargetKind::restore)
        Q_EMIT canvas->restoreRequested(host, target.change);
    else if (target.kind == picture::TargetKind::collapse)
        toggleCollapsed(target.host);
    else
        select(id, true);
}

void Canvas::View::enter(const QString &id)
{
    const picture::Element *made = element(id);
    const bool isTile = made != nullptr && made->target.kind == picture::TargetKind::host;
    if (isTile && options.form == picture::Form::fleet)
        goToHost(std::string(made->target.host));
    else
        activate(id);
}

void Canvas::View::setHovered(const QString &id)
{
    if (id == hovered)
        return;
    updateElement(hovered);
    hovered = id;
    updateElement(hovered);
    const picture::Element *made = element(id);
    if (made == nullptr)
        canvas->unsetCursor();
    else
        canvas->setCursor(made->kind == picture::ElementKind::action ? Qt::PointingHandCursor
                                                                     : Qt::ArrowCursor);
}

void Canvas::View::setFocused(const QString &id)
{
    if (id == focused)
        return;
    hasBegun = hasBegun || site != nullptr;
    updateElement(focused);
    focused = id;
    updateElement(focused);
    const picture::Element *made = element(id);
    canvas->setAccessibleDescription(
        made == nullptr ? QString() : QStringLiteral("%1: %2").arg(made->name, made->description));
    if (made != nullptr) {
        reveal(id);
        accessibleFocusMoved(canvas, static_cast<int>(order().indexOf(id)));
    }
}

double Canvas::View::remainingSeconds(const picture::Countdown &countdown) const
{
    if (!site)
        return 0;
    // Between two sites time goes on, but not for long: a replay may stand still.
    const qint64 since = std::min(clock.elapsed() - siteAtMs, longestExtrapolationMs);
    const double us = static_cast<double>(countdown.until - site->now) - static_cast<double>(since) * 1000;
    return std::max(0.0, us / 1e6);
}

void Canvas::View::startTimers()
{
    if (!beats.isEmpty() && !beatTimer.isActive())
        beatTimer.start(beatIntervalMs, canvas);
    if (list().countdowns.empty()) {
        countdownTimer.stop();
        wholeSeconds.clear();
        return;
    }
    for (const picture::Countdown &countdown : list().countdowns) {
        const double remaining = remainingSeconds(countdown);
        const auto [it, isNew] = wholeSeconds.emplace(countdown.change, std::max(remaining, 1.0));
        if (isNew && remaining < defaultCountdown && remaining > defaultCountdown * 0.8)
            it->second = defaultCountdown;
        it->second = std::max(it->second, remaining);
    }
    if (!countdownTimer.isActive())
        countdownTimer.start(countdownIntervalMs, canvas);
}

void Canvas::View::tickBeats()
{
    QRegion next;
    const qint64 now = clock.elapsed();
    const bool goesOn = beats.advance(now);
    for (const Heartbeats::Dot &dot : beats.dots(list(), now, isReduced))
        next += transform().mapRect(Heartbeats::area(dot)).toAlignedRect();
    if (!isReduced || next != dotRegion)
        canvas->update(dotRegion + next);
    dotRegion = next;
    if (!goesOn)
        beatTimer.stop();
}

void Canvas::View::tickCountdowns()
{
    for (const picture::Countdown &countdown : list().countdowns)
        updateElement(countdown.elementId);
}

} // namespace kv::topology
