// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/kernelneeds.h"

namespace kv::lab {

namespace {

struct NeedOfLink {
    KernelNeed operator()(const netlink::AddVeth &) const { return { "veth pairs", "veth" }; }
    KernelNeed operator()(const netlink::AddBridge &) const { return { "bridges", "bridge" }; }
    KernelNeed operator()(const netlink::AddVxlan &) const { return { "VXLAN", "vxlan" }; }
    KernelNeed operator()(const netlink::AddMacvlan &) const { return { "macvlan", "macvlan" }; }
    template <class Other> KernelNeed operator()(const Other &) const { return {}; }
};

struct Need {
    KernelNeed operator()(const ChangeLink &a) const { return std::visit(NeedOfLink(), a.change); }
    KernelNeed operator()(const LoadRules &a) const
    {
        switch (a.loader) {
        case LoadRules::Loader::nft:
            break;
        case LoadRules::Loader::iptables:
            return { "physdev matches of iptables", "xt_physdev" };
        case LoadRules::Loader::ip6tables:
            return { "physdev matches of ip6tables", "xt_physdev" };
        }
        return { "rules of this kind", "nf_tables" };
    }
    KernelNeed operator()(const SetSysctl &a) const
    {
        const bool isOfBridge = a.key.rfind("net/bridge/", 0) == 0;
        return isOfBridge ? KernelNeed{ "netfilter on bridges", "br_netfilter" } : KernelNeed();
    }
    template <class Other> KernelNeed operator()(const Other &) const { return {}; }
};

} // namespace

KernelNeed kernelNeed(const Action &action)
{
    return std::visit(Need(), action);
}

model::Error lackOf(const Action &action, const model::Error &refusal)
{
    const KernelNeed need = kernelNeed(action);
    if (need.what.empty()) {
        return { refusal.code, refusal.text, describe(action) + " (" + refusal.context + ")" };
    }
    return { refusal.code,
             "this kernel has no " + need.what + ", which this lab cannot be without: modprobe "
                 + need.module,
             describe(action) + " (" + refusal.text + ")" };
}

} // namespace kv::lab
