// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A first scan of 200 namespaces x 5 veth, links and addresses: ours beside a bare netlink loop, `ip -all
// netns exec` and plotnetcfg; and a full snapshot of the program, with its JSON. All in one run, interleaved,
// medians.
#include "probes/netlink/kernelwatch.h"
#include "tests/benchmarks/ground.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace {

using namespace kv::tests;

constexpr int namespaces = 200;
constexpr int vethsEach = 5;
constexpr int rounds = 9;
constexpr int slowRounds = 3;

double nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double timed(const std::function<void()> &work)
{
    const double start = nowMs();
    work();
    return nowMs() - start;
}

void build()
{
    for (int n = 0; n < namespaces; ++n)
        must({ "ip", "netns", "add", "qrouter-" + std::to_string(n) });
    std::ofstream home("/run/home.batch");
    for (int n = 0; n < namespaces; ++n) {
        const std::string netns = "qrouter-" + std::to_string(n);
        std::ofstream inside("/run/inside.batch");
        inside << "link set lo up\n";
        for (int v = 0; v < vethsEach; ++v) {
            const std::string suffix = std::to_string(n) + "-" + std::to_string(v);
            home << "link add tap" << suffix << " type veth peer name qr-" << suffix << " netns " << netns
                 << "\n"
                 << "link set tap" << suffix << " up\n";
            inside << "link set qr-" << suffix << " up\naddr add 10." << n << "." << v << ".1/24 dev qr-"
                   << suffix << "\n";
        }
        inside.close();
        std::ofstream("/run/inside-" + std::to_string(n)) << std::ifstream("/run/inside.batch").rdbuf();
    }
    home.close();
    must({ "ip", "-batch", "/run/home.batch" });
    for (int n = 0; n < namespaces; ++n)
        must({ "ip", "-n", "qrouter-" + std::to_string(n), "-batch", "/run/inside-" + std::to_string(n) });
}

/// One dump on an open socket; the number of objects, their bytes only walked over.
int rawDump(int fd, std::uint16_t type, std::size_t headerBytes, std::vector<char> &buffer)
{
    struct {
        nlmsghdr header;
        char body[32];
    } request{};
    request.header.nlmsg_len = static_cast<std::uint32_t>(NLMSG_LENGTH(headerBytes));
    request.header.nlmsg_type = type;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    if (type == RTM_GETLINK) {
        const std::uint32_t mask = RTEXT_FILTER_SKIP_STATS;
        auto *attribute = reinterpret_cast<rtattr *>(reinterpret_cast<char *>(&request)
                                                     + NLMSG_ALIGN(request.header.nlmsg_len));
        attribute->rta_type = IFLA_EXT_MASK;
        attribute->rta_len = RTA_LENGTH(sizeof mask);
        __builtin_memcpy(RTA_DATA(attribute), &mask, sizeof mask);
        request.header.nlmsg_len += static_cast<std::uint32_t>(RTA_SPACE(sizeof mask));
    }
    if (send(fd, &request, request.header.nlmsg_len, 0) < 0)
        return 0;
    int objects = 0;
    for (;;) {
        const ssize_t got = recv(fd, buffer.data(), buffer.size(), 0);
        if (got <= 0)
            return objects;
        auto left = static_cast<std::uint32_t>(got);
        for (auto *message = reinterpret_cast<nlmsghdr *>(buffer.data()); NLMSG_OK(message, left);
             message = NLMSG_NEXT(message, left)) {
            if (message->nlmsg_type == NLMSG_DONE || message->nlmsg_type == NLMSG_ERROR)
                return objects;
            ++objects;
        }
    }
}

int rawDumps(std::vector<char> &buffer)
{
    const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    const int objects = rawDump(fd, RTM_GETLINK, sizeof(ifinfomsg), buffer)
        + rawDump(fd, RTM_GETADDR, sizeof(ifaddrmsg), buffer);
    close(fd);
    return objects;
}

