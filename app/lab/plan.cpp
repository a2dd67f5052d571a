// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/plan.h"

namespace kv::lab {

namespace {

struct Words {
    std::string operator()(const MakeHost &a) const { return a.host + ": make the host"; }
    std::string operator()(const MakeNetns &a) const { return a.place.host + ": netns add " + a.place.netns; }
    std::string operator()(const ChangeLink &a) const
    {
        return a.place.key() + ": " + netlink::describe(a.change);
    }
    std::string operator()(const WriteFile &a) const { return a.host + ": write " + a.path; }
    std::string operator()(const SetSysctl &a) const
    {
        return a.place.key() + ": sysctl " + a.key + "=" + a.value;
    }
    std::string operator()(const LoadRules &a) const
    {
        return a.place.key() + ": load rules with " + programOf(a.loader);
    }
    std::string operator()(const StartProcess &a) const
    {
        return a.place.key() + ": start " + a.program.name;
    }
    std::string operator()(const StartStandIn &a) const
    {
        return a.place.key() + ": start a stand-in for " + a.standIn.name;
    }
    std::string operator()(const AwaitAddress &a) const
    {
        return a.place.key() + ": wait for " + a.address.toString();
    }
    std::string operator()(const AwaitEcho &a) const
    {
        return a.place.key() + ": wait for an answer of " + a.target.toString();
    }
};

} // namespace

const char *programOf(LoadRules::Loader loader)
{
    switch (loader) {
    case LoadRules::Loader::nft:
        break;
    case LoadRules::Loader::iptables:
        return "iptables-restore";
    case LoadRules::Loader::ip6tables:
        return "ip6tables-restore";
    }
    return "nft";
}

std::string describe(const Action &action)
{
    return std::visit(Words(), action);
}

} // namespace kv::lab
