// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/continuityview.h"

#include "widgets/continuity/samplelayer.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegendMarker>
#include <QLineSeries>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace kv::continuity {

namespace {

constexpr int frameMs = 33;
constexpr int calmFrameMs = 150; ///< two pixels a frame at a minute's width
constexpr int axisHeight = 22;
constexpr int legendHeight = 22;
constexpr std::size_t mostHeartbeats = 2'000;
constexpr std::size_t mostEarlySeries = 64;

} // namespace

ContinuityView::ContinuityView(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("continuityView"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(480, 140);
    setAccessibleName(tr("Continuity chart"));
    makeChart();
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_chartView);
    m_layer = new SampleLayer(m_scene, this);
    m_scroll = new QScrollBar(Qt::Vertical, this);
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, m_layer, &SampleLayer::setScroll);
    connect(m_layer, &SampleLayer::scrollWanted, this,
            [this](int steps) { m_scroll->setValue(m_scroll->value() + steps * m_scroll->singleStep()); });
    connect(m_layer, &SampleLayer::zoomWanted, this, &ContinuityView::zoomAround);
    connect(m_layer, &SampleLayer::panWanted, this, &ContinuityView::panBy);
    connect(m_layer, &SampleLayer::followWanted, this, [this] { setFollowing(true); });
    connect(m_layer, &SampleLayer::rangeDragged, this, [this](int from, int to) {
        showWindow({ m_scene.scale.timeOf(from), m_scene.scale.timeOf(to + 1) });
    });
    connect(m_layer, &SampleLayer::columnPicked, this, [this](int column) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT timePicked(m_scene.scale.timeOf(column));
    });
    applyTheme();
}

ContinuityView::~ContinuityView() = default;

void ContinuityView::makeChart()
{
    m_chart = new QChart;
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_axis = new QValueAxis(m_chart);
    m_axis->setTickType(QValueAxis::TicksDynamic);
    m_axis->setGridLineVisible(false);
    m_axis->setRange(-60, 0);
    m_chart->addAxis(m_axis, Qt::AlignBottom);
    // Empty series: Qt Charts then makes and keeps the legend.
    for (const QString &name : { tr("answered (height: round trip)"), tr("late"), tr("lost") }) {
        auto *series = new QLineSeries(m_chart);
        series->setName(name);
        m_chart->addSeries(series);
        series->attachAxis(m_axis);
    }
    m_chart->legend()->detachFromChart();
    m_chart->legend()->setAlignment(Qt::AlignBottom);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    m_chart->legend()->setInteractive(false);
    m_chartView = new QChartView(m_chart, this);
    m_chartView->setFrameShape(QFrame::NoFrame);
    m_chartView->setFocusPolicy(Qt::NoFocus);
    m_chartView->setObjectName(QStringLiteral("continuityChart"));
}

void ContinuityView::applyTheme()
{
    const look::Theme &theme = look::themeOf(palette());
    m_chart->setBackgroundBrush(theme.panel);
    m_chart->setBackgroundPen(Qt::NoPen);
    m_chartView->setBackgroundBrush(theme.panel);
    QFont small = font();
    small.setPixelSize(10);
    m_axis->setLabelsFont(small);
    m_axis->setLabelsColor(theme.dim);
    m_axis->setLinePenColor(theme.lineStrong);
    m_chart->legend()->setFont(small);
    m_chart->legend()->setLabelColor(theme.dim);
    m_chart->legend()->setBackgroundVisible(false);
    const QBrush brushes[] = { QBrush(theme.dim), QBrush(theme.alarm, Qt::HorPattern), QBrush(theme.alarm) };
    const auto markers = m_chart->legend()->markers();
    for (qsizetype i = 0; i < markers.size() && i < 3; ++i) {
        markers[i]->setBrush(brushes[i]);
        markers[i]->setPen(QPen(i == 0 ? theme.dim : theme.alarm));
    }
    m_layer->update();
}

void ContinuityView::showSite(const state::SitePtr &site)
{
    m_site = site;
    if (!site)
        return;
    m_scene.now = std::max(m_scene.now, site->now);
    m_scene.markers = site->markers;
    takeTargets();
    takeLanes();
    takeHeartbeats();
    m_scene.anchor = 0;
    for (const state::Marker &marker : site->markers) {
        if (marker.kind == state::MarkerKind::linkDown || marker.kind == state::MarkerKind::faultBegun)
            m_scene.anchor = std::max(m_scene.anchor, marker.at);
    }
    scheduleFrame();
}

void ContinuityView::addPoints(const QString &host, quint32 series,
                               const std::vector<state::EchoPoint> &points)
{
    if (points.empty())
        return;
    const std::string name = host.toStdString();
    m_scene.now = std::max(m_scene.now, points.back().sentAt);
    if (Row *row = rowOf(name, series)) {
        const model::TimeUs changed = row->history.add(points);
        if (changed != 0)
            row->columns.invalidateFrom(changed);
        scheduleFrame();
    } else if (m_early.size() < mostEarlySeries) {
        m_early[{ name, series }].add(points);
    }
}

