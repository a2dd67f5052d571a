// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/fault.h"

#include <functional>

namespace kv::lab {

/// makeFault at work: one member function a fault.
class FaultMaker {
public:
    /// Finds the host and, when the fault concerns one, the router.
    static model::Result<FaultMaker> open(const Blueprint &lab, const FaultRequest &request,
                                          bool concernsRouter);

    /// "" when the fault does not concern one.
    std::string routerName() const { return m_router ? m_router->name : std::string(); }

    // faultmaker.cpp: what breaks on the wires and the hosts
    model::Result<Fault> overlayDown();
    model::Result<Fault> providerDown();
    model::Result<Fault> haCut();
    model::Result<Fault> silentDrop();
    model::Result<Fault> silentDropIn();
    model::Result<Fault> silentDropOut();
    model::Result<Fault> loss();
    model::Result<Fault> delay();
    model::Result<Fault> hostOff();
    model::Result<Fault> gatewayDead();
    // faultkeepalived.cpp: what breaks in a router's processes, configuration and addresses
    model::Result<Fault> keepalivedTerm();
    model::Result<Fault> keepalivedKillParent();
    model::Result<Fault> keepalivedKill();
    model::Result<Fault> keepalivedStop();
    model::Result<Fault> l3AgentKill();
    model::Result<Fault> wrongVrid();
    model::Result<Fault> wrongAuth();
    model::Result<Fault> wrongInterval();
    model::Result<Fault> priority();
    model::Result<Fault> addressRemoved();
    model::Result<Fault> addressAdded();
    model::Result<Fault> duplicateAddress();

private:
    FaultMaker(const Blueprint &lab, const FaultRequest &request);

    model::Result<Fault> down(const Place &place, const std::string &link) const;
    model::Result<Fault> drop(bool isIn, bool isOut, const std::string &what) const;
    model::Result<Fault> signalled(SignalProcess::Whom whom, int signal, bool startsAgain) const;
    model::Result<Fault> reconfigured(const std::string &key, const std::string &line) const;
    const NetworkDefinition *networkOfGateway() const;
    const RouterPort *gatewayPort() const;
    std::string stationOutside(const model::IpAddress &neighbour) const;
    std::string overlayNic() const; ///< of the HA network on this host
    Place routerPlace() const;
    /// The plan's action of this kind that `isIt`; nullptr when there is none.
    template <class T> const Action *find(const std::function<bool(const T &)> &isIt) const
    {
        for (const Step &step : m_lab.plan.steps) {
            const T *action = std::get_if<T>(&step.action);
            if (action && isIt(*action)) {
                return &step.action;
            }
        }
        return nullptr;
    }
    const Action *keepalived() const;

    const Blueprint &m_lab;
    const FaultRequest &m_request;
    const HostDefinition *m_host = nullptr;
    const RouterDefinition *m_router = nullptr;
    const NetworkDefinition *m_haNetwork = nullptr;
};

} // namespace kv::lab
