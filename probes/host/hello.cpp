// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/hello.h"

#include "probes/host/loop.h"
#include "probes/host/options.h"
#include "probes/host/privileges.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/wire/message.h"

#include <ctime>
#include <fstream>
#include <sys/utsname.h>

namespace kv::host {

namespace {

std::int64_t realTimeNow()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

std::vector<std::string> capabilities(const netlink::KernelWatch &kernel, const Privileges &privileges,
                                      bool mayAct)
{
    std::vector<std::string> words{ "processes" };
    const auto add = [&words](bool can, const char *word) {
        if (can)
            words.emplace_back(word);
    };
    add(kernel.canEnter(), "namespaces");
    add(kernel.hearsAllNsids(), "all-nsid");
    add(kernel.writesNsids(), "nsid");
    add(privileges.netRaw, "vrrp");
    add(privileges.netRaw, "echo");
    add(mayAct, "link.set");
    return words;
}

} // namespace

std::string_view programVersion()
{
    return KEEPVIEW_VERSION;
}

model::Hello makeHello(const Options &options, const netlink::KernelWatch &kernel)
{
    const Privileges privileges = ownPrivileges();
    model::Hello hello;
    hello.protocol = wire::protocolVersion;
    hello.version = programVersion();
    if (utsname names{}; ::uname(&names) == 0) {
        hello.hostName = names.nodename;
        hello.kernelRelease = names.release;
    }
    hello.bootId = bootId();
    hello.homeNetns = kernel.home().cookie();
    hello.bootTimeUs = bootTimeNow();
    hello.realTimeUs = realTimeNow();
    hello.actionsAllowed = options.allowsActions && privileges.netAdmin;
    hello.capabilities = capabilities(kernel, privileges, hello.actionsAllowed);
    return hello;
}

} // namespace kv::host
