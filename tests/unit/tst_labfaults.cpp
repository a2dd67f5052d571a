// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultwords.h"
#include "app/lab/labfiles.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

#include <algorithm>

using namespace kv;
using namespace kv::lab;

/// Faults of a lab as values: what breaks, what mends, and what is refused.
class LabFaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyKindCanBeMadeSomewhere_data();
    void everyKindCanBeMadeSomewhere();
    void saysWhatBreaksAndWhatMends_data();
    void saysWhatBreaksAndWhatMends();
    void changesOneLineOfTheConfiguration_data();
    void changesOneLineOfTheConfiguration();
    void takesTheRouterThatIsNamed();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void aHostBootsWithItsPartOfThePlan();
    void triesOnlyWhereNothingPasses();
    void heartbeatsOffTheOverlayAreCutWhereTheyAre();
    void wordsSurviveTheSocket();
    void wrongWordsAreNoFault();
};

namespace {

Blueprint blueprint(const std::string &name = "guide", const Timers &timers = defaultTimers)
{
    Blueprint lab{ loadLab(name).value(), timers, {}, {} };
    lab.plan = makePlan(lab.definition, lab.timers);
    return lab;
}

QString wordsOf(const std::vector<FaultAction> &actions)
{
    QStringList words;
    for (const FaultAction &action : actions) {
        words += QString::fromStdString(describe(action));
    }
    return words.join(QStringLiteral("; "));
}

FaultRequest requestOf(const char *kind, const char *host)
{
    return { kind, host, {}, 10, 10 };
}

} // namespace

void LabFaultsTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabFaultsTest::everyKindCanBeMadeSomewhere_data()
{
    QTest::addColumn<QString>("kind");
    for (const FaultKind &kind : faultKinds()) {
        QTest::newRow(kind.name) << QString::fromLatin1(kind.name);
    }
}

void LabFaultsTest::everyKindCanBeMadeSomewhere()
{
    QFETCH(QString, kind);
    const Blueprint lab = blueprint();
    int hosts = 0;
    for (const HostDefinition &host : lab.definition.hosts) {
        const auto fault = makeFault(lab, { kind.toStdString(), host.name, {}, 10, 10 });
        if (!fault) {
            QVERIFY(!fault.error().text.empty());
            continue;
        }
        ++hosts;
        QCOMPARE(fault->kind, kind.toStdString());
        QCOMPARE(fault->host, host.name);
        QVERIFY(!fault->subject.empty());
        QVERIFY(!fault->begin.empty());
        QVERIFY(!fault->undo.empty());
        QVERIFY(*makeFault(lab, { kind.toStdString(), host.name, {}, 10, 10 }) == *fault);
    }
    QVERIFY(hosts > 0);
}

void LabFaultsTest::saysWhatBreaksAndWhatMends_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("undo");
    const auto row = [](const char *kind, const char *host, const QByteArray &begin, const QByteArray &undo) {
        QTest::newRow(kind) << QByteArray(kind) << QByteArray(host) << begin << undo;
    };
    const QByteArray keepalived = "network1:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: keepalived";
    const QByteArray starts = "network1:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: start keepalived";
    row("overlay-down", "network1", "network1: link set overlay0 down",
        "network1: link set overlay0 up, and what that lost");
    row("provider-down", "network2", "network2: link set provider0 down",
        "network2: link set provider0 up, and what that lost");
    row("ha-cut", "network1", "network1: link set vxlan-102 down",
        "network1: link set vxlan-102 up, and what that lost");
    row("delay", "network1", "network1: tc qdisc add dev overlay0 root netem delay 10ms",
        "network1: tc qdisc del dev overlay0 root netem");
    row("keepalived-term", "network1", keepalived + ": signal 15", starts);
    row("keepalived-kill-parent", "network1", keepalived + ": signal 9", starts);
    row("keepalived-kill", "network1", keepalived + " and its children: signal 9", starts);
    row("keepalived-stop", "network1", keepalived + " and its children: signal 19",
        keepalived + " and its children: signal 18");
    row("l3-agent-kill", "network1", "network1: neutron-l3-agent: signal 9",
        "network1: start a stand-in for neutron-l3-agent");
    row("host-off", "compute1", "compute1: power off", "compute1: power on");
    row("gateway-dead", "gateway", "gateway: link set lan0 down",
        "gateway: link set lan0 up, and what that lost");
    row("address-removed", "network1",
        "network1:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: addr del 203.0.113.21/24 dev qg-33fedbc5-43",
        "network1:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: addr add 203.0.113.21/24 dev qg-33fedbc5-43 nodad");
    row("address-added", "network2",
        "network2:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: addr add 203.0.113.21/24 dev qg-33fedbc5-43 nodad",
        "network2:qrouter-b6206312-878e-497c-8ef7-eb384f8add96: addr del 203.0.113.21/24 dev qg-33fedbc5-43");
    row("duplicate-address", "gateway", "gateway: addr add 203.0.113.21/32 dev lan0 nodad",
        "gateway: addr del 203.0.113.21/32 dev lan0");
}

