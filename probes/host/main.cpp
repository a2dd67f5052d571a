// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/hello.h"
#include "probes/host/loop.h"
#include "probes/host/options.h"
#include "probes/host/probe.h"
#include "probes/host/undowatchdog.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/netlink/ownedfd.h"

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <string>

namespace {

using namespace kv;

constexpr int exitUsage = 2;
constexpr int exitCannotRun = 1;

// A later open must never become descriptor 0, 1 or 2.
void occupyStandardDescriptors()
{
    int fd = -1;
    do {
        fd = ::open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        ::close(fd);
}

// With --no-nsid each namespace costs a socket.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// The kernel's link and address events carry no time: theirs is when they are read, so reading must not wait
// behind what keeps the host busy. Refused without CAP_SYS_NICE, which costs accuracy under load and nothing
// else.
void askForEarlyTurns()
{
    constexpr int niceness = -10;
    ::setpriority(PRIO_PROCESS, 0, niceness);
}

// A program that ends at once takes its memory in one piece and in huge pages: a tenth of the time of a
// snapshot of a large host was page faults. Where there are none it is like any other memory.
void takeMemoryAtOnce()
{
    constexpr int pieceBytes = 32 * 1024 * 1024; // untouched, it costs nothing
    constexpr std::uintptr_t hugePageBytes = 2 * 1024 * 1024;
    ::mallopt(M_MMAP_THRESHOLD, pieceBytes); // large vectors come from the piece too
    ::mallopt(M_TRIM_THRESHOLD, pieceBytes);
    ::mallopt(M_TOP_PAD, pieceBytes);
    const auto before = reinterpret_cast<std::uintptr_t>(::sbrk(0));
    void *volatile block =
        std::malloc(pieceBytes / 64); // more than the first heap has: it grows by the piece
    std::free(block);
    const auto after = reinterpret_cast<std::uintptr_t>(::sbrk(0));
    const std::uintptr_t start = (before + hugePageBytes - 1) / hugePageBytes * hugePageBytes;
    if (start < after)
        ::madvise(reinterpret_cast<void *>(start), after - start, MADV_HUGEPAGE);
}

netlink::OwnedFd blockSignals()
{
    ::signal(SIGPIPE, SIG_IGN);
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : { SIGINT, SIGTERM, SIGHUP })
        sigaddset(&signals, number);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    return netlink::OwnedFd(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

int run(const host::Options &options)
{
    raiseDescriptorLimit();
    askForEarlyTurns();
    if (options.mode == host::Options::Mode::once)
        takeMemoryAtOnce();
    const netlink::OwnedFd signals = blockSignals();
    netlink::KernelWatch::Options kernelOptions;
    kernelOptions.writesNsids = options.writesNsids;
    auto kernel = netlink::KernelWatch::open(kernelOptions);
    if (!kernel) {
        std::fprintf(stderr, "keepview-probe: %s: %s\n", kernel.error().context.c_str(),
                     kernel.error().text.c_str());
        return exitCannotRun;
    }
    host::Loop loop;
    host::Probe probe(loop, options, std::move(kernel).value());
    loop.watch(signals.get(), EPOLLIN, [&](std::uint32_t) {
        signalfd_siginfo info{};
        while (::read(signals.get(), &info, sizeof info) > 0) { }
        probe.interrupt();
    });
    probe.start();
    const int code = loop.run();
    // All is written and nothing was changed: taking tens of thousands of values apart one by one helps
    // nobody.
    if (options.mode == host::Options::Mode::once)
        ::_exit(code);
    loop.unwatch(signals.get());
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && argv[1] == host::undoWatchdogArgument)
        return host::runUndoWatchdog(argc, argv);
    occupyStandardDescriptors();
    const auto options = host::parseOptions({ argv + 1, argv + argc });
    if (!options) {
        std::fprintf(stderr, "keepview-probe: %s\n%s", options.error().text.c_str(),
                     std::string(host::usageText()).c_str());
        return exitUsage;
    }
    switch (options->mode) {
    case host::Options::Mode::showVersion:
        std::printf("keepview-probe %s\n", std::string(host::programVersion()).c_str());
        return 0;
    case host::Options::Mode::showHelp:
        std::printf("%s", std::string(host::usageText()).c_str());
        return 0;
    default:
        return run(*options);
    }
}
