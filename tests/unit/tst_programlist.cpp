// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/procentry.h"
#include "probes/host/programlist.h"
#include "probes/host/programversion.h"
#include "tests/support/testmain.h"

namespace kv::tests {

class TestProgramList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void knowsProcesses_data();
    void knowsProcesses();
    void readsVersions();
    void readsConfigIds_data();
    void readsConfigIds();
};

namespace {

std::vector<std::string> words(const QByteArray &line)
{
    std::vector<std::string> all;
    for (const QByteArray &word : line.split('|'))
        all.push_back(word.toStdString());
    return all;
}

} // namespace

void TestProgramList::knowsProcesses_data()
{
    QTest::addColumn<QByteArray>("comm");
    QTest::addColumn<QByteArray>("commandLine");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *comm, const char *line, const char *expected) {
        QTest::newRow(name) << QByteArray(comm) << QByteArray(line) << QByteArray(expected);
    };
    row("keepalived", "keepalived", "keepalived|-P", "keepalived");
    row("keepalived's renamed child", "keepalived_vrrp", "keepalived", "keepalived");
    row("an agent by its script", "neutron-l3-agen",
        "/usr/bin/python3|/usr/bin/neutron-l3-agent|--config-file|x", "neutron-l3-agent");
    row("an agent in a virtual environment", "python3",
        "/var/lib/kolla/venv/bin/python3|/var/lib/kolla/venv/bin/neutron-dhcp-agent", "neutron-dhcp-agent");
    row("the lab's stand-in of RabbitMQ", "beam.smp", "keepview lab stand-in|rabbitmq-server|--host|c",
        "rabbitmq");
    row("the lab's stand-in of the database", "mariadbd", "keepview lab stand-in|mariadbd|--host|c",
        "mariadbd");
    row("an agent that renamed itself", "neutron-server",
        "neutron-server: api worker (/usr/bin/python3 /usr/bin/neutron-server)", "neutron-server");
    row("the watcher of a router", "neutron-keepali",
        "/usr/bin/python3|/usr/bin/neutron-keepalived-state-change|--router_id=x",
        "neutron-keepalived-state-change");
    row("an interpreter with an option", "python3", "python3|-u|/opt/bin/neutron-metadata-agent",
        "neutron-metadata-agent");
    row("dnsmasq", "dnsmasq", "dnsmasq|--no-hosts", "dnsmasq");
    row("RabbitMQ is an Erlang machine", "beam.smp", "/usr/lib/erlang/beam.smp|-W|w|-sname|rabbit@host",
        "rabbitmq");
    row("another Erlang machine is not", "beam.smp", "/usr/lib/erlang/beam.smp|-sname|ejabberd", "");
    row("Keystone under uwsgi", "uwsgi-core",
        "/usr/bin/uwsgi-core|--ini|/etc/keystone/keystone-uwsgi-public.ini", "keystone");
    row("another site under apache is not", "apache2", "/usr/sbin/apache2|-k|start", "");
    row("a comm that is cut", "ovs-vswitchd", "ovs-vswitchd|unix:/x", "ovs-vswitchd");
    row("some other Python", "python3", "python3|/usr/bin/neutronium", "");
    row("a file that an editor has open", "vim", "vim|/usr/bin/neutron-l3-agent", "");
    row("a kernel thread", "kworker/0:1", "", "");
}

void TestProgramList::knowsProcesses()
{
    QFETCH(QByteArray, comm);
    QFETCH(QByteArray, commandLine);
    const std::string_view program = host::mayBeListed(comm.toStdString())
        ? host::listedProgram(comm.toStdString(), words(commandLine))
        : std::string_view();
    QTEST(QByteArray(program.data(), static_cast<qsizetype>(program.size())), "expected");
}

void TestProgramList::readsVersions()
{
    QCOMPARE(
        host::keepalivedVersionIn(std::string("\0Keepalived vrrp\0Keepalived v2.2.7 (01/16,2022)\0", 47)),
        std::string("2.2.7"));
    QCOMPARE(host::keepalivedVersionIn("nothing"), std::string());
    QCOMPARE(host::keepalivedVersionIn("Keepalived v"), std::string());
    QCOMPARE(host::keepalivedVersionIn("Keepalived v" + std::string(500, '1')).size(), std::size_t(32));
    QCOMPARE(host::neutronVersionIn("neutron-21.1.0.dist-info"), std::string("21.1.0"));
    QCOMPARE(host::neutronVersionIn("neutron-20.0.0-py3.9.egg-info"), std::string("20.0.0-py3.9"));
    QCOMPARE(host::neutronVersionIn("neutron_lib-3.dist-info"), std::string());
}

void TestProgramList::readsConfigIds_data()
{
    QTest::addColumn<QByteArray>("commandLine");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QByteArray("keepalived|-P") << QByteArray();
    QTest::newRow("apart") << QByteArray("keepalived|-P|-i|main") << QByteArray("main");
    QTest::newRow("together") << QByteArray("keepalived|-Pimain") << QByteArray("main");
    QTest::newRow("long") << QByteArray("keepalived|--config-id=main") << QByteArray("main");
    QTest::newRow("long and apart") << QByteArray("keepalived|--config-id|main") << QByteArray("main");
    QTest::newRow("not in another option's value") << QByteArray("keepalived|-f/etc/i|-n") << QByteArray();
}

void TestProgramList::readsConfigIds()
{
    QFETCH(QByteArray, commandLine);
    QTEST(QByteArray::fromStdString(host::configIdOf(words(commandLine))), "expected");
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestProgramList)
#include "tst_programlist.moc"
