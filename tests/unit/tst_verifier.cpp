// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/engine/report.h"
#include "app/engine/verifier.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>

using namespace kv;
using state::StepOutcome;
using state::VerificationResult;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;
const std::string floating = "203.0.113.17";
const std::string inside = "fd00:198:51:100::11";

/// What the world does once the overlay goes down and comes back.
struct Plot {
    model::TimeUs promotesAfter = 5'600'000; ///< 0 = never
    model::TimeUs answersAfter = 6'000'000;
    model::TimeUs answers6After = 7'000'000;
    model::TimeUs stepsDownAfter = 900'000;
    std::string stepsDown = "network1"; ///< "" = nobody: both go on
    model::TimeUs secondGap = 0; ///< after the first answer
    bool answers6AtAll = true;
    bool isRefused = false;
    bool neverGoesDown = false;
    std::vector<std::string> differences = {};
    std::string promotes = "network2";
    model::TimeUs repairGap = 0; ///< from a second after the repair
    bool bridgeStrays = false; ///< of the one who serves, for as long
    bool hasThirdNode = false; ///< network3, a second standby of the same priority
};

/// Carries out what a Verifier asks for, against written records instead of hosts.
class World {
public:
    explicit World(Plot plot, GuideSite::Timers timers = {}) : m_plot(std::move(plot)), records(timers)
    {
        records.guide();
        if (m_plot.hasThirdNode)
            records.networkNode("network3", 4);
        records.advance(3 * second);
    }

    void run(engine::Verifier &verifier, model::TimeUs atMost = 300 * second)
    {
        const model::TimeUs until = records.now() + atMost;
        while (!verifier.isDone() && records.now() < until)
            step(verifier);
    }

    void step(engine::Verifier &verifier)
    {
        records.advance(100'000);
        while (!m_events.empty() && m_events.begin()->first <= records.now()) {
            const auto event = m_events.begin()->second;
            m_events.erase(m_events.begin());
            event();
        }
        m_engine.ingest(records.take());
        site = m_engine.currentSite();
        carryOut(verifier, verifier.step(*site));
    }

    void carryOut(engine::Verifier &verifier, const engine::VerifierActions &actions)
    {
        for (const engine::VerifierAction &action : actions) {
            asked.push_back(action);
            if (const auto *start = std::get_if<engine::StartEchoAction>(&action)) {
                const std::string target = start->spec.target.toString();
                records.answer(target, target != inside || m_plot.answers6AtAll);
                records.startEcho(start->host, start->spec.series, target, start->spec.intervalUs);
            } else if (const auto *set = std::get_if<engine::SetLinkAction>(&action)) {
                setLink(verifier, *set);
            }
        }
    }

    state::SitePtr site;
    std::vector<engine::VerifierAction> asked;

private:
    void in(model::TimeUs time, std::function<void()> event)
    {
        m_events.emplace(records.now() + time, std::move(event));
    }

    void setLink(engine::Verifier &verifier, const engine::SetLinkAction &action)
    {
        if (m_plot.isRefused) {
            carryOut(
                verifier,
                verifier.actionFailed(
                    action, { model::ErrorCode::refused, "the near end is reached through it", {} }, *site));
        } else if (!action.request.up && !m_plot.neverGoesDown) {
            goDown();
        } else if (action.request.up && !m_isUp) {
            goUp();
        }
    }

    void goDown()
    {
        m_isUp = false;
        records.change("network1", model::ChangePhase::armed);
        records.overlay("network1", false);
        records.change("network1", model::ChangePhase::inForce);
        records.answer(floating, false);
        records.answer(inside, false);
        if (m_plot.promotesAfter != 0)
            in(m_plot.promotesAfter, [this] { records.becomeActive(m_plot.promotes); });
        in(m_plot.answersAfter, [this] { records.answer(floating, true); });
        in(m_plot.answers6After, [this] { records.answer(inside, m_plot.answers6AtAll); });
        if (m_plot.secondGap != 0) {
            in(m_plot.answersAfter + 2'500'000, [this] { records.answer(floating, false); });
            in(m_plot.answersAfter + 2'500'000 + m_plot.secondGap,
               [this] { records.answer(floating, true); });
        }
    }

    void goUp()
    {
        m_isUp = true;
        records.change("network1", model::ChangePhase::restoring);
        records.overlay("network1", true);
        records.change("network1", model::ChangePhase::restored, m_plot.differences);
        if (!m_plot.stepsDown.empty())
            in(m_plot.stepsDownAfter, [this] { records.becomeStandby(m_plot.stepsDown); });
        if (m_plot.repairGap == 0)
            return;
        in(second, [this] {
            records.answer(floating, false);
            if (m_plot.bridgeStrays)
                records.gatewayMacLearned(m_plot.promotes, true);
        });
        in(second + m_plot.repairGap, [this] {
            records.answer(floating, true);
            if (m_plot.bridgeStrays)
                records.gatewayMacLearned(m_plot.promotes, false);
        });
    }

    Plot m_plot;
    std::multimap<model::TimeUs, std::function<void()>> m_events;
    engine::Engine m_engine;
    bool m_isUp = true;

public:
    GuideSite records;
};

const state::VerificationStep &step(const engine::Verifier &verifier, const std::string &key)
{
    return *std::ranges::find(verifier.verification().steps, key, &state::VerificationStep::key);
}

bool hasFinding(const engine::Verifier &verifier, const std::string &part)
{
    return std::ranges::any_of(verifier.verification().findings, [&part](const std::string &finding) {
        return finding.find(part) != std::string::npos;
    });
}

std::size_t countOf(const World &world, bool up)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(world.asked, [up](const engine::VerifierAction &action) {
            const auto *set = std::get_if<engine::SetLinkAction>(&action);
            return set && set->request.up == up;
        }));
}

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aGoodFailoverPasses();
    void outcomes_data();
    void outcomes();
    void ofTwoEqualStandbysEitherMayTakeOver_data();
    void ofTwoEqualStandbysEitherMayTakeOver();
    void whoTakesTheRoleBackIsAFinding();
    void aSecondInterruptionIsAFinding();
    void aLongSilenceAfterRepairIsExplained_data();
    void aLongSilenceAfterRepairIsExplained();
    void anAbortRestoresTheLink();
    void anAbortBeforeAnythingHappenedEndsAtOnce();
    void aRefusalCouldNotRun();
    void aProbeThatMayOnlyObserveCouldNotRun();
    void whatIsRunningAlreadyIsUsed();
    void theReportHoldsTheProof();
};

