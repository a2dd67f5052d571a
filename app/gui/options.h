// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"
#include "probes/session/generatedplan.h"
#include "probes/session/hostcommand.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace kv::gui {

/// What the command line asks for; a value.
struct Options {
    bool usesLab = false;
    QString labName; ///< which lab, as lab::openLab() takes it; "" = the guide's, for the program's own life
    bool hasFastTimers = false;
    std::vector<session::HostCommand> hosts;
    QString replayFile;
    std::optional<session::GeneratedSpec> generated; ///< a site that is not there
    std::string fromHost; ///< who pings; "" = inferred
    std::vector<model::IpAddress> targets; ///< empty = the lab's, else inferred
    QString demoFolder; ///< run the guided failover, leave pictures and result here, and end
    bool wantsHelp = false;
    bool wantsVersion = false;
};

/// Reads the words after the program's name; no QCoreApplication is needed.
class OptionsReader {
    Q_DECLARE_TR_FUNCTIONS(kv::gui::OptionsReader)
public:
    static model::Result<Options> read(const QStringList &words);
    static QString usage();
};

} // namespace kv::gui
