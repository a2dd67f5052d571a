// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram at scale, 1600x1000, software rendering, beside a naive QGraphicsScene of the same picture (an
// item a shape). Prints one JSON object; times are milliseconds of a frame, median and 95th percentile.
#include "tests/benchmarks/naivescene.h"
#include "tests/support/generated.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/prepared.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QTextStream>

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <vector>

using namespace kv;

namespace {

constexpr QSize windowSize(1600, 1000);
constexpr int frames = 60;
constexpr int changesAFrame = 33; ///< 1,000 a second at 30 frames

struct Frames {
    double median = 0;
    double p95 = 0;
};

Frames measure(int count, const std::function<void(int)> &frame)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        frame(i);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return { times[times.size() / 2], times[times.size() * 95 / 100] };
}

void put(QJsonObject &out, const QString &name, const Frames &made)
{
    out.insert(name + QStringLiteral("_ms"), made.median);
    out.insert(name + QStringLiteral("_p95_ms"), made.p95);
}

/// Resident memory in MB, after the allocator gave back what it can.
double residentMb()
{
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The same site with other ports down, frame by frame.
state::SitePtr changed(const state::SitePtr &site, int frame)
{
    auto next = std::make_shared<state::Site>(*site);
    for (int i = 0; i < changesAFrame; ++i) {
        state::Host &host = next->hosts[static_cast<std::size_t>(frame + i * 3) % next->hosts.size()];
        auto view = std::make_shared<model::HostView>(*host.view);
        int left = frame % 40;
        for (auto &[key, fact] : view->links) {
            if (fact.value.name.starts_with("tap") && left-- == 0) {
                fact.value.carrier = !fact.value.carrier;
                fact.value.oper = fact.value.carrier ? model::OperState::up : model::OperState::down;
                break;
            }
        }
        host.view = view;
    }
    return next;
}

void waitFor(const topology::Canvas &canvas)
{
    QCoreApplication::processEvents();
    while (canvas.isLayingOut())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int i = 0; i < 200; ++i)
        QCoreApplication::processEvents();
}

void pan(topology::Canvas &canvas, int frame)
{
    QKeyEvent key(QEvent::KeyPress, frame % 20 < 10 ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
    QCoreApplication::sendEvent(&canvas, &key);
    canvas.repaint();
}

void measureCanvas(QJsonObject &out, const state::SitePtr &site)
{
    topology::Canvas canvas;
    canvas.resize(windowSize);
    canvas.setFormFollowsZoom(false);
    canvas.showSite(site);
    canvas.setAllCollapsed(false);
    canvas.setForm(picture::Form::components);
    canvas.show();
    waitFor(canvas);
    canvas.zoomToFit();
    waitFor(canvas);
    put(out, QStringLiteral("pan_fit"), measure(frames, [&](int i) { pan(canvas, i); }));
    put(out, QStringLiteral("zoom"), measure(24, [&](int i) {
            if (i % 12 < 6)
                canvas.zoomIn();
            else
                canvas.zoomOut();
            canvas.repaint();
        }));
    canvas.zoomToFit();
    waitFor(canvas);
    std::vector<state::SitePtr> sites;
    for (int i = 0; i < 30; ++i)
        sites.push_back(changed(site, i));
    put(out, QStringLiteral("changes_fit"), measure(30, [&](int i) {
            canvas.showSite(sites[static_cast<std::size_t>(i)]);
            QCoreApplication::processEvents();
        }));
    waitFor(canvas);
    canvas.zoomToActual();
    waitFor(canvas);
    put(out, QStringLiteral("pan_full_size"), measure(frames, [&](int i) { pan(canvas, i); }));
}

void measureNaive(QJsonObject &out, const picture::DisplayList &list)
{
    benchmarks::NaiveScene naive(list, windowSize);
    put(out, QStringLiteral("naive_pan_fit"), measure(6, [&](int i) { naive.pan(i % 4 < 2 ? 48 : -48); }));
    put(out, QStringLiteral("naive_zoom"), measure(4, [&](int i) { naive.zoom(i % 4 < 2 ? 1.25 : 0.8); }));
    put(out, QStringLiteral("naive_changes_fit"),
        measure(4, [&](int i) { naive.change(changesAFrame, static_cast<std::size_t>(i)); }));
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    const state::SitePtr site = tests::generatedSite({ 100, 60, false });
    QJsonObject out;
    const picture::Options options;
    const double before = residentMb();
    topology::PreparedPtr prepared = topology::prepare(*site, options, nullptr);
    out.insert(QStringLiteral("view_and_layout_mb"), residentMb() - before);
    qint64 edges = 0;
    for (const picture::Element &element : prepared->scenery->list()->elements)
        edges += element.kind == picture::ElementKind::wire ? 1 : 0;
    out.insert(QStringLiteral("edges"), edges);
    out.insert(QStringLiteral("elements"), qint64(prepared->scenery->list()->elements.size()) - edges);
    std::vector<topology::PreparedPtr> made; // the one before goes later, on the layouter's thread
    put(out, QStringLiteral("layout"),
        measure(7, [&](int) { made.push_back(topology::prepare(*site, options, nullptr)); }));
    made.clear();
    measureCanvas(out, site);
    measureNaive(out, *prepared->scenery->list());
    const auto ratio = [&out](const char *ours) {
        const QString name = QString::fromLatin1(ours);
        const double theirs = out.value(QStringLiteral("naive_%1_ms").arg(name)).toDouble();
        out.insert(QStringLiteral("ratio_") + name,
                   out.value(name + QStringLiteral("_ms")).toDouble() / theirs);
    };
    ratio("pan_fit");
    ratio("zoom");
    ratio("changes_fit");
    QTextStream(stdout) << QJsonDocument(out).toJson();
    return 0;
}
