// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkchange.h"

namespace kv::netlink {

namespace {

std::string text(const LinkRef &link)
{
    return link.name.empty() ? "if" + std::to_string(link.ifindex) : link.name;
}

struct Words {
    std::string operator()(const AddBridge &c) const { return "link add " + c.name + " type bridge"; }
    std::string operator()(const AddVeth &c) const
    {
        const std::string in = c.there.netns.empty() ? "" : " netns " + c.there.netns;
        return "link add " + c.here.name + " type veth peer " + c.there.name + in;
    }
    std::string operator()(const AddVxlan &c) const
    {
        return "link add " + c.name + " type vxlan id " + std::to_string(c.vni) + " dev " + text(c.underlay)
            + " dstport " + std::to_string(c.port) + (c.group.isSet() ? " group " + c.group.toString() : "");
    }
    std::string operator()(const AddMacvlan &c) const
    {
        return "link add " + c.name + " link " + text(c.underlay) + " type macvlan mode private";
    }
    std::string operator()(const DeleteLink &c) const { return "link delete " + text(c.link); }
    std::string operator()(const SetUp &c) const
    {
        return "link set " + text(c.link) + (c.up ? " up" : " down");
    }
    std::string operator()(const SetMaster &c) const
    {
        const bool release = c.master.name.empty() && c.master.ifindex == 0;
        return "link set " + text(c.link) + (release ? " nomaster" : " master " + text(c.master));
    }
    std::string operator()(const SetAddrGenMode &c) const
    {
        return "link set " + text(c.link) + " addrgenmode "
            + (c.mode == AddrGenMode::none ? "none" : "eui64");
    }
    std::string operator()(const AddAddress &c) const
    {
        return "addr add " + c.address.toString() + " dev " + text(c.link) + (c.noDad ? " nodad" : "");
    }
    std::string operator()(const RemoveAddress &c) const
    {
        return "addr del " + c.address.toString() + " dev " + text(c.link);
    }
    std::string operator()(const AddRoute &c) const
    {
        const bool linked = !c.link.name.empty() || c.link.ifindex != 0;
        return "route add " + (c.destination.length == 0 ? std::string("default") : c.destination.toString())
            + (c.via.isSet() ? " via " + c.via.toString() : "") + (linked ? " dev " + text(c.link) : "");
    }
};

} // namespace

std::string describe(const LinkChange &change)
{
    return std::visit(Words(), change);
}

} // namespace kv::netlink
