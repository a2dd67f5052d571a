// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <string>

namespace kv::tests {

/// Collects the facts of one made-up host.
class LabHost {
public:
    LabHost(std::string name, state::HostKind kind, model::NetnsCookie home);

    model::NetnsCookie space(const std::string &name); ///< a named namespace
    model::LinkKey link(model::NetnsCookie netns, const std::string &name, model::LinkKind kind,
                        const state::InterfaceUse &use);
    void address(model::LinkKey link, const std::string &prefix);
    void enslave(model::LinkKey port, model::LinkKey bridge);
    void join(model::LinkKey a, model::LinkKey b); ///< two ends of a veth
    void setVxlan(model::LinkKey link, std::uint32_t vni, model::LinkKey underlay);
    void ride(model::LinkKey macvlan, model::LinkKey parent);
    void setDown(model::LinkKey link);
    void dropAddresses(model::LinkKey link);
    void config(const model::VrrpInstanceConfig &config);
    void allowActions(bool allowed);

    model::NetnsCookie home() const { return m_home; }
    state::Host done() const;

private:
    state::Host m_host;
    model::HostView m_view;
    model::NetnsCookie m_home;
    model::NetnsCookie m_nextSpace;
    std::int32_t m_nextIndex = 1;

    model::Link &at(model::LinkKey key) { return m_view.links.at(key).value; }
};

} // namespace kv::tests