void ContinuityView::takeSamples(const ContinuityView &other)
{
    m_early = other.m_early;
    for (const Row &row : other.m_scene.rows)
        m_early.insert_or_assign({ row.target.fromHost, row.target.series }, row.history);
}

Row *ContinuityView::rowOf(const std::string &host, std::uint32_t series)
{
    for (Row &row : m_scene.rows) {
        if (row.target.fromHost == host && row.target.series == series)
            return &row;
    }
    return nullptr;
}

void ContinuityView::takeTargets()
{
    std::vector<Row> rows;
    for (const state::TargetContinuity &target : m_site->targets) {
        Row row;
        if (Row *old = rowOf(target.fromHost, target.series)) {
            row = std::move(*old);
        } else if (const auto early = m_early.find({ target.fromHost, target.series });
                   early != m_early.end()) {
            row.history = std::move(early->second);
            m_early.erase(early);
        }
        row.target = target;
        rows.push_back(std::move(row));
    }
    m_scene.rows = std::move(rows);
}

void ContinuityView::takeLanes()
{
    m_scene.routerId = m_routerId.toStdString();
    for (const state::TargetContinuity &target : m_site->targets) {
        if (m_scene.routerId.empty() && m_site->router(target.routerId))
            m_scene.routerId = target.routerId;
    }
    if (m_scene.routerId.empty() && !m_site->routers.empty())
        m_scene.routerId = m_site->routers.front().id;
    m_scene.lanes.clear();
    const state::Router *router = m_site->router(m_scene.routerId);
    m_scene.expected = router ? router->expected : state::ExpectedOutage{};
    if (!router)
        return;
    for (const state::Instance &instance : router->instances)
        m_scene.lanes.push_back({ instance.host, {} });
    for (const state::RoleSpan &span : m_site->roleSpans) {
        if (span.routerId != router->id)
            continue;
        for (Lane &lane : m_scene.lanes) {
            if (lane.host == span.host)
                lane.spans.push_back(span);
        }
    }
}

void ContinuityView::takeHeartbeats()
{
    const state::Router *router = m_site->router(m_scene.routerId);
    if (!router)
        return;
    for (const state::Instance &instance : router->instances) {
        HeartbeatTimes &times = m_scene.heartbeats[instance.host];
        if (instance.lastHeartbeatSent > 0 && (times.empty() || instance.lastHeartbeatSent > times.back()))
            times.push_back(instance.lastHeartbeatSent);
        while (times.size() > mostHeartbeats)
            times.pop_front();
    }
}

void ContinuityView::showRouter(const QString &routerId)
{
    if (m_routerId == routerId)
        return;
    m_routerId = routerId;
    m_scene.heartbeats.clear();
    showSite(m_site);
}

void ContinuityView::setWallOffset(qint64 offsetUs)
{
    m_wallOffsetUs = offsetUs;
    scheduleFrame();
}

/// Nothing is down and nothing is missing: nobody counts the frames.
bool ContinuityView::isCalm() const
{
    const auto isInterrupted = [](const state::TargetContinuity &target) {
        return !target.interruptions.empty() && !target.interruptions.back().end;
    };
    return m_site && m_site->changes.empty() && std::ranges::none_of(m_site->targets, isInterrupted);
}

void ContinuityView::scheduleFrame()
{
    if (!m_frame.isActive())
        m_frame.start(isCalm() ? calmFrameMs : frameMs, this);
}

void ContinuityView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_frame.timerId())
        return QWidget::timerEvent(event);
    m_frame.stop();
    refreshNow();
}

void ContinuityView::refreshNow()
{
    if (m_layer->chartLayout().hiddenHeight != m_scroll->maximum())
        placeLayer();
    updateWindow();
    for (Row &row : m_scene.rows) {
        row.columns.refresh(row.history, m_scene.scale);
        row.rttScaleUs = robustRttScaleUs(row.columns, row.rttScaleUs);
    }
    updateAxis();
    m_layer->showFrame();
}

void ContinuityView::updateWindow()
{
    if (m_isFollowing)
        m_window = followedWindow(m_scene.now, m_scene.anchor, m_spanUs);
    if (m_window.span() <= 0)
        m_window = { m_scene.now - m_spanUs, m_scene.now };
    m_scene.scale = TimeScale::of(m_window, m_layer->plotWidth());
    if (!m_isFollowing || !m_site)
        return;
    // An axis that counts from a link-down long gone helps nobody.
    if (m_scene.anchor > 0 && !m_window.contains(m_scene.anchor))
        m_scene.anchor = 0;
}

