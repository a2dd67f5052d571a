// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/radvdconf.h"

#include "app/lab/keepalivedconf.h"
#include "app/lab/metadataproxy.h"

namespace kv::lab {

std::string radvdConfPath(const RouterDefinition &router)
{
    return "/var/lib/neutron/ra/" + router.id + ".radvd.conf";
}

std::string radvdConf(const Definition &lab, const RouterDefinition &router)
{
    std::string text;
    for (const RouterPort &port : router.ports) {
        const NetworkDefinition *network = port.isGateway ? nullptr : findNetwork(lab, port.network);
        for (const Subnet &subnet : network ? network->subnets : std::vector<Subnet>()) {
            const bool isServed = subnet.prefix.address.family == model::IpFamily::v6
                && !port.addresses.empty() && subnet.prefix.contains(port.addresses.front().address);
            if (!isServed) {
                continue;
            }
            text += "interface " + interfaceName(port)
                + "\n{\n   AdvSendAdvert on;\n   MinRtrAdvInterval 30;\n   MaxRtrAdvInterval 100;\n   "
                  "AdvLinkMTU "
                + std::to_string(network->mtuBytes) + ";\n   \n";
            if (subnet.nameServer.isSet()) {
                text += "   RDNSS  " + subnet.nameServer.toString() + "  {};\n   \n";
            }
            text += "   prefix " + subnet.prefix.toString()
                + "\n   {\n        AdvOnLink on;\n        AdvAutonomous on;\n   };\n   \n\n"
                  "   route fe80::a9fe:a9fe/128 {\n   };\n};\n";
        }
    }
    return text;
}

Program radvd(const RouterDefinition &router)
{
    const std::string pidFile = neutronPidFile(router.id, "radvd");
    return {
        "radvd", { "radvd", "-n", "-C", radvdConfPath(router), "-p", pidFile, "-m", "stderr" }, {}, pidFile
    };
}

} // namespace kv::lab
