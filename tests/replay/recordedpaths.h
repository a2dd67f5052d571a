// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kv::tests {

/// What the traffic path is at moments of recorded journals, one block each: its name; recording, target,
/// seconds after the beginning, who serves ("-" nobody), what the path amounts to; then its hops in
/// tests/support/pathwords.h's words. Checked by hand against the recordings' FDB, routes, neighbours and
/// NAT. The recordings of a real Neutron are of a probe that did not tell when a MAC moved back to where it
/// had been: no moment after such a move is here.
constexpr const char *recordedPaths = R"(
# the guide's lab, steady
resources/recordings/failover.jsonl 203.0.113.17 3 network1 clear
client:eth0 station
gateway:wan0 station
gateway:lan0 station
gateway:lan0 station
-:untagged:brqe7c2d4f8-91 physical-network
network1:provider0 uplink
network1:brqe7c2d4f8-91 bridge
network1:tap33fedbc5-43 port
network1:qg-33fedbc5-43 gateway-port
network1: nat
network1: routing
network1:qr-da3504ad-ba inside-port
network1:tapda3504ad-ba port
network1:brq3a1b7e90-2f bridge
network1:vxlan-101 tunnel
network1:overlay0 uplink
-:overlay physical-network
compute1:overlay0 uplink
compute1:vxlan-101 tunnel
compute1:brq3a1b7e90-2f bridge
compute1:tap8be1f3a7-0d port
compute1:eth0 guest
compute1:vxlan-101 tunnel back

# the overlay of the active node is cut: nobody serves (FACTS 3.1)
resources/recordings/failover.jsonl 203.0.113.17 6 - broken
client:eth0 station
gateway:wan0 station
gateway:lan0 station
gateway:lan0 station
-:untagged:brqe7c2d4f8-91 physical-network
network1:provider0 uplink
network1:brqe7c2d4f8-91 bridge
network1:tap33fedbc5-43 port
network1:qg-33fedbc5-43 gateway-port unknown
network1: nat
network1: routing
network1:qr-da3504ad-ba inside-port
network1:tapda3504ad-ba port
network1:brq3a1b7e90-2f bridge
network1:vxlan-101 tunnel
network1:overlay0 uplink broken
-:overlay physical-network
compute1:overlay0 uplink
compute1:vxlan-101 tunnel
compute1:brq3a1b7e90-2f bridge
compute1:tap8be1f3a7-0d port
compute1:eth0 guest
compute1:vxlan-101 tunnel back

# taken over, both hold the addresses
resources/recordings/failover.jsonl 203.0.113.17 12 network2 clear
client:eth0 station
gateway:wan0 station
gateway:lan0 station
gateway:lan0 station
-:untagged:brqe7c2d4f8-91 physical-network
network2:provider0 uplink
network2:brqe7c2d4f8-91 bridge
network2:tap33fedbc5-43 port
network2:qg-33fedbc5-43 gateway-port
network2: nat
network2: routing
network2:qr-da3504ad-ba inside-port
network2:tapda3504ad-ba port
network2:brq3a1b7e90-2f bridge
network2:vxlan-101 tunnel
network2:overlay0 uplink
-:overlay physical-network
compute1:overlay0 uplink
compute1:vxlan-101 tunnel
compute1:brq3a1b7e90-2f bridge
compute1:tap8be1f3a7-0d port
compute1:eth0 guest
compute1:vxlan-101 tunnel back

# IPv6 is routed as it is
resources/recordings/failover.jsonl fd00:198:51:100:f816:3eff:fe71:e93e 3 network1 clear
client:eth0 station
gateway:wan0 station
gateway:lan0 station
gateway:lan0 station
-:untagged:brqe7c2d4f8-91 physical-network
network1:provider0 uplink
network1:brqe7c2d4f8-91 bridge
network1:tap33fedbc5-43 port
network1:qg-33fedbc5-43 gateway-port
network1: routing
network1:qr-442e36eb-fc inside-port
network1:tap442e36eb-fc port
network1:brq3a1b7e90-2f bridge
network1:vxlan-101 tunnel
network1:overlay0 uplink
-:overlay physical-network
compute1:overlay0 uplink
compute1:vxlan-101 tunnel
compute1:brq3a1b7e90-2f bridge
compute1:tap8be1f3a7-0d port
compute1:eth0 guest
compute1:vxlan-101 tunnel back