void LabFaultsTest::saysWhatBreaksAndWhatMends()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, undo);
    const Blueprint lab = blueprint();
    const auto fault = makeFault(lab, requestOf(kind.constData(), host.constData()));
    QVERIFY2(fault.ok(), fault.ok() ? "" : fault.error().text.c_str());
    QCOMPARE(wordsOf(fault->begin), QString::fromLatin1(begin));
    QCOMPARE(wordsOf(fault->undo), QString::fromLatin1(undo));
}

void LabFaultsTest::changesOneLineOfTheConfiguration_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("instead");
    QTest::newRow("VRID") << QByteArray("wrong-vrid") << QByteArray("    virtual_router_id 101\n")
                          << QByteArray("    virtual_router_id 1\n");
    QTest::newRow("interval") << QByteArray("wrong-interval") << QByteArray("    advert_int 4\n")
                              << QByteArray("    advert_int 2\n");
    QTest::newRow("priority") << QByteArray("priority") << QByteArray("    priority 100\n")
                              << QByteArray("    priority 50\n");
    QTest::newRow("password") << QByteArray("wrong-auth")
                              << QByteArray("    advert_int 2\n    authentication {\n        auth_type PASS\n"
                                            "        auth_pass mistaken\n    }\n")
                              << QByteArray("    advert_int 2\n");
}

void LabFaultsTest::changesOneLineOfTheConfiguration()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, instead);
    const auto fault = makeFault(blueprint(), requestOf(kind.constData(), "network2"));
    QVERIFY(fault.ok());
    QCOMPARE(fault->begin.size(), std::size_t{ 2 });
    const auto &changed = std::get<WriteFile>(std::get<Action>(fault->begin.front()));
    const auto &original = std::get<WriteFile>(std::get<Action>(fault->undo.front()));
    QCOMPARE(changed.host, std::string("network2"));
    QCOMPARE(changed.path, original.path);
    QByteArray expected = QByteArray::fromStdString(original.text);
    QCOMPARE(expected.count(instead), 1);
    expected.replace(instead, line);
    QCOMPARE(QByteArray::fromStdString(changed.text), expected);
    QVERIFY(std::holds_alternative<Reload>(fault->begin.back()));
    QVERIFY(fault->undo.back() == fault->begin.back());
}

void LabFaultsTest::takesTheRouterThatIsNamed()
{
    const Blueprint lab = blueprint("twenty-routers");
    FaultRequest request = requestOf("keepalived-term", "network1");
    QCOMPARE(makeFault(lab, request)->router, lab.definition.routers.front().name);
    const RouterDefinition &seventh = lab.definition.routers[6];
    request.router = seventh.name;
    const auto byName = makeFault(lab, request);
    request.router = seventh.id;
    const auto byId = makeFault(lab, request);
    QVERIFY(byName.ok() && byId.ok());
    QVERIFY(*byName == *byId);
    QVERIFY(wordsOf(byName->begin).contains(QString::fromStdString(seventh.id)));
}

void LabFaultsTest::refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("isFast");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *kind, const char *host, int number, bool isFast,
                        const char *text) {
        QTest::newRow(name) << QByteArray(kind) << QByteArray(host) << number << isFast << QByteArray(text);
    };
    row("no such fault", "earthquake", "network1", 1, false, "there is no such fault");
    row("no such host", "overlay-down", "network9", 1, false, "the lab has no such host");
    row("no router there", "overlay-down", "compute1", 1, false, "no such HA router on this host");
    row("no loss", "loss", "network1", 0, false, "a loss is 1 to 100 percent");
    row("more than all", "loss", "network1", 101, false, "a loss is 1 to 100 percent");
    row("no delay", "delay", "network1", 0, false, "a delay is 1 to 10000 ms");
    row("VRRPv3", "wrong-auth", "network1", 1, true, "VRRPv3 has no authentication (RFC 5798, 9)");
    row("a cable of its own", "host-off", "gateway", 1, false,
        "a host with a cable of its own cannot be switched off: the cable would go with it");
    row("its own host", "duplicate-address", "network1", 1, false,
        "the router itself is on this host: choose another");
    row("another network", "duplicate-address", "client", 1, false,
        "this host is not on the network of the router's gateway port");
    row("no gateway", "gateway-dead", "network1", 1, false, "no router's gateway is on this host");
    row("no agent", "l3-agent-kill", "compute1", 1, false, "no L3 agent runs on this host");
}

void LabFaultsTest::refusesWhatCannotBe()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, host);
    QFETCH(int, number);
    QFETCH(bool, isFast);
    QFETCH(QByteArray, text);
    const auto fault = makeFault(blueprint("guide", isFast ? fastTimers : defaultTimers),
                                 { kind.toStdString(), host.toStdString(), {}, number, number });
    QVERIFY(!fault.ok());
    QCOMPARE(QByteArray::fromStdString(fault.error().text), text);
}

