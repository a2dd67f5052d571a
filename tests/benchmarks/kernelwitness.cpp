// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/kernelwitness.h"

#include "app/engine/verdicts.h"
#include "app/lab/lab.h"

#include <QProcess>

#include <utility>

namespace kv::tests {

namespace {

constexpr int askLimitMs = 10'000;

state::Role expectedRole(const NodeTruth &node, bool isServed)
{
    if (node.hasAddresses)
        return node.isOverlayUp ? state::Role::active : state::Role::isolated;
    return node.isOverlayUp && isServed ? state::Role::standby : state::Role::fault;
}

state::Protection expectedProtection(const SiteTruth &truth)
{
    const std::size_t serving = servingHosts(truth).size();
    if (serving != 1)
        return serving == 0 ? state::Protection::down : state::Protection::split;
    for (const auto &[host, node] : truth) {
        if (node.isOverlayUp && !node.hasAddresses)
            return state::Protection::isProtected;
    }
    return state::Protection::unprotected;
}

} // namespace

KernelWitness::KernelWitness(QString lab, QString routerId, QStringList nodes)
    : m_lab(std::move(lab)), m_routerId(std::move(routerId)), m_nodes(std::move(nodes))
{
}

std::optional<SiteTruth> KernelWitness::read() const
{
    const QString script =
        QStringLiteral("ip -o link show overlay0; ip netns exec qrouter-%1 ip -o -4 address").arg(m_routerId);
    SiteTruth truth;
    for (const QString &node : m_nodes) {
        QProcess process;
        process.start(QString::fromStdString(lab::besideThisProgram("keepviewctl")),
                      { QStringLiteral("lab"), QStringLiteral("exec"), QStringLiteral("--name"), m_lab, node,
                        QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), script });
        if (!process.waitForFinished(askLimitMs) || process.exitCode() != 0)
            return std::nullopt;
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        NodeTruth &found = truth[node.toStdString()];
        bool hasVip = false;
        bool hasOutside = false;
        for (const QString &line : text.split(QLatin1Char('\n'))) {
            found.isOverlayUp |=
                line.contains(QStringLiteral(": overlay0")) && line.contains(QStringLiteral(",UP"));
            hasVip |= line.contains(QStringLiteral(" ha-")) && line.contains(QStringLiteral(" 169.254.0."));
            hasOutside |= line.contains(QStringLiteral(" qg-"));
        }
        found.hasAddresses = hasVip && hasOutside;
    }
    return truth;
}

std::vector<std::string> servingHosts(const SiteTruth &truth)
{
    std::vector<std::string> hosts;
    for (const auto &[host, node] : truth) {
        if (node.hasAddresses && node.isOverlayUp)
            hosts.push_back(host);
    }
    return hosts;
}

std::vector<std::string> wrongVerdicts(const state::Router &router, const SiteTruth &truth)
{
    std::vector<std::string> wrong;
    const auto serving = servingHosts(truth);
    const std::string servedBy = serving.size() == 1 ? serving.front() : std::string();
    if (router.servedBy != servedBy)
        wrong.push_back("served by \"" + router.servedBy + "\", but it is \"" + servedBy + '"');
    const state::Protection protection = expectedProtection(truth);
    if (router.protection != protection) {
        wrong.push_back(std::string(engine::protectionWord(router.protection)) + ", but it is "
                        + std::string(engine::protectionWord(protection)));
    }
    for (const state::Instance &instance : router.instances) {
        const auto node = truth.find(instance.host);
        if (node == truth.end()) {
            wrong.push_back(instance.host + " has no such router");
            continue;
        }
        const state::Role role = expectedRole(node->second, !servedBy.empty());
        if (instance.role != role || instance.stale) {
            wrong.push_back(instance.host + " " + std::string(engine::roleWord(instance.role))
                            + (instance.stale ? " (stale)" : "") + ", but it is "
                            + std::string(engine::roleWord(role)));
        }
    }
    if (router.instances.size() != truth.size())
        wrong.push_back(std::to_string(router.instances.size()) + " instances");
    return wrong;
}

} // namespace kv::tests
