// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long Neutron's check of the gateway keeps a keepalived in FAULT, after its way out is back, too.
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace kv;
using state::Protection;
using state::Role;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;
const std::string standby = "network2";

/// The guide's site with Neutron's check on the standby: each 5 s, 2 failures, 2 successes.
class Checked {
public:
    Checked()
    {
        records.guide();
        after(3 * second);
        model::VrrpInstanceConfig config = view().vrrpConfigs.begin()->second.value;
        model::TrackedItem check;
        check.kind = model::TrackedKind::script;
        check.name = "ha_health_check_1";
        check.subject = "/var/lib/neutron/ha_confs/1/ha_check_script_1.sh";
        check.intervalMs = 5'000;
        check.fall = check.rise = 2;
        config.tracked = { check };
        records.add(standby, config);
        after(10 * second);
    }

    void after(model::TimeUs time)
    {
        records.advance(time);
        m_engine.ingest(records.take());
        m_site = m_engine.currentSite();
    }

    void wayOut(bool isUp)
    {
        constexpr int provider = 4;
        model::Link link = *view().link({ records.overlayLink(standby).netns, provider });
        link.adminUp = link.carrier = isUp;
        link.oper = isUp ? model::OperState::up : model::OperState::down;
        records.add(standby, link);
        after(100'000);
    }

    Role role() const { return instance().role; }
    QString reason() const { return QString::fromStdString(instance().faultReason); }
    Protection protection() const { return m_site->router(GuideSite::routerId)->protection; }
    const model::HostView &view() const { return *m_site->host(standby)->view; }

    GuideSite records;

private:
    const state::Instance &instance() const
    {
        const state::Router *router = m_site->router(GuideSite::routerId);
        return *std::ranges::find(router->instances, standby, &state::Instance::host);
    }

    engine::Engine m_engine;
    state::SitePtr m_site;
};

} // namespace

class TestGatewayCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aShortOutageIsNoFault();
    void staysInFaultUntilTheCheckHasSucceeded();
    void goingDownAgainBeginsAnew();
    void anotherKeepalivedKnowsNothingOfIt();
};

void TestGatewayCheck::aShortOutageIsNoFault()
{
    Checked site;
    QCOMPARE(site.role(), Role::standby);
    QCOMPARE(site.protection(), Protection::isProtected);
    site.wayOut(false);
    site.after(14 * second);
    QCOMPARE(site.role(), Role::standby);
    site.wayOut(true);
    QCOMPARE(site.role(), Role::standby);
    QCOMPARE(site.reason(), QString());
}

void TestGatewayCheck::staysInFaultUntilTheCheckHasSucceeded()
{
    Checked site;
    site.wayOut(false);
    site.after(16 * second);
    QCOMPARE(site.role(), Role::fault);
    QCOMPARE(site.reason(), QStringLiteral("check fails: provider0 is down"));
    site.wayOut(true);
    QCOMPARE(site.role(), Role::fault);
    QCOMPARE(site.reason(), QStringLiteral("check has yet to succeed: provider0 is up again"));
    site.after(9 * second);
    QCOMPARE(site.role(), Role::fault);
    QVERIFY(site.protection() != Protection::isProtected);
    site.after(second);
    QCOMPARE(site.role(), Role::standby);
    QCOMPARE(site.reason(), QString());
    QCOMPARE(site.protection(), Protection::isProtected);
}

void TestGatewayCheck::goingDownAgainBeginsAnew()
{
    Checked site;
    site.wayOut(false);
    site.after(16 * second);
    site.wayOut(true);
    site.after(5 * second);
    site.wayOut(false);
    // Too short for the two failures that it takes, but the first ones still count.
    QCOMPARE(site.role(), Role::fault);
    QCOMPARE(site.reason(), QStringLiteral("check fails: provider0 is down"));
    site.after(3 * second);
    site.wayOut(true);
    site.after(9 * second);
    QCOMPARE(site.role(), Role::fault);
    site.after(second);
    QCOMPARE(site.role(), Role::standby);
}

void TestGatewayCheck::anotherKeepalivedKnowsNothingOfIt()
{
    Checked site;
    site.wayOut(false);
    site.after(16 * second);
    site.wayOut(true);
    QCOMPARE(site.role(), Role::fault);
    for (const auto &[pid, fact] : site.view().processes) {
        model::ProcessInfo process = fact.value;
        process.startedAt = site.records.now();
        site.records.add(standby, process);
    }
    site.after(100'000);
    QCOMPARE(site.reason(), QString());
}

QTEST_GUILESS_MAIN(TestGatewayCheck)
#include "tst_gatewaycheck.moc"