void LabFaultsTest::aHostBootsWithItsPartOfThePlan()
{
    const Blueprint lab = blueprint();
    const auto fault = makeFault(lab, requestOf("host-off", "network2"));
    QVERIFY(fault.ok());
    const auto &off = std::get<PowerOff>(fault->begin.front());
    const auto &on = std::get<PowerOn>(fault->undo.front());
    QCOMPARE(off.fabricPorts, std::vector<std::string>({ "m-network2", "o-network2", "p-network2" }));
    QVERIFY(std::holds_alternative<MakeHost>(on.steps.front().action));
    std::size_t ours = 0;
    for (const Step &step : lab.plan.steps) {
        const QString words = QString::fromStdString(describe(step.action));
        const bool isHere =
            words.startsWith(QLatin1String("network2")) || words.contains(QLatin1String("-network2"));
        const bool waits = std::holds_alternative<AwaitAddress>(step.action)
            || std::holds_alternative<AwaitEcho>(step.action);
        ours += isHere && !waits ? 1 : 0;
    }
    QVERIFY(ours > 40);
    for (const Step &step : on.steps) {
        const std::string words = describe(step.action);
        QVERIFY2(words.find("network2") != std::string::npos, words.c_str());
        QVERIFY(std::find(lab.plan.steps.begin(), lab.plan.steps.end(), step) != lab.plan.steps.end());
    }
    QCOMPARE(on.steps.size(), ours);
}

void LabFaultsTest::triesOnlyWhereNothingPasses()
{
    const Blueprint lab = blueprint();
    for (const char *kind : { "silent-drop", "loss", "delay" }) {
        const auto fault = makeFault(lab, requestOf(kind, "network1"));
        const std::vector<FaultAction> trial = trialOf(*fault);
        QCOMPARE(trial.size(), std::size_t{ 2 });
        for (const FaultAction &action : trial) {
            if (const auto *tool = std::get_if<RunTool>(&action)) {
                QCOMPARE(tool->place.host, std::string(fabricHost));
                QVERIFY(std::find(tool->argv.begin(), tool->argv.end(), "overlay0") == tool->argv.end());
            } else {
                const auto &rules = std::get<LoadRules>(std::get<Action>(action));
                QCOMPARE(rules.place.host, std::string(fabricHost));
                QVERIFY(rules.text.find("overlay0") == std::string::npos);
            }
        }
    }
    QVERIFY(trialOf(*makeFault(lab, requestOf("overlay-down", "network1"))).empty());
}

/// Where they have a physical network of their own, "overlay down" is no failover.
void LabFaultsTest::heartbeatsOffTheOverlayAreCutWhereTheyAre()
{
    const Blueprint lab = blueprint("flat-ha-network");
    const auto cut = makeFault(lab, requestOf("ha-cut", "network1"));
    const auto down = makeFault(lab, requestOf("overlay-down", "network1"));
    QVERIFY(cut.ok() && down.ok());
    QVERIFY2(cut->subject != down->subject, cut->subject.c_str());
    QCOMPARE(down->subject, std::string("overlay0"));
}

void LabFaultsTest::wordsSurviveTheSocket()
{
    const auto request = beginFromWords(beginWords({ "loss", "network1", "router2", 30, 5 }, 2500));
    QVERIFY(request.has_value());
    QCOMPARE(request->first.kind, std::string("loss"));
    QCOMPARE(request->first.host, std::string("network1"));
    QCOMPARE(request->first.router, std::string("router2"));
    QCOMPARE(request->first.percent, 30);
    QCOMPARE(request->first.milliseconds, 5);
    QCOMPARE(request->second, std::int64_t{ 2500 });
    const FaultInForce fault{
        7, "overlay-down", "network1", "router2", "overlay0", 123456789012, 123456788012
    };
    QVERIFY(inForceFromWords(inForceWords("fault-begun", fault)) == fault);
    const std::vector<FaultAbility> abilities{ { "delay", "this kernel has no sch_netem" }, { "loss", "" } };
    QVERIFY(abilitiesFromWords({ "kinds", "delay", "this kernel has no sch_netem", "loss", "" })
            == abilities);
}

void LabFaultsTest::wrongWordsAreNoFault()
{
    QVERIFY(!beginFromWords({}));
    QVERIFY(!beginFromWords({ "begin", "loss", "network1", "", "30", "5" }));
    QVERIFY(!beginFromWords({ "begin", "loss", "network1", "", "thirty", "5", "0" }));
    QVERIFY(!beginFromWords({ "begin", "loss", "network1", "", "30", "5", "-1" }));
    QVERIFY(!beginFromWords({ "begin", "loss", "network1", "", "99999999999999999999", "5", "0" }));
    QVERIFY(!inForceFromWords({ "fault-begun", "x", "loss", "h", "r", "s", "0", "0" }));
    QVERIFY(!inForceFromWords({ "fault-begun", "1", "loss", "h", "r", "s", "0", "" }));
    QVERIFY(!inForceFromWords({ "fault-begun", "1", "loss", "h", "r", "s", "0" }));
    QVERIFY(abilitiesFromWords({ "kinds", "delay" }).empty());
}

QTEST_GUILESS_MAIN(LabFaultsTest)
#include "tst_labfaults.moc"
