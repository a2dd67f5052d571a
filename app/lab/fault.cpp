// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/fault.h"

#include "app/lab/faultmaker.h"

#include <algorithm>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

using Concerns = FaultKind::Concerns;

struct Known {
    FaultKind kind;
    Result<Fault> (FaultMaker::*make)();
};

const std::vector<Known> &known()
{
    static const std::vector<Known> all{
        { { "overlay-down", "the overlay interface is down", Concerns::router }, &FaultMaker::overlayDown },
        { { "provider-down", "the provider uplink is down", Concerns::router }, &FaultMaker::providerDown },
        { { "ha-cut", "the HA network is cut off: both become active", Concerns::router },
          &FaultMaker::haCut },
        { { "silent-drop", "everything on the overlay is dropped, both ways", Concerns::router },
          &FaultMaker::silentDrop },
        { { "silent-drop-in", "what comes in by the overlay is dropped", Concerns::router },
          &FaultMaker::silentDropIn },
        { { "silent-drop-out", "what leaves by the overlay is dropped", Concerns::router },
          &FaultMaker::silentDropOut },
        { { "loss", "a part of what passes the overlay is lost (--percent)", Concerns::router },
          &FaultMaker::loss },
        { { "delay", "what leaves by the overlay is late (--ms)", Concerns::router }, &FaultMaker::delay },
        { { "keepalived-term", "keepalived is told to end", Concerns::router }, &FaultMaker::keepalivedTerm },
        { { "keepalived-kill-parent", "keepalived's first process is killed", Concerns::router },
          &FaultMaker::keepalivedKillParent },
        { { "keepalived-kill", "keepalived is killed with its children", Concerns::router },
          &FaultMaker::keepalivedKill },
        { { "keepalived-stop", "keepalived is stopped (SIGSTOP)", Concerns::router },
          &FaultMaker::keepalivedStop },
        { { "l3-agent-kill", "the L3 agent is killed: nothing may fail over", Concerns::host },
          &FaultMaker::l3AgentKill },
        { { "host-off", "the host loses power", Concerns::host }, &FaultMaker::hostOff },
        { { "gateway-dead", "the routers' gateway outside is cut off", Concerns::host },
          &FaultMaker::gatewayDead },
        { { "wrong-vrid", "another VRID on this host", Concerns::router }, &FaultMaker::wrongVrid },
        { { "wrong-auth", "another password on this host (VRRPv2)", Concerns::router },
          &FaultMaker::wrongAuth },
        { { "wrong-interval", "another advertisement interval on this host", Concerns::router },
          &FaultMaker::wrongInterval },
        { { "priority", "a higher priority on this host", Concerns::router }, &FaultMaker::priority },
        { { "address-removed", "a virtual address is removed by hand", Concerns::router },
          &FaultMaker::addressRemoved },
        { { "address-added", "a virtual address is added by hand", Concerns::router },
          &FaultMaker::addressAdded },
        { { "duplicate-address", "another host has the router's address outside", Concerns::router },
          &FaultMaker::duplicateAddress },
    };
    return all;
}

std::string nameOf(const Action &process)
{
    if (const auto *program = std::get_if<StartProcess>(&process)) {
        return program->place.key() + ": " + program->program.name;
    }
    const auto *standIn = std::get_if<StartStandIn>(&process);
    return standIn ? standIn->place.key() + ": " + standIn->standIn.name : std::string();
}

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

} // namespace

const std::vector<FaultKind> &faultKinds()
{
    static const std::vector<FaultKind> kinds = [] {
        std::vector<FaultKind> made;
        for (const Known &one : known()) {
            made.push_back(one.kind);
        }
        return made;
    }();
    return kinds;
}

Result<Fault> makeFault(const Blueprint &lab, const FaultRequest &request)
{
    for (const Known &one : known()) {
        if (request.kind != one.kind.name) {
            continue;
        }
        Result<FaultMaker> maker =
            FaultMaker::open(lab, request, one.kind.concerns == FaultKind::Concerns::router);
        if (!maker) {
            return maker.error();
        }
        Result<Fault> made = ((*maker).*one.make)();
        if (made) {
            made->kind = request.kind;
            made->host = request.host;
            made->router = maker->routerName();
        }
        return made;
    }
    return Error{ ErrorCode::notFound, "there is no such fault", request.kind };
}

std::vector<FaultAction> trialOf(const Fault &fault)
{
    const Place fabric{ fabricHost, {} };
    const std::string nic = fault.subject.substr(0, fault.subject.find(' '));
    std::vector<FaultAction> trial;
    for (const std::vector<FaultAction> *part : { &fault.begin, &fault.undo }) {
        for (const FaultAction &action : *part) {
            const auto *plan = std::get_if<Action>(&action);
            const auto *rules = plan ? std::get_if<LoadRules>(plan) : nullptr;
            const auto *tool = std::get_if<RunTool>(&action);
            if (rules) {
                trial.emplace_back(Action(LoadRules{ fabric, replaced(rules->text, nic, "lo") }));
            } else if (tool) {
                RunTool elsewhere{ fabric, tool->argv, tool->module };
                std::replace(elsewhere.argv.begin(), elsewhere.argv.end(), nic, std::string("lo"));
                trial.emplace_back(std::move(elsewhere));
            }
        }
    }
    return trial;
}

std::string describe(const FaultAction &action)
{
    struct Words {
        std::string operator()(const Action &a) const { return describe(a); }
        std::string operator()(const SignalProcess &a) const
        {
            return nameOf(a.process) + (a.whom == SignalProcess::Whom::family ? " and its children" : "")
                + ": signal " + std::to_string(a.signal);
        }
        std::string operator()(const Reload &a) const { return nameOf(a.process) + ": reload"; }
        std::string operator()(const TakeDown &a) const
        {
            return a.place.key() + ": link set " + a.link + " down";
        }
        std::string operator()(const BringUp &a) const
        {
            return a.place.key() + ": link set " + a.link + " up, and what that lost";
        }
        std::string operator()(const RunTool &a) const
        {
            std::string text = a.place.key() + ":";
            for (const std::string &word : a.argv) {
                text += " " + word;
            }
            return text;
        }
        std::string operator()(const PowerOff &a) const { return a.host + ": power off"; }
        std::string operator()(const PowerOn &a) const { return a.host + ": power on"; }
    };
    return std::visit(Words{}, action);
}

} // namespace kv::lab
