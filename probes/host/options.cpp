// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/options.h"

#include <string>

namespace kv::host {

model::Result<Options> parseOptions(const std::vector<std::string_view> &words)
{
    Options options;
    for (const std::string_view word : words) {
        if (word == "--once")
            options.mode = Options::Mode::once;
        else if (word == "--follow")
            options.mode = Options::Mode::follow;
        else if (word == "--allow-actions")
            options.allowsActions = true;
        else if (word == "--no-nsid")
            options.writesNsids = false;
        else if (word == "--version")
            options.mode = Options::Mode::showVersion;
        else if (word == "--help" || word == "-h")
            options.mode = Options::Mode::showHelp;
        else
            return model::Error{ model::ErrorCode::invalidArgument, "unknown option " + std::string(word),
                                 "command line" };
    }
    if (options.allowsActions && options.mode != Options::Mode::serve
        && options.mode != Options::Mode::showHelp && options.mode != Options::Mode::showVersion)
        return model::Error{ model::ErrorCode::invalidArgument,
                             "--allow-actions needs requests: not with --once or --follow", "command line" };
    return options;
}

std::string_view usageText()
{
    return "usage: keepview-probe [--once | --follow] [--allow-actions] [--no-nsid]\n"
           "Tells what this host's kernel, VRRP and keepalived do, as JSON, one object a line.\n"
           "\n"
           "  (neither)        take requests on stdin; end when stdin closes\n"
           "  --once           say hello and one snapshot, then end; stdin is not read\n"
           "  --follow         say hello, a snapshot and then every change, until interrupted or until\n"
           "                   stdout is closed; stdin is not read, so it may be a terminal or closed\n"
           "  --allow-actions  accept requests that change a link (each with an undo)\n"
           "  --no-nsid        do not give other namespaces an nsid; hear each by a socket of its own\n"
           "  --version        print the version\n"
           "  --help           print this\n";
}

} // namespace kv::host