void TestVerifier::aGoodFailoverPasses()
{
    World world({});
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(QString::fromStdString(verifier.verification().reason), QString());
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    for (const state::VerificationStep &done : verifier.verification().steps) {
        QVERIFY2(done.outcome == StepOutcome::passed, done.key.c_str());
        QVERIFY2(!done.summary.empty() && done.endedAt >= done.beganAt && done.beganAt > 0, done.key.c_str());
    }
    QVERIFY(verifier.plan().has_value());
    QCOMPARE(verifier.plan()->activeHost, std::string("network1"));
    QCOMPARE(verifier.plan()->predictedHost, std::string("network2"));
    QCOMPARE(verifier.plan()->fromHost, std::string("client"));
    QCOMPARE(verifier.plan()->linkName, std::string("overlay0"));
    QCOMPARE(verifier.plan()->targets.size(), std::size_t(2));
    QCOMPARE(verifier.plan()->targets[0].address.toString(), floating);
    QCOMPARE(verifier.plan()->targets[1].address.toString(), inside);
    QCOMPARE(verifier.promotedAt() - verifier.disabledAt(), model::TimeUs(5'600'000));
    QCOMPARE(countOf(world, false), std::size_t(1));
    QCOMPARE(countOf(world, true), std::size_t(1));
    QVERIFY(std::holds_alternative<engine::DoneAction>(world.asked.back()));
    QVERIFY(verifier.verification().findings.empty());
    const auto stopped = std::ranges::count_if(world.asked, [](const engine::VerifierAction &action) {
        return std::holds_alternative<engine::StopEchoAction>(action);
    });
    QCOMPARE(stopped, 2);
}

void TestVerifier::outcomes_data()
{
    QTest::addColumn<int>("variant");
    QTest::addColumn<VerificationResult>("result");
    QTest::addColumn<QString>("failedStep");
    QTest::newRow("traffic back within the tolerance passes") << 0 << VerificationResult::pass << "";
    QTest::newRow("traffic back too late fails") << 1 << VerificationResult::fail << "takeover";
    QTest::newRow("IPv6 back within its two extra seconds passes") << 2 << VerificationResult::pass << "";
    QTest::newRow("IPv6 back too late fails") << 3 << VerificationResult::fail << "takeover";
    QTest::newRow("nobody taking over fails") << 4 << VerificationResult::fail << "takeover";
    QTest::newRow("two serving at the end fails") << 5 << VerificationResult::fail << "after-repair";
    QTest::newRow("another than predicted serving at the end fails")
        << 6 << VerificationResult::fail << "after-repair";
    QTest::newRow("an interface that reads back differently fails")
        << 7 << VerificationResult::fail << "read-back";
    QTest::newRow("an address that never answered could not run")
        << 8 << VerificationResult::couldNotRun << "continuity";
    QTest::newRow("an interface that does not go down could not run")
        << 9 << VerificationResult::couldNotRun << "";
}

