// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the built-in lab takes from the call to all processes, to the floating IPv4's answer, to ready,
// and to be gone again: with both timers, as root and as an ordinary user, medians. Beside: the master-down
// interval that keepalived has to wait, which no lab can beat.
//
//     bench_lab                 prints one JSON object; as root it also measures as the ordinary account
//     bench_lab --ordinary      only as whoever runs it: the members of that part, for the first form
#include "app/lab/definition.h"
#include "app/lab/lab.h"
#include "app/lab/labfiles.h"
#include "app/lab/timers.h"
#include "tests/benchmarks/ground.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace kv;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 5;

/// Milliseconds since startPrivate() was called; downMs since end() was.
struct Times {
    double processesMs = 0; ///< every keepalived is started
    double floatingMs = 0; ///< the first target, the floating IPv4, answers
    double readyMs = 0; ///< every target answers
    double downMs = 0; ///< nothing is left
};

double since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

[[noreturn]] void giveUp(const model::Error &error)
{
    std::fprintf(stderr, "the lab: %s (%s)\n", error.text.c_str(), error.context.c_str());
    std::exit(2);
}

// The plan starts the routers' processes in one phase and waits for one target a phase ("ADDRESS answers");
// the phase after one tells its end.
Times measure(bool hasFastTimers)
{
    lab::LabOptions options;
    options.hasFastTimers = hasFastTimers;
    options.definition = lab::loadLab(lab::defaultLab).value();
    const std::string floating = options.definition.targets.front().address.toString() + " answers";
    Times times;
    std::string before;
    const auto begin = Clock::now();
    auto running = lab::startPrivate(options);
    if (!running)
        giveUp(running.error());
    for (bool isReady = false; !isReady;) {
        const lab::LabEvent event = running->readEvent();
        if (event.kind == lab::LabEvent::Kind::failed)
            giveUp(event.error);
        if (event.kind == lab::LabEvent::Kind::ended)
            giveUp({ model::ErrorCode::gone, "it ended", before });
        isReady = event.kind == lab::LabEvent::Kind::ready;
        if (before == "processes")
            times.processesMs = since(begin);
        if (before == floating)
            times.floatingMs = since(begin);
        before = event.text;
    }
    times.readyMs = since(begin);
    const auto ending = Clock::now();
    running->end();
    times.downMs = since(ending);
    if (times.processesMs == 0 || times.floatingMs == 0)
        giveUp({ model::ErrorCode::internal, "a phase that is measured was not told", before });
    return times;
}

double median(const std::vector<Times> &all, double Times::*member)
{
    std::vector<double> values;
    for (const Times &times : all)
        values.push_back(times.*member);
    return tests::percentile(values, 0.5);
}

double masterDownMs(bool hasFastTimers)
{
    const lab::Timers timers = hasFastTimers ? lab::fastTimers : lab::defaultTimers;
    const lab::Definition guide = lab::loadLab(lab::defaultLab).value();
    const auto router =
        std::find_if(guide.routers.begin(), guide.routers.end(),
                     [](const lab::RouterDefinition &candidate) { return candidate.isRedundant(); });
    return static_cast<double>(timers.masterDownMs(router->priority));
}

/// Medians. The floating address waits for the master-down interval and for everything before it.
void printMeasured(const std::string &who, bool hasFastTimers, bool hasRatios)
{
    std::vector<Times> all;
    for (int round = 0; round < rounds; ++round)
        all.push_back(measure(hasFastTimers));
    const std::string name = who + (hasFastTimers ? "_fast" : "_default");
    const double processes = median(all, &Times::processesMs);
    const double floating = median(all, &Times::floatingMs);
    const double down = median(all, &Times::downMs);
    const double masterDown = masterDownMs(hasFastTimers);
    std::printf("  \"%s_processes_ms\": %.0f,\n  \"%s_floating_ms\": %.0f,\n  \"%s_ready_ms\": %.0f,\n"
                "  \"%s_down_ms\": %.0f,\n",
                name.c_str(), processes, name.c_str(), floating, name.c_str(), median(all, &Times::readyMs),
                name.c_str(), down);
    std::printf("  \"%s_floating_after_master_down_ms\": %.0f,\n", name.c_str(), floating - masterDown);
    if (!hasRatios)
        return;
    std::printf("  \"ratio_%s_floating_to_master_down\": %.3f,\n  \"ratio_%s_down_to_processes\": %.3f,\n",
                name.c_str(), floating / masterDown, name.c_str(), down / processes);
}

/// This very program, where the ordinary account can read it.
std::filesystem::path readableCopy()
{
    std::string folder = (std::filesystem::temp_directory_path() / "keepview-bench-XXXXXX").string();
    if (!::mkdtemp(folder.data()) || ::chmod(folder.c_str(), 0755) != 0)
        giveUp({ model::ErrorCode::internal, "no temporary folder", folder });
    const std::filesystem::path copy = std::filesystem::path(folder) / "bench_lab";
    std::filesystem::copy_file("/proc/self/exe", copy);
    std::filesystem::permissions(copy, std::filesystem::perms(0755));
    return copy;
}

int measureAsOrdinary()
{
    const std::filesystem::path copy = readableCopy();
    std::fflush(stdout);
    const int status = std::system((KEEPVIEW_ASUSER " " + copy.string() + " --ordinary").c_str());
    std::filesystem::remove_all(copy.parent_path());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

void measureHere(const std::string &who, bool hasRatios)
{
    for (const bool hasFastTimers : { false, true })
        printMeasured(who, hasFastTimers, hasRatios);
}

} // namespace

// Only the ordinary user's part has ratios: it is there whoever runs this.
int main(int argc, char **argv)
{
    if (argc > 1 && argv[1] == std::string_view("--ordinary")) {
        measureHere("user", true);
        return 0;
    }
    std::printf("{\n");
    if (::geteuid() == 0) {
        measureHere("root", false);
        if (const int failed = measureAsOrdinary(); failed != 0)
            return failed;
    } else {
        measureHere("user", true);
    }
    std::printf("  \"default_master_down_ms\": %.0f,\n  \"fast_master_down_ms\": %.0f\n}\n",
                masterDownMs(false), masterDownMs(true));
    return 0;
}
