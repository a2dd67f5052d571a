// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// 200 HA routers on one HA network at 2 s advertisements: what the probe costs, beside tcpdump that only
// hears the same frames; what it costs on a host without HA routers, and with 250 routers, 2,000 links, their
// routes and NAT. The senders are one real keepalived with 200 instances behind the HA network's bridge; each
// router namespace has Neutron's configuration file.
#include "tests/benchmarks/ground.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

using namespace kv::tests;

constexpr int routers = 200;
constexpr int routersOfLargeSite = 250;
constexpr int secondsMeasured = 20;

struct Usage {
    double cpuSeconds = 0;
    double wakeUps = 0;
    double rssMegabytes = 0;
};

/// utime + stime, voluntary context switches and RSS of one process.
Usage usageOf(pid_t pid)
{
    Usage result;
    const std::string base = "/proc/" + std::to_string(pid);
    std::ifstream stat(base + "/stat");
    std::string text;
    std::getline(stat, text);
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    for (int i = 3; i <= 15 && fields >> field; ++i) {
        if (i == 14 || i == 15)
            result.cpuSeconds += std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    std::ifstream status(base + "/status");
    while (status >> field) {
        if (field == "voluntary_ctxt_switches:")
            status >> result.wakeUps;
        if (field == "VmRSS:") {
            status >> result.rssMegabytes;
            result.rssMegabytes /= 1024;
        }
    }
    return result;
}

struct Child {
    pid_t pid = 0;
    int input = -1;
};

/// stdin is a pipe that stays open, stdout goes to /dev/null.
Child start(const std::vector<std::string> &command)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        std::exit(2);
    const pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[0], 0);
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        std::vector<char *> argv;
        for (const auto &word : command)
            argv.push_back(const_cast<char *>(word.c_str()));
        argv.push_back(nullptr);
        execvp(argv.front(), argv.data());
        _exit(127);
    }
    close(ends[0]);
    return { pid, ends[1] };
}

void finish(const Child &child)
{
    close(child.input);
    kill(child.pid, SIGTERM);
    waitpid(child.pid, nullptr, 0);
}

void pass(int seconds)
{
    timespec wait{ seconds, 0 };
    while (nanosleep(&wait, &wait) != 0) { }
}

/// a lease is kept alive only from a near end; none is needed while nothing is changed.
Usage measure(pid_t pid)
{
    const Usage before = usageOf(pid);
    pass(secondsMeasured);
    Usage after = usageOf(pid);
    after.cpuSeconds -= before.cpuSeconds;
    after.wakeUps -= before.wakeUps;
    return after;
}

std::string instance(int vrid, const std::string &interface, int priority)
{
    const std::string id = std::to_string(vrid);
    return "vrrp_instance VR_" + id + " {\n    state BACKUP\n    interface "
        + interface + "\n    virtual_router_id " + id + "\n    priority " + std::to_string(priority)
        + "\n    nopreempt\n    advert_int 2\n" + "    virtual_ipaddress {\n        169.254.0." + id
        + "/24 dev " + interface + "\n    }\n}\n";
}

void buildRouters()
{
    std::filesystem::create_directories("/run/netns");
    std::ofstream batch("/run/links");
    batch << "link add brqha type bridge\nlink set brqha up\nlink add tappeer type veth peer name ha-peer\n"
          << "link set tappeer master brqha\nlink set tappeer up\n";
    batch.close();
    must({ "ip", "-batch", "/run/links" });
    must({ "ip", "netns", "add", "peer" });
    must({ "ip", "link", "set", "ha-peer", "netns", "peer" });
    must({ "ip", "-n", "peer", "addr", "add", "169.254.192.250/18", "dev", "ha-peer" });
    must({ "ip", "-n", "peer", "link", "set", "ha-peer", "up" });
    for (int i = 1; i <= routers; ++i) {
        const std::string n = std::to_string(i), ns = "qrouter-" + n;
        must({ "ip", "netns", "add", ns });
        must({ "ip", "link", "add", "tap" + n, "type", "veth", "peer", "name", "ha-" + n, "netns", ns });
        must({ "ip", "link", "set", "tap" + n, "master", "brqha", "up" });
        must({ "ip", "-n", ns, "link", "set", "ha-" + n, "up" });
        const std::string folder = "/var/lib/neutron/ha_confs/" + n;
        std::filesystem::create_directories(folder);
        std::ofstream(folder + "/keepalived.conf") << instance(i, "ha-" + n, 50);
        std::ofstream(folder + "/state") << "backup";
    }
    std::ofstream peer("/run/peer.conf");
    for (int i = 1; i <= routers; ++i)
        peer << instance(i, "ha-peer", 60);
}