void TestVerifier::outcomes()
{
    QFETCH(int, variant);
    QFETCH(VerificationResult, result);
    QFETCH(QString, failedStep);
    const std::vector<Plot> plots = {
        { .answersAfter = 7'400'000 },
        { .answersAfter = 7'600'000 },
        { .answers6After = 9'400'000 },
        { .answers6After = 9'700'000 },
        { .promotesAfter = 0, .answersAfter = 300 * second, .answers6After = 300 * second },
        { .stepsDown = {} },
        { .stepsDown = "network2" },
        { .differences = { "missing route fd00::/64 dev overlay0" } },
        { .answers6AtAll = false },
        { .neverGoesDown = true },
    };
    World world(plots[static_cast<std::size_t>(variant)]);
    engine::Verifier verifier({});
    world.run(verifier);
    QVERIFY(verifier.isDone());
    QCOMPARE(verifier.verification().result, result);
    if (!failedStep.isEmpty())
        QCOMPARE(step(verifier, failedStep.toStdString()).outcome, StepOutcome::failed);
    QCOMPARE(verifier.verification().reason.empty(), result == VerificationResult::pass);
    // However it ends, what was taken down was brought back.
    QVERIFY(countOf(world, false) == 0 || countOf(world, true) >= 1);
}

void TestVerifier::ofTwoEqualStandbysEitherMayTakeOver_data()
{
    QTest::addColumn<QString>("first");
    QTest::newRow("the one with the highest address") << "network3";
    QTest::newRow("the other, whose timer ends a moment sooner") << "network2";
}

void TestVerifier::ofTwoEqualStandbysEitherMayTakeOver()
{
    QFETCH(QString, first);
    World world({ .promotes = first.toStdString(), .hasThirdNode = true });
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(QString::fromStdString(verifier.verification().reason), QString());
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    const QString preflight = QString::fromStdString(step(verifier, "preflight").summary);
    QVERIFY2(preflight.contains(QLatin1String("network3 or network2 should take over"))
                 && preflight.contains(QLatin1String("network3 or network2 should serve")),
             qPrintable(preflight));
    QVERIFY(QString::fromStdString(step(verifier, "takeover").summary)
                .startsWith(first + QLatin1String(" took over after 5.6 s, as predicted")));
    QVERIFY(QString::fromStdString(step(verifier, "after-repair").summary)
                .startsWith(first + QLatin1String(" serves, as predicted")));
}

void TestVerifier::whoTakesTheRoleBackIsAFinding()
{
    GuideSite::Timers timers;
    timers.priority1 = 60;
    World world({ .stepsDown = "network2" }, timers);
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(QString::fromStdString(verifier.verification().reason), QString());
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    QVERIFY(hasFinding(verifier, "took the role back"));
}

void TestVerifier::aSecondInterruptionIsAFinding()
{
    World world({ .secondGap = 3 * second });
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    QVERIFY(hasFinding(verifier, floating));
    QCOMPARE(verifier.interruptionsOf(*world.site, verifier.plan()->targets[0]).size(), std::size_t(2));
}

void TestVerifier::aLongSilenceAfterRepairIsExplained_data()
{
    QTest::addColumn<int>("gapSeconds");
    QTest::addColumn<bool>("bridgeStrays");
    QTest::addColumn<QString>("because");
    QTest::newRow("the bridge of the one who serves looked elsewhere")
        << 12 << true << "the bridge of network2 looked for the router on the way out";
    QTest::newRow("nothing that was read says why") << 12 << false << "nothing that was read says why";
    QTest::newRow("no longer than a failover may take") << 7 << true << QString();
}