/// The loop to compare with: setns and a new socket for each namespace.
int rawScan()
{
    std::vector<char> buffer(64 * 1024);
    const int home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    int objects = rawDumps(buffer);
    DIR *directory = opendir("/run/netns");
    while (const dirent *entry = readdir(directory)) {
        if (entry->d_name[0] == '.')
            continue;
        const int fd = openat(dirfd(directory), entry->d_name, O_RDONLY | O_CLOEXEC);
        if (setns(fd, CLONE_NEWNET) == 0)
            objects += rawDumps(buffer);
        close(fd);
    }
    closedir(directory);
    if (setns(home, CLONE_NEWNET) != 0)
        std::exit(2);
    close(home);
    return objects;
}

struct OurScan {
    std::unique_ptr<kv::netlink::KernelWatch> kernel;
    kv::netlink::KernelWatch::Round round;
};

/// Opening included; what was read is kept by the caller, whose dropping it is not part of the scan.
void ourScan(bool writesNsids, OurScan &into)
{
    kv::netlink::KernelWatch::Options options;
    options.writesNsids = writesNsids;
    auto kernel = kv::netlink::KernelWatch::open(options);
    if (!kernel)
        return;
    into.kernel = std::move(kernel).value();
    into.round = into.kernel->scan();
}

double timedScan(bool writesNsids)
{
    OurScan scan;
    return timed([&] { ourScan(writesNsids, scan); });
}

int objectsOf(const OurScan &scan)
{
    if (!scan.kernel || !scan.round.isWhole)
        return 0;
    int objects = 0;
    scan.kernel->tellAll([&objects](const kv::model::ObservationBody &body) {
        if (std::holds_alternative<kv::model::Link>(body)
            || std::holds_alternative<kv::model::InterfaceAddress>(body))
            ++objects;
    });
    return objects;
}

/// False when it fails.
bool quietly(const std::string &command)
{
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

int main()
{
    takeOwnGround();
    build();
    const int rawObjects = rawScan();
    OurScan first;
    ourScan(true, first);
    const int ourObjects = objectsOf(first);
    if (rawObjects == 0 || ourObjects != rawObjects) {
        std::fprintf(stderr, "the scans disagree: raw %d, ours %d\n", rawObjects, ourObjects);
        return 1;
    }
    // It leaves for init's network namespace first, which a PID namespace of its own makes ours.
    std::string plotnetcfg = "plotnetcfg -f json";
    if (!quietly(plotnetcfg))
        plotnetcfg = "unshare -pf --mount-proc plotnetcfg -f json";
    const bool hasPlotnetcfg = quietly(plotnetcfg);
    std::vector<double> raw, ours, withoutNsid, snapshot, ip, plot;
    for (int round = 0; round < rounds; ++round) {
        raw.push_back(timed([] { rawScan(); }));
        ours.push_back(timedScan(true));
        withoutNsid.push_back(timedScan(false));
        snapshot.push_back(timed([] { quietly(KEEPVIEW_BIN "/keepview-probe --once"); }));
        if (hasPlotnetcfg)
            plot.push_back(timed([&] { quietly(plotnetcfg); }));
        if (round < slowRounds)
            ip.push_back(timed([] { quietly("ip -all netns exec ip -j addr"); }));
    }
    const auto median = [](const std::vector<double> &values) { return percentile(values, 0.5); };
    std::printf(
        "{\n  \"objects\": %d,\n  \"raw_ms\": %.2f,\n  \"scan_ms\": %.2f,\n  \"scan_no_nsid_ms\": %.2f,\n"
        "  \"snapshot_ms\": %.2f,\n  \"ip_ms\": %.1f,\n",
        ourObjects, median(raw), median(ours), median(withoutNsid), median(snapshot), median(ip));
    if (hasPlotnetcfg) {
        std::printf(
            "  \"plotnetcfg_ms\": %.1f,\n  \"ratio_scan_to_plotnetcfg\": %.4f,\n  \"ratio_snapshot_to_plotnetcfg\": %.4f,\n",
            median(plot), median(ours) / median(plot), median(snapshot) / median(plot));
    }
    std::printf(
        "  \"ratio_scan_to_raw\": %.3f,\n  \"ratio_scan_to_ip\": %.4f,\n  \"ratio_snapshot_to_ip\": %.4f\n}\n",
        median(ours) / median(raw), median(ours) / median(ip), median(snapshot) / median(ip));
    return 0;
}