void ContinuityView::updateAxis()
{
    constexpr int pixelsATick = 80;
    const TimeScale &scale = m_scene.scale;
    const double low = static_cast<double>(scale.timeOf(0) - m_scene.zero()) / 1e6;
    const double high = static_cast<double>(scale.timeOf(scale.width) - m_scene.zero()) / 1e6;
    if (high <= low)
        return;
    const bool isAnchored = m_scene.anchor > 0;
    const double tick =
        static_cast<double>(tickIntervalUs(m_window.span(), std::max(scale.width / pixelsATick, 2))) / 1e6;
    // Qt Charts formats in Latin-1: the unit is SI's symbol in every language.
    const QString format = isAnchored ? QStringLiteral("%+g s") : QStringLiteral("%g s");
    if (m_axis->labelFormat() != format)
        m_axis->setLabelFormat(format);
    // The labels are laid out anew with each range: while the axis counts from now it stands still, but for
    // what is less than a pixel.
    const double pixel = (high - low) / scale.width;
    if (std::abs(m_axis->min() - low) >= pixel || std::abs(m_axis->max() - high) >= pixel)
        m_axis->setRange(low, high);
    if (m_axis->tickInterval() != tick)
        m_axis->setTickInterval(tick);
    const QString text = rangeText();
    if (text != m_rangeText) {
        m_rangeText = text;
        Q_EMIT rangeTextChanged(text);
    }
}

QString ContinuityView::rangeText() const
{
    const QString shown = tr("%1 shown").arg(look::ageText(m_window.span()));
    if (m_wallOffsetUs == 0 || m_scene.anchor <= 0)
        return shown;
    const QDateTime zero = QDateTime::fromMSecsSinceEpoch((m_scene.zero() + m_wallOffsetUs) / 1000);
    return tr("%1 · +0 s is %2").arg(shown, zero.toString(QStringLiteral("HH:mm:ss")));
}

void ContinuityView::setFollowing(bool follows)
{
    if (follows)
        m_spanUs = steadySpanUs;
    const bool changed = follows != m_isFollowing;
    m_isFollowing = follows;
    if (follows)
        showSite(m_site);
    scheduleFrame();
    if (changed)
        Q_EMIT followingChanged(follows);
}

void ContinuityView::showWindow(TimeWindow window)
{
    if (window.span() < leastSpanUs)
        window.end = window.begin + leastSpanUs;
    m_window = window;
    setFollowing(false);
    refreshNow();
}

void ContinuityView::zoomIn()
{
    zoomAround(0.5, m_isFollowing ? m_layer->plotWidth() - 1 : m_layer->plotWidth() / 2);
}

void ContinuityView::zoomOut()
{
    zoomAround(2.0, m_isFollowing ? m_layer->plotWidth() - 1 : m_layer->plotWidth() / 2);
}

void ContinuityView::zoomAround(double factor, int column)
{
    showWindow(zoomed(m_window, factor, m_scene.scale.timeOf(column)));
}

void ContinuityView::panBy(int columns)
{
    const std::int64_t by = columns * m_scene.scale.binUs;
    showWindow({ m_window.begin + by, m_window.end + by });
}

void ContinuityView::placeLayer()
{
    const int area = std::max(height() - axisHeight - legendHeight, 10);
    m_layer->setGeometry(0, 0, width(), area);
    const int hidden = m_layer->chartLayout().hiddenHeight;
    const int bar = hidden > 0 ? m_scroll->sizeHint().width() : 0;
    m_layer->setGeometry(0, 0, std::max(width() - bar, 10), area);
    const ChartLayout layout = m_layer->chartLayout();
    m_scroll->setRange(0, hidden);
    m_scroll->setPageStep(layout.scrolled.height());
    m_scroll->setSingleStep(layout.rows.size() > 1 ? layout.rows[1].top() - layout.rows[0].top() : 1);
    m_scroll->setGeometry(width() - bar, layout.scrolled.top(), bar, layout.scrolled.height());
    m_scroll->setVisible(hidden > 0);
    m_chart->setPlotArea(QRectF(layout.plot.left(), 0, layout.plot.width(), area));
    m_chart->legend()->setGeometry(
        QRectF(layout.plot.left() - 8, height() - legendHeight - 8, layout.plot.width(), legendHeight + 10));
    m_layer->raise();
    m_scroll->raise();
}

void ContinuityView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeLayer();
    refreshNow();
}

void ContinuityView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void ContinuityView::keyPressEvent(QKeyEvent *event)
{
    const int step = std::max(m_layer->plotWidth() / 10, 1);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_Left:
        return panBy(-step);
    case Qt::Key_Right:
        return panBy(step);
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return m_scroll->triggerAction(event->key() == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub
                                                                      : QScrollBar::SliderPageStepAdd);
    case Qt::Key_F:
    case Qt::Key_End:
    case Qt::Key_Escape:
        return setFollowing(true);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace kv::continuity