# a router: to its ports and what they leave by
resources/recordings/failover.jsonl router2 12 network2 clear
client:eth0 station
gateway:wan0 station
gateway:lan0 station
gateway:lan0 station
-:untagged:brqe7c2d4f8-91 physical-network
network2:provider0 uplink
network2:brqe7c2d4f8-91 bridge
network2:tap33fedbc5-43 port
network2:qg-33fedbc5-43 gateway-port
network2:qr-da3504ad-ba inside-port
network2:tapda3504ad-ba port
network2:brq3a1b7e90-2f bridge
network2:vxlan-101 tunnel
network2:overlay0 uplink
network2:qr-442e36eb-fc inside-port
network2:tap442e36eb-fc port
network2:brq3a1b7e90-2f bridge
network2:vxlan-101 tunnel
network2:overlay0 uplink

# an older probe: it told no routes and no NAT
tests/fixtures/failover-default.jsonl 203.0.113.17 3 network1 unknown
client: station unknown
-:untagged:brqe7c2d4f8-91 physical-network
network1:provider0 uplink
network1:brqe7c2d4f8-91 bridge
network1:tap33fedbc5-43 port
network1:qg-33fedbc5-43 gateway-port
network1: nat unknown
-: end unknown

# an older probe, IPv6: the rest is known
tests/fixtures/failover-default.jsonl fd00:198:51:100:f816:3eff:fe71:e93e 12 network2 unknown
client: station unknown
-:untagged:brqe7c2d4f8-91 physical-network
network2:provider0 uplink
network2:brqe7c2d4f8-91 bridge
network2:tap33fedbc5-43 port
network2:qg-33fedbc5-43 gateway-port
network2: routing
network2:qr-442e36eb-fc inside-port
network2:tap442e36eb-fc port
network2:brq3a1b7e90-2f bridge
network2:vxlan-101 tunnel
network2:overlay0 uplink
-:overlay physical-network
compute1:overlay0 uplink
compute1:vxlan-101 tunnel
compute1:brq3a1b7e90-2f bridge
compute1:tap8be1f3a7-0d port
compute1:eth0 guest
compute1:vxlan-101 tunnel back

# Neutron, long after a failover: everything still points to the old host (FACTS 3.2)
tests/fixtures/neutron/keepalived-is-killed.jsonl 203.0.113.55 8 network1 outdated
external:eth0 station
external:eth0 station
-:untagged:brq7e0cf77d-b4 physical-network outdated
network1:eth2 uplink
network1:brq7e0cf77d-b4 bridge flooded
network2:brq7e0cf77d-b4 bridge outdated aside
network1:tap749396ba-c4 port
network1:qg-749396ba-c4 gateway-port
network1: nat
network1: routing
network1:qr-6c04fceb-e0 inside-port
network1:tap6c04fceb-e0 port
network1:brqa07fb35c-ee bridge
network1:vxlan-434 tunnel
network1:eth1 uplink
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-434 tunnel
compute1:brqa07fb35c-ee bridge
compute1:tap18fb9cd7-d0 port
compute1:eth0 guest
compute1:vxlan-434 tunnel outdated back
network1:brqa07fb35c-ee bridge outdated back

# Neutron: only the way back points to the old host
tests/fixtures/neutron/neutron-server-is-stopped-in-a-failover.jsonl 203.0.113.55 8 network1 outdated
external:eth0 station
external:eth0 station
-:untagged:brq7e0cf77d-b4 physical-network
network1:eth2 uplink
network1:brq7e0cf77d-b4 bridge
network1:tap749396ba-c4 port
network1:qg-749396ba-c4 gateway-port
network1: nat
network1: routing
network1:qr-6c04fceb-e0 inside-port
network1:tap6c04fceb-e0 port
network1:brqa07fb35c-ee bridge flooded
network1:vxlan-434 tunnel flooded
network1:eth1 uplink
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-434 tunnel
compute1:brqa07fb35c-ee bridge flooded
compute1:tap18fb9cd7-d0 port
compute1:eth0 guest
compute1:vxlan-434 tunnel outdated back
network1:brqa07fb35c-ee bridge outdated back