/// The site of the memory bound: 250 routers with two qr-, a qg-, addresses, routes and NAT each; over 2,000
/// links.
void growSite()
{
    for (int i = 1; i <= routersOfLargeSite; ++i) {
        const std::string n = std::to_string(i), ns = "qrouter-" + n;
        if (i > routers) {
            must({ "ip", "netns", "add", ns });
            must({ "ip", "link", "add", "tap" + n, "type", "veth", "peer", "name", "ha-" + n, "netns", ns });
            const std::string folder = "/var/lib/neutron/ha_confs/" + n;
            std::filesystem::create_directories(folder);
            std::ofstream(folder + "/keepalived.conf") << instance(i % 255 + 1, "ha-" + n, 50);
        }
        std::ofstream batch("/run/links");
        for (const std::string port : { "qr-a", "qr-b", "qg-c" }) {
            batch << "link add " << port << " type veth peer name " << port << "x\nlink set " << port
                  << " up\nlink set " << port << "x up\naddr add 10." << i % 250 << '.' << int{ port.back() }
                  << ".1/24 dev " << port << '\n';
        }
        batch << "route add default via 10." << i % 250 << '.' << int{ 'c' } << ".254\n";
        batch.close();
        must({ "ip", "-n", ns, "-batch", "/run/links" });
        std::ofstream("/run/nat") << "table ip nat {\nchain pre {\ntype nat hook prerouting priority -100\n"
                                     "ip daddr 203.0.113.17 dnat to 198.51.100.5\n}\n}\n";
        must({ "ip", "netns", "exec", ns, "nft", "-f", "/run/nat" });
    }
}

void print(const char *name, const Usage &usage)
{
    std::printf("  \"%s_cpu_percent\": %.2f,\n  \"%s_wakeups_per_s\": %.1f,\n  \"%s_rss_mb\": %.1f,\n", name,
                usage.cpuSeconds * 100 / secondsMeasured, name, usage.wakeUps / secondsMeasured, name,
                usage.rssMegabytes);
}

} // namespace

int main()
{
    takeOwnGround();
    const std::string probe = KEEPVIEW_BIN "/keepview-probe";
    const Child quiet = start({ probe });
    pass(2);
    const Usage alone = measure(quiet.pid);
    finish(quiet);

    buildRouters();
    const Child speaker = start({ "ip", "netns", "exec", "peer", "keepalived", "-n", "-P", "-f",
                                  "/run/peer.conf", "-p", "/run/peer.pid", "-r", "/run/peer-vrrp.pid" });
    pass(10); // 3 x 2 s + skew until all 200 are masters
    const Child busy = start({ probe });
    const Child tcpdump =
        start({ "tcpdump", "-i", "brqha", "-w", "/dev/null", "--immediate-mode", "ip proto 112" });
    pass(3);
    const Usage many = usageOf(busy.pid), heard = usageOf(tcpdump.pid);
    pass(secondsMeasured);
    Usage manyAfter = usageOf(busy.pid), heardAfter = usageOf(tcpdump.pid);
    manyAfter.cpuSeconds -= many.cpuSeconds;
    manyAfter.wakeUps -= many.wakeUps;
    heardAfter.cpuSeconds -= heard.cpuSeconds;
    heardAfter.wakeUps -= heard.wakeUps;
    for (const Child &child : { busy, tcpdump, speaker })
        finish(child);

    growSite();
    const Child large = start({ probe });
    pass(5);
    const Usage grown = measure(large.pid);
    finish(large);

    std::printf("{\n");
    print("without_routers", alone);
    print("with_200_routers", manyAfter);
    print("with_250_routers_2000_links", grown);
    print("tcpdump", heardAfter);
    std::printf("  \"ratio_wakeups_to_tcpdump\": %.3f\n}\n", manyAfter.wakeUps / heardAfter.wakeUps);
    return 0;
}
