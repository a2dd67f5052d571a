// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/behindrouter.h"
#include "app/engine/engine.h"
#include "app/engine/verifierplan.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <memory>

using namespace kv;
using tests::GuideSite;

class TestVerifierPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void whatIsBehindARouter_data();
    void whatIsBehindARouter();
    void aRouterAndItsTargetsAreChosen_data();
    void aRouterAndItsTargetsAreChosen();
};

namespace {

model::IpAddress ip(const char *text)
{
    return model::IpAddress::parse(text).value();
}

QStringList words(const QString &text)
{
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// The guide with a second protected router beside its own, which has an address and NAT of its own.
state::Site siteOfTwo()
{
    GuideSite records;
    records.guide();
    records.advance(3 * GuideSite::second);
    engine::Engine engine;
    engine.ingest(records.take());
    state::Site site = *engine.currentSite();
    state::Router other = site.routers.front();
    other.id = "other-id";
    other.name = "other";
    other.addresses = { model::IpPrefix::parse("203.0.113.22/24").value() };
    for (state::Instance &instance : other.instances) {
        instance.routerId = other.id;
        instance.netns += 7'000'000;
    }
    for (state::Host &host : site.hosts) {
        auto view = std::make_shared<model::HostView>(*host.view);
        for (const state::Instance &instance : other.instances) {
            if (instance.host != host.name)
                continue;
            model::NatRule rule;
            rule.destination = model::IpPrefix::parse("203.0.113.18/32").value();
            rule.to = ip("198.51.101.11");
            view->nat[instance.netns] = { { instance.netns, true, false, { rule }, 0 }, 0 };
        }
        if (host.name == "gateway") {
            for (const char *prefix : { "198.18.77.0/24", "0.0.0.0/0" }) {
                model::Route route;
                route.key.netns = view->hello->value.homeNetns;
                route.key.destination = model::IpPrefix::parse(prefix).value();
                route.nextHops = { { ip("203.0.113.22"), 2, 1, false } };
                view->routes[route.key] = { route, 0 };
            }
        }
        host.view = view;
    }
    site.routers.push_back(other);
    return site;
}

} // namespace

void TestVerifierPlan::whatIsBehindARouter_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("first");
    QTest::addColumn<bool>("other");
    QTest::newRow("a floating IP that keepalived holds") << "203.0.113.17" << true << false;
    QTest::newRow("a floating IP that only the NAT knows") << "203.0.113.18" << false << true;
    QTest::newRow("an instance in an inside subnet") << "fd00:198:51:100::77" << true << false;
    QTest::newRow("the other's own address") << "203.0.113.22" << false << true;
    QTest::newRow("a neighbour in the outside subnet") << "203.0.113.1" << false << false;
    QTest::newRow("what a route leads to through it") << "198.18.77.5" << false << true;
    QTest::newRow("what only a default route leads to") << "8.8.8.8" << false << false;
}

void TestVerifierPlan::whatIsBehindARouter()
{
    QFETCH(QString, address);
    const state::Site site = siteOfTwo();
    const model::IpAddress target = ip(address.toUtf8().constData());
    QTEST(engine::isBehind(site, site.routers[0], target), "first");
    QTEST(engine::isBehind(site, site.routers[1], target), "other");
}

void TestVerifierPlan::aRouterAndItsTargetsAreChosen_data()
{
    QTest::addColumn<QString>("router");
    QTest::addColumn<QString>("targets");
    QTest::addColumn<QString>("proposed");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("pinged");
    QTest::addColumn<QString>("error");
    const QString id = QString::fromLatin1(GuideSite::routerId);
    QTest::newRow("two routers and nothing that tells: both are named") << ""
                                                                        << ""
                                                                        << ""
                                                                        << ""
                                                                        << ""
                                                                        << "b6206312, other";
    QTest::newRow("two with targets: both are named") << ""
                                                      << ""
                                                      << "203.0.113.17 203.0.113.18"
                                                      << ""
                                                      << ""
                                                      << "other";
    QTest::newRow("one with a proposed target is chosen") << ""
                                                          << ""
                                                          << "203.0.113.1 203.0.113.18"
                                                          << "other"
                                                          << "203.0.113.18"
                                                          << "";
    QTest::newRow("one with the wanted target is chosen") << ""
                                                          << "203.0.113.17"
                                                          << ""
                                                          << "b6206312"
                                                          << "203.0.113.17"
                                                          << "";
    QTest::newRow("what is proposed for another is not used") << id << ""
                                                              << "203.0.113.18 203.0.113.17"
                                                              << "b6206312"
                                                              << "203.0.113.17"
                                                              << "";
    QTest::newRow("nothing proposed is behind it: its own are found") << "other"
                                                                      << ""
                                                                      << "203.0.113.17"
                                                                      << "other"
                                                                      << "203.0.113.22"
                                                                      << "";
    QTest::newRow("a wanted target of another is refused") << id << "203.0.113.18"
                                                           << ""
                                                           << ""
                                                           << ""
                                                           << "203.0.113.18 is not behind b6206312";
}

void TestVerifierPlan::aRouterAndItsTargetsAreChosen()
{
    QFETCH(QString, router);
    QFETCH(QString, targets);
    QFETCH(QString, proposed);
    QFETCH(QString, chosen);
    QFETCH(QString, pinged);
    QFETCH(QString, error);
    engine::VerifierOptions options;
    options.routerId = router.toStdString();
    for (const QString &target : words(targets))
        options.targets.push_back(ip(target.toUtf8().constData()));
    for (const QString &target : words(proposed))
        options.proposed.push_back(ip(target.toUtf8().constData()));
    const auto plan = engine::planVerification(siteOfTwo(), options);
    QCOMPARE(plan.ok(), error.isEmpty());
    if (!plan) {
        const QString text = QString::fromStdString(plan.error().text);
        QVERIFY2(text.contains(error), qPrintable(text));
        return;
    }
    QCOMPARE(QString::fromStdString(plan->routerName), chosen);
    QStringList found;
    for (const auto &target : plan->targets)
        found.append(QString::fromStdString(target.address.toString()));
    QCOMPARE(found, words(pinged));
}

QTEST_GUILESS_MAIN(TestVerifierPlan)
#include "tst_verifierplan.moc"
