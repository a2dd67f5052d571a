// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/labhost.h"

#include <utility>

namespace kv::tests {

LabHost::LabHost(std::string name, state::HostKind kind, model::NetnsCookie home)
    : m_home(home), m_nextSpace(home + 1)
{
    m_host.name = std::move(name);
    m_host.kind = kind;
    m_host.session.phase = model::SessionState::Phase::live;
    m_view.hasSnapshot = true;
    model::Hello hello;
    hello.hostName = m_host.name;
    hello.homeNetns = home;
    m_view.hello = model::Fact<model::Hello>{ hello, 1 };
    model::NetNamespace own;
    own.cookie = home;
    own.isHome = true;
    m_view.namespaces[home] = { own, 1 };
    link(home, "lo", model::LinkKind::loopback, {});
}

model::NetnsCookie LabHost::space(const std::string &name)
{
    model::NetNamespace made;
    made.cookie = m_nextSpace++;
    made.names = { name };
    m_view.namespaces[made.cookie] = { made, 1 };
    return made.cookie;
}

model::LinkKey LabHost::link(model::NetnsCookie netns, const std::string &name, model::LinkKind kind,
                             const state::InterfaceUse &use)
{
    model::Link made;
    made.key = { netns, m_nextIndex++ };
    made.name = name;
    made.kind = kind;
    made.adminUp = true;
    made.carrier = true;
    made.oper = model::OperState::up;
    m_view.links[made.key] = { made, 1 };
    if (use.kind != state::NetworkKind::none)
        m_host.uses[made.key] = use;
    return made.key;
}

void LabHost::address(model::LinkKey link, const std::string &prefix)
{
    model::InterfaceAddress made;
    made.link = link;
    made.prefix = model::IpPrefix::parse(prefix).value();
    m_view.addresses[{ link, made.prefix }] = { made, 1 };
}

void LabHost::enslave(model::LinkKey port, model::LinkKey bridge)
{
    at(port).masterIfindex = bridge.ifindex;
}

void LabHost::join(model::LinkKey a, model::LinkKey b)
{
    at(a).peer = model::VethPeer{ b.netns, b.ifindex };
    at(b).peer = model::VethPeer{ a.netns, a.ifindex };
}

void LabHost::setVxlan(model::LinkKey link, std::uint32_t vni, model::LinkKey underlay)
{
    model::VxlanInfo info;
    info.vni = vni;
    info.underlayIfindex = underlay.ifindex;
    info.port = 8472;
    at(link).vxlan = info;
}

void LabHost::ride(model::LinkKey macvlan, model::LinkKey parent)
{
    at(macvlan).parent = model::LinkParent{ parent.netns, parent.ifindex };
}

void LabHost::setDown(model::LinkKey link)
{
    at(link).adminUp = false;
    at(link).carrier = false;
    at(link).oper = model::OperState::down;
}

void LabHost::dropAddresses(model::LinkKey link)
{
    std::erase_if(m_view.addresses, [link](const auto &entry) { return entry.second.value.link == link; });
}

void LabHost::config(const model::VrrpInstanceConfig &config)
{
    m_view.vrrpConfigs[{ config.file, config.name }] = { config, 1 };
}

void LabHost::allowActions(bool allowed)
{
    m_view.hello->value.actionsAllowed = allowed;
}

state::Host LabHost::done() const
{
    state::Host host = m_host;
    host.view = std::make_shared<model::HostView>(m_view);
    return host;
}

} // namespace kv::tests
