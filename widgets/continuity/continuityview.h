// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "widgets/continuity/scene.h"

#include <QBasicTimer>
#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QChart;
class QChartView;
class QScrollBar;
class QValueAxis;
QT_END_NAMESPACE

namespace kv::continuity {

class SampleLayer;

/// The continuity chart of one router: a row a pinged address, a lane an instance, one time axis. It follows
/// now (or the newest failover) until the wheel, a drag or the arrow keys take it elsewhere; F, End or a
/// double click return.
class ContinuityView : public QWidget {
    Q_OBJECT
public:
    explicit ContinuityView(QWidget *parent = nullptr);
    ~ContinuityView() override;

    /// Takes over targets, markers, roles and timers. Samples come by addPoints().
    void showSite(const state::SitePtr &site);
    /// What became of some echo requests; a sequence may come again with a later verdict.
    void addPoints(const QString &host, quint32 series, const std::vector<state::EchoPoint> &points);
    /// Begins with the samples of another view of the same site.
    void takeSamples(const ContinuityView &other);
    /// Lanes and expected window are those of this router; "" = the first one that has a target.
    void showRouter(const QString &routerId);
    /// Microseconds since 1970 minus the near end's clock, for the time of day; 0 = not known.
    void setWallOffset(qint64 offsetUs);

    bool isFollowing() const { return m_isFollowing; }
    TimeWindow window() const { return m_window; }
    /// "60 s shown", "18 s shown · +0 s = 14:32:05".
    QString rangeText() const;
    /// Geometry of what is shown, in the coordinates of layer(), and the scene itself: for tests.
    SampleLayer *layer() const { return m_layer; }
    const Scene &scene() const { return m_scene; }
    /// Does now what is otherwise done at most 30 times a second.
    void refreshNow();

public Q_SLOTS:
    void setFollowing(bool follows);
    void zoomIn();
    void zoomOut();
    /// Shows this stretch and stops following.
    void showWindow(kv::continuity::TimeWindow window);

Q_SIGNALS:
    void followingChanged(bool follows);
    void rangeTextChanged(const QString &text);
    /// The user pointed at this moment (near end's clock).
    void timePicked(qint64 timeUs);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Scene m_scene;
    state::SitePtr m_site;
    QString m_routerId;
    TimeWindow m_window;
    bool m_isFollowing = true;
    std::int64_t m_spanUs = steadySpanUs;
    qint64 m_wallOffsetUs = 0;
    QString m_rangeText;
    QBasicTimer m_frame;
    QChart *m_chart = nullptr;
    QChartView *m_chartView = nullptr;
    QValueAxis *m_axis = nullptr;
    SampleLayer *m_layer = nullptr;
    QScrollBar *m_scroll = nullptr; ///< of the rows that do not fit above the lanes
    std::map<std::pair<std::string, std::uint32_t>, SampleHistory>
        m_early; ///< points before their target is known

    void makeChart();
    void applyTheme();
    void placeLayer();
    bool isCalm() const;
    void scheduleFrame();
    void takeTargets();
    void takeLanes();
    void takeHeartbeats();
    void updateWindow();
    void updateAxis();
    void zoomAround(double factor, int column);
    void panBy(int columns);
    Row *rowOf(const std::string &host, std::uint32_t series);
};

} // namespace kv::continuity
