// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kv::tests {

/// What iproute2 prints inside one network node: nothing of it went through Keepview's probe or engine.
struct NodeTruth {
    bool isOverlayUp = false;
    bool hasAddresses = false; ///< the VIP on ha- and an IPv4 address on qg-
    bool operator==(const NodeTruth &) const = default;
};

using SiteTruth = std::map<std::string, NodeTruth>; ///< by host

/// Reads the truth about one HA router of a lab's nodes, whose overlay interface is overlay0.
class KernelWitness {
public:
    KernelWitness(QString lab, QString routerId, QStringList nodes);

    /// nullopt when a node cannot be asked.
    std::optional<SiteTruth> read() const;

private:
    QString m_lab;
    QString m_routerId;
    QStringList m_nodes;
};

/// The hosts that hold the addresses where their heartbeats can be heard.
std::vector<std::string> servingHosts(const SiteTruth &truth);

/// What the router should be called when it stands still like this; one line each that says otherwise.
std::vector<std::string> wrongVerdicts(const state::Router &router, const SiteTruth &truth);

} // namespace kv::tests
