// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// keepview-soak [MINUTES [LAB [fast]]]: the window on a private lab with a failover a minute. Each verdict at
// rest is compared with what the kernel says, resident memory is measured, and one JSON object is printed at
// the end. Exit code: 0 pass, 1 something was wrong, lost or growing, 2 could not run.
#include "app/lab/openlab.h"
#include "tests/benchmarks/soakreport.h"

#include <QApplication>
#include <QJsonDocument>

#include <cstdio>

namespace {

using namespace kv;

void tellMinute(const tests::SoakRun &run, int minute)
{
    std::fprintf(stderr, "minute %d: %d failovers, %zu wrong, %zu alarms too long, %zu troubles, %llu lost;",
                 minute, run.counts().failovers, run.counts().wrongVerdicts.size(),
                 run.alarms().tooLong().size(), run.counts().troubles.size(),
                 static_cast<unsigned long long>(run.counts().lostEvents));
    for (const auto &[name, track] : run.memory().tracks())
        std::fprintf(stderr, " %s %.0f", name.c_str(), track.samples.back().kib);
    std::fprintf(stderr, " KiB; %zu facts\n", run.facts());
}

} // namespace

int main(int argc, char **argv)
{
    const int minutes = argc > 1 ? std::atoi(argv[1]) : 120;
    const bool isFast = argc > 3 && std::string(argv[3]) == "fast";
    if (minutes < 1) {
        std::fprintf(stderr, "usage: keepview-soak [MINUTES [LAB [fast]]]\n");
        return 2;
    }
    auto lab = lab::openLab(argc > 2 ? argv[2] : "", isFast);
    if (!lab) {
        std::fprintf(stderr, "the lab cannot run: %s\n", lab.error().text.c_str());
        return 2;
    }
    if (const auto ready = lab->waitReady(); !ready) {
        std::fprintf(stderr, "the lab did not come up: %s\n", ready.error().text.c_str());
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    tests::SoakRun run(*lab, minutes);
    if (!run.begin()) {
        std::fprintf(stderr, "the router did not become protected\n");
        return 2;
    }
    for (int minute = 1; minute <= minutes; ++minute) {
        run.failOver(minute);
        tellMinute(run, minute);
    }
    run.end();
    const QJsonObject report = tests::soakReport(run);
    std::printf("%s", QJsonDocument(report).toJson().constData());
    return report[QStringLiteral("pass")].toBool() ? 0 : 1;
}