# Neutron: the overlay is cut
tests/fixtures/neutron/the-overlay-goes-down-and-up.jsonl 203.0.113.55 13 - broken
external:eth0 station
external:eth0 station
-:untagged:brq7e0cf77d-b4 physical-network
network1:eth2 uplink
network1:brq7e0cf77d-b4 bridge
network1:tap749396ba-c4 port
network1:qg-749396ba-c4 gateway-port unknown
network1: nat
network1: routing
network1:qr-6c04fceb-e0 inside-port
network1:tap6c04fceb-e0 port
network1:brqa07fb35c-ee bridge
network1:vxlan-434 tunnel
network1:eth1 uplink broken
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-434 tunnel
compute1:brqa07fb35c-ee bridge
compute1:tap18fb9cd7-d0 port
compute1:eth0 guest
compute1:vxlan-434 tunnel back

# Neutron: the provider uplink is down, no failover follows (FACTS 6)
tests/fixtures/neutron/the-provider-uplink-goes-down.jsonl 203.0.113.55 20 network1 broken
external:eth0 station
external:eth0 station
-:untagged:brq7e0cf77d-b4 physical-network outdated
network1:eth2 uplink broken
network1:brq7e0cf77d-b4 bridge flooded
network2:brq7e0cf77d-b4 bridge outdated aside
network1:tap749396ba-c4 port
network1:qg-749396ba-c4 gateway-port
network1: nat
network1: routing
network1:qr-6c04fceb-e0 inside-port
network1:tap6c04fceb-e0 port
network1:brqa07fb35c-ee bridge
network1:vxlan-434 tunnel
network1:eth1 uplink
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-434 tunnel
compute1:brqa07fb35c-ee bridge
compute1:tap18fb9cd7-d0 port
compute1:eth0 guest
compute1:vxlan-434 tunnel outdated back
network1:brqa07fb35c-ee bridge outdated back

# Neutron: the provider uplink is down, the health check has not seen it yet (FACTS 3.8)
tests/fixtures/neutron/the-provider-uplink-goes-down-with-a-health-check.jsonl 203.0.113.77 24 network2 broken
external:eth0 station
external:eth0 station
-:untagged:brqac896758-13 physical-network
network2:eth2 uplink broken
network2:brqac896758-13 bridge
network2:tapb25784bf-57 port
network2:qg-b25784bf-57 gateway-port
network2: nat
network2: routing
network2:qr-1bd1e699-88 inside-port
network2:tap1bd1e699-88 port
network2:brq131274b2-bb bridge
network2:vxlan-710 tunnel
network2:eth1 uplink
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-710 tunnel
compute1:brq131274b2-bb bridge
compute1:tap2ee27071-09 port
compute1:eth0 guest
compute1:vxlan-710 tunnel back

# Neutron: the health check moved it; the old host's bridge does not know
tests/fixtures/neutron/the-provider-uplink-goes-down-with-a-health-check.jsonl 203.0.113.77 28 network1 clear
external:eth0 station
external:eth0 station
-:untagged:brqac896758-13 physical-network
network1:eth2 uplink
network1:brqac896758-13 bridge
network2:brqac896758-13 bridge outdated aside
network1:tapb25784bf-57 port
network1:qg-b25784bf-57 gateway-port
network1: nat
network1: routing
network1:qr-1bd1e699-88 inside-port
network1:tap1bd1e699-88 port
network1:brq131274b2-bb bridge
network1:vxlan-710 tunnel
network1:eth1 uplink
-:overlay physical-network
compute1:eth1 uplink
compute1:vxlan-710 tunnel
compute1:brq131274b2-bb bridge
compute1:tap2ee27071-09 port
compute1:eth0 guest
compute1:vxlan-710 tunnel back
)";

} // namespace kv::tests
