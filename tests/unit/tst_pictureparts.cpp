// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "tests/support/labsite.h"
#include "tests/support/pictureelements.h"
#include "tests/support/plainsite.h"
#include "tests/support/programs.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace kv;
using picture::Element;
using picture::ElementKind;
using tests::of;

/// What of a site is in its picture, and what is not.
class TestPictureParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void everyPlainInstanceIsDrawn();
    void outsidersAreAtTheirNetwork();
    void onlyWhatRunsIsDrawn();
};

namespace {

state::SitePtr guide()
{
    return tests::labSite({ tests::LabMoment::steady, 2, 2, true, true, true, true });
}

} // namespace

void TestPictureParts::everyPlainInstanceIsDrawn()
{
    const picture::DisplayListPtr list = picture::build(*tests::plainGroupSite());
    for (const char *host : { "lb1", "lb2" }) {
        for (const char *name : { "BACK", "FRONT", "FRONT6", "SPARE" }) {
            const QString tail = QLatin1String(name) + QLatin1Char('@') + QLatin1String(host);
            QVERIFY2(list->find(QStringLiteral("instance:") + tail) != nullptr, qPrintable(tail));
            const auto wires = of(*list, { ElementKind::wire });
            QVERIFY2(std::any_of(wires.begin(), wires.end(),
                                 [&tail](const Element *wire) {
                                     return wire->id.startsWith(QStringLiteral("direct:") + tail);
                                 }),
                     qPrintable(tail));
        }
    }
    // A VMAC is its instance's port, not an interface of the host; its state is that of its addresses.
    const auto interfaces = of(*list, { ElementKind::interface });
    QVERIFY(std::none_of(interfaces.begin(), interfaces.end(),
                         [](const Element *made) { return made->name == QLatin1String("vrrp.30"); }));
    const Element *standby = list->find(QStringLiteral("link:lb1:100:4"));
    const Element *active = list->find(QStringLiteral("link:lb2:200:4"));
    QVERIFY(standby != nullptr && active != nullptr);
    QCOMPARE(standby->name, QStringLiteral("vrrp.30"));
    QCOMPARE(standby->state, picture::ElementState::bare);
    QCOMPARE(active->state, picture::ElementState::up);
    for (const Element *made : interfaces)
        QVERIFY2(made->network != state::NetworkKind::ha, qPrintable(made->id));
    QCOMPARE(list->beats.size(), std::size_t{ 8 });
}

void TestPictureParts::outsidersAreAtTheirNetwork()
{
    const picture::DisplayListPtr list = picture::build(*tests::plainGroupSite());
    QVERIFY(list->find(QStringLiteral("internet")) == nullptr);
    QVERIFY(list->find(QStringLiteral("outside:client")) == nullptr);
    QVERIFY(picture::build(*tests::labSite())->find(QStringLiteral("internet")) != nullptr);
}

void TestPictureParts::onlyWhatRunsIsDrawn()
{
    const picture::DisplayListPtr list = picture::build(*tests::withPrograms(*guide()));
    const auto says = [&list](const char *host, const char *words) {
        const Element *made = list->find(QStringLiteral("host:") + QLatin1String(host));
        return made != nullptr
            && std::any_of(made->shapes.begin(), made->shapes.end(),
                           [words](const picture::Shape &s) { return s.text == QString::fromUtf8(words); });
    };
    QVERIFY(says("controller", "Neutron API · RabbitMQ · MariaDB"));
    QVERIFY(
        list->find(QStringLiteral("host:controller"))->description.contains(QLatin1String("Neutron API")));
    QVERIFY(says("network2", "L3 agent")); // its other agent is gone
    QVERIFY(list->find(QStringLiteral("host:network1"))->description.contains(QLatin1String("LB agent")));
    QVERIFY(says("compute1", "3 agents"));
    QStringList services;
    for (const Element *note : of(*list, { ElementKind::note })) {
        if (note->id.startsWith(QLatin1String("service:compute1")))
            services << note->name;
    }
    services.removeDuplicates();
    QCOMPARE(services, QStringList({ QStringLiteral("metadata process"), QStringLiteral("dnsmasq") }));
    const picture::DisplayListPtr without = picture::build(*guide());
    for (const Element *note : of(*without, { ElementKind::note }))
        QVERIFY2(!note->id.startsWith(QLatin1String("service:")), qPrintable(note->id));
}

QTEST_GUILESS_MAIN(TestPictureParts)
#include "tst_pictureparts.moc"