void TestVerifier::aLongSilenceAfterRepairIsExplained()
{
    QFETCH(int, gapSeconds);
    QFETCH(bool, bridgeStrays);
    QFETCH(QString, because);
    World world({ .repairGap = gapSeconds * second, .bridgeStrays = bridgeStrays });
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    QVERIFY(hasFinding(verifier, "Repair cost " + floating));
    QCOMPARE(hasFinding(verifier, "had no answer for"), !because.isEmpty());
    QVERIFY(because.isEmpty() || hasFinding(verifier, because.toStdString()));
    QVERIFY(because.isEmpty() || hasFinding(verifier, "though network2 served (a failover may take 7.5 s)"));
    QVERIFY(!hasFinding(verifier, "has looked for"));
}

void TestVerifier::anAbortRestoresTheLink()
{
    World world({});
    engine::Verifier verifier({});
    while (!verifier.isLinkTouched() || verifier.disabledAt() == 0)
        world.step(verifier);
    world.step(verifier);
    world.carryOut(verifier, verifier.abort(*world.site, "Ctrl+C"));
    QCOMPARE(countOf(world, true), std::size_t(1));
    world.run(verifier);
    QCOMPARE(verifier.verification().result, VerificationResult::couldNotRun);
    QCOMPARE(verifier.verification().reason, std::string("Ctrl+C"));
    QCOMPARE(step(verifier, "enable").outcome, StepOutcome::passed);
    QCOMPARE(step(verifier, "read-back").outcome, StepOutcome::passed);
    QCOMPARE(step(verifier, "takeover").outcome, StepOutcome::skipped);
}

void TestVerifier::anAbortBeforeAnythingHappenedEndsAtOnce()
{
    World world({});
    engine::Verifier verifier({});
    world.step(verifier);
    QVERIFY(!verifier.isLinkTouched());
    world.carryOut(verifier, verifier.abort(*world.site, "no more time"));
    QVERIFY(verifier.isDone());
    QCOMPARE(verifier.verification().result, VerificationResult::couldNotRun);
    QCOMPARE(countOf(world, true), std::size_t(0));
}

void TestVerifier::aRefusalCouldNotRun()
{
    World world({ .isRefused = true });
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(verifier.verification().result, VerificationResult::couldNotRun);
    QVERIFY(verifier.verification().reason.find("the near end is reached through it") != std::string::npos);
}

void TestVerifier::aProbeThatMayOnlyObserveCouldNotRun()
{
    model::Hello hello;
    hello.bootId = "boot-network1";
    hello.homeNetns = 101;
    hello.capabilities = { "vrrp", "echo", "processes" };
    World observing({});
    observing.records.add("network1", hello);
    engine::Verifier verifier({});
    observing.run(verifier, 100 * second);
    QCOMPARE(verifier.verification().result, VerificationResult::couldNotRun);
    QVERIFY(verifier.verification().reason.find("--allow-actions") != std::string::npos);
}

void TestVerifier::whatIsRunningAlreadyIsUsed()
{
    World world({});
    world.records.startEcho("client", 1, floating, 10'000);
    engine::Verifier verifier({});
    world.run(verifier);
    QCOMPARE(verifier.verification().result, VerificationResult::pass);
    const auto started = std::ranges::count_if(world.asked, [](const engine::VerifierAction &action) {
        return std::holds_alternative<engine::StartEchoAction>(action);
    });
    QCOMPARE(started, 1);
    QCOMPARE(verifier.plan()->targets[0].series, 1U);
}

void TestVerifier::theReportHoldsTheProof()
{
    World world({});
    engine::Verifier verifier({});
    world.run(verifier);
    const engine::Report made{ QStringLiteral("test"),
                               QStringLiteral("1"),
                               verifier.verification(),
                               *world.site->router(verifier.verification().routerId),
                               world.site,
                               0,
                               1'500 };
    const QJsonObject report = made.json();
    QCOMPARE(report[QStringLiteral("result")].toString(), QStringLiteral("pass"));
    QCOMPARE(report[QStringLiteral("steps")].toArray().size(), 7);
    const QJsonObject target = report[QStringLiteral("targets")].toArray().first().toObject();
    QCOMPARE(target[QStringLiteral("target")].toString(), QString::fromStdString(floating));
    const QJsonObject gap = target[QStringLiteral("interruptions")].toArray().first().toObject();
    QVERIFY(qAbs(gap[QStringLiteral("durationUs")].toDouble() - 6e6) < 2e5);
    QVERIFY(report[QStringLiteral("prediction")].toObject().contains(QStringLiteral("takesOver")));
    QCOMPARE(report[QStringLiteral("endedAt")].toString(), QStringLiteral("1970-01-01T00:00:01.500Z"));
}

QTEST_GUILESS_MAIN(TestVerifier)
#include "tst_verifier.moc"
