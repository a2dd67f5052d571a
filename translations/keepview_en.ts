<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kv::continuity::SampleLayer</name>
    <message numerus="yes">
        <source>%n sent: %1 answered, %2 late, %3 lost, %4 waiting</source>
        <translation>
            <numerusform>%n sent: %1 answered, %2 late, %3 lost, %4 waiting</numerusform>
            <numerusform>%n sent: %1 answered, %2 late, %3 lost, %4 waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent</source>
        <translation>
            <numerusform>%n not sent</numerusform>
            <numerusform>%n not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::engine</name>
    <message numerus="yes">
        <source>%1 of %n addresses + VIP</source>
        <translation>
            <numerusform>%1 of %n address + VIP</numerusform>
            <numerusform>%1 of %n addresses + VIP</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n addresses, no VIP</source>
        <translation>
            <numerusform>%1 of %n address, no VIP</numerusform>
            <numerusform>%1 of %n addresses, no VIP</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n address</numerusform>
            <numerusform>%n addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n VIPs</source>
        <translation>
            <numerusform>%1 of %n VIP</numerusform>
            <numerusform>%1 of %n VIPs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 may be rebooted: %n router(s) move.</source>
        <translation>
            <numerusform>%1 may be rebooted: one router moves.</numerusform>
            <numerusform>%1 may be rebooted: %n routers move.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Do not reboot %1: %n thing(s) would lose service.</source>
        <translation>
            <numerusform>Do not reboot %1: one thing would lose service.</numerusform>
            <numerusform>Do not reboot %1: %n things would lose service.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whether %1 may be rebooted cannot be said: %n thing(s) are unclear.</source>
        <translation>
            <numerusform>Whether %1 may be rebooted cannot be said: one thing is unclear.</numerusform>
            <numerusform>Whether %1 may be rebooted cannot be said: %n things are unclear.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::facts</name>
    <message numerus="yes">
        <source>%n time(s), each followed by a new snapshot</source>
        <translation>
            <numerusform>%n time, followed by a new snapshot</numerusform>
            <numerusform>%n times, each followed by a new snapshot</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::facts::FactsModel</name>
    <message numerus="yes">
        <source>%1 (%n more)</source>
        <translation>
            <numerusform>%1 (%n more)</numerusform>
            <numerusform>%1 (%n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::gui</name>
    <message numerus="yes">
        <source>%1 of %n probes answer</source>
        <translation>
            <numerusform>%1 of %n probe answers</numerusform>
            <numerusform>%1 of %n probes answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln events lost</source>
        <translation>
            <numerusform>%Ln event lost</numerusform>
            <numerusform>%Ln events lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No change in force · %n of the probes allow actions</source>
        <translation>
            <numerusform>No change in force · %n of the probes allows actions</numerusform>
            <numerusform>No change in force · %n of the probes allow actions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes in force: %1 down on %2, undo held by its watchdog</source>
        <translation>
            <numerusform>%n change in force: %1 down on %2, undo held by its watchdog</numerusform>
            <numerusform>%n changes in force: %1 down on %2, undo held by its watchdog</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n routers are protected again</source>
        <translation>
            <numerusform>%n router is protected again</numerusform>
            <numerusform>%n routers are protected again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n routers are not protected</source>
        <translation>
            <numerusform>%n router is not protected</numerusform>
            <numerusform>%n routers are not protected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::gui::MainWindow</name>
    <message numerus="yes">
        <source>from %1 · %n pings a second to each address</source>
        <translation>
            <numerusform>from %1 · %n ping a second to each address</numerusform>
            <numerusform>from %1 · %n pings a second to each address</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken</source>
        <translation>
            <numerusform>%n broken</numerusform>
            <numerusform>%n broken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::gui::Program</name>
    <message numerus="yes">
        <source>%n hosts</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>generated, nothing of it is real: %1, %n namespaces each</source>
        <translation>
            <numerusform>generated, nothing of it is real: %1, %n namespace each</numerusform>
            <numerusform>generated, nothing of it is real: %1, %n namespaces each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::picture</name>
    <message numerus="yes">
        <source>%n agents</source>
        <translation>
            <numerusform>%n agent</numerusform>
            <numerusform>%n agents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n split</source>
        <translation>
            <numerusform>%n split</numerusform>
            <numerusform>%n split</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n stale</numerusform>
            <numerusform>%n stale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n instances</source>
        <translation>
            <numerusform>%n instance</numerusform>
            <numerusform>%n instances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n router instances, one mark each</source>
        <translation>
            <numerusform>%n router instance, one mark each</numerusform>
            <numerusform>%n router instances, one mark each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bridges</source>
        <translation>
            <numerusform>%n bridge</numerusform>
            <numerusform>%n bridges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other namespaces</source>
        <translation>
            <numerusform>%n other namespace</numerusform>
            <numerusform>%n other namespaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n namespaces</source>
        <translation>
            <numerusform>%n namespace</numerusform>
            <numerusform>%n namespaces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::routers::HostsModel</name>
    <message numerus="yes">
        <source>%1, events lost %n time(s)</source>
        <translation>
            <numerusform>%1, events lost %n time</numerusform>
            <numerusform>%1, events lost %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Events were lost %n time(s)</source>
        <translation>
            <numerusform>Events were lost %n time</numerusform>
            <numerusform>Events were lost %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::routers::NodesModel</name>
    <message numerus="yes">
        <source>of %n router(s) here it is not known who serves</source>
        <translation>
            <numerusform>of one router here it is not known who serves</numerusform>
            <numerusform>of %n routers here it is not known who serves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::session::HostWorker</name>
    <message numerus="yes">
        <source>no word from the probe for %n s</source>
        <translation>
            <numerusform>no word from the probe for %n s</numerusform>
            <numerusform>no word from the probe for %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the probe has not answered for %n s</source>
        <translation>
            <numerusform>the probe has not answered for %n s</numerusform>
            <numerusform>the probe has not answered for %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::topology::FilterBar</name>
    <message numerus="yes">
        <source>%1 of %n hosts</source>
        <translation>
            <numerusform>%1 of %n host</numerusform>
            <numerusform>%1 of %n hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kv::verify::DisableDialog</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on these routers</source>
        <translation>
            <numerusform>%n on these routers</numerusform>
            <numerusform>%n on these routers</numerusform>
        </translation>
    </message>
</context>
</TS>
