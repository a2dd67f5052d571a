// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/metadataproxy.h"

namespace kv::lab {

namespace {

MetadataProxy proxy(const std::string &id, const std::string &binds, const std::string &removed,
                    const std::string &set)
{
    const std::string path = "/var/lib/neutron/ns-metadata-proxy/" + id + ".conf";
    const std::string pidFile = neutronPidFile(id, "haproxy");
    const std::string text = "\nglobal\n    log         stderr format raw local0 info\n"
                             "    log-tag     haproxy-metadata-proxy-"
        + id + "\n    maxconn     1024\n    pidfile     " + pidFile
        + "\n    daemon\n\ndefaults\n    log global\n    mode http\n    option httplog\n    option "
          "dontlognull\n"
          "    option http-server-close\n    option forwardfor\n    retries                 3\n"
          "    timeout http-request    30s\n    timeout connect         30s\n    timeout client          "
          "32s\n"
          "    timeout server          32s\n    timeout http-keep-alive 30s\n\nlisten listener\n"
        + binds + "    server metadata " + metadataSocket + "\n    http-request del-header " + removed
        + "\n    http-request set-header " + set + " " + id + "\n";
    // -db: the lab's PID 1 is its parent and sees its end.
    return { path, text, { "haproxy", { "haproxy", "-db", "-f", path }, {}, pidFile } };
}

} // namespace

std::string neutronPidFile(const std::string &id, const std::string &program)
{
    return "/var/lib/neutron/external/pids/" + id + ".pid." + program;
}

MetadataProxy networkMetadataProxy(const NetworkDefinition &network, const std::string &interface,
                                   bool hasIpv6)
{
    const std::string ipv6 = "    bind fe80::a9fe:a9fe:80 interface " + interface + "\n";
    return proxy(network.id, "    bind 169.254.169.254:80\n" + (hasIpv6 ? ipv6 : std::string()),
                 "X-Neutron-Router-ID", "X-Neutron-Network-ID");
}

MetadataProxy routerMetadataProxy(const RouterDefinition &router, bool hasIpv6)
{
    return proxy(router.id, hasIpv6 ? "    bind :::9697\n    \n" : "    bind 0.0.0.0:9697\n    \n",
                 "X-Neutron-Network-ID", "X-Neutron-Router-ID");
}

} // namespace kv::lab
