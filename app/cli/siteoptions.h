// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/model/result.h"
#include "probes/session/hostcommand.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <optional>
#include <vector>

namespace kv::cli {

/// Which hosts, and where to keep what they say: the options that snapshot, watch and verify share.
struct SiteOptions {
    bool usesLab = false;
    QString labName; ///< which lab, as lab::openLab() takes it; "" = the guide's, for the command's own life
    QString timers; ///< "default" or "fast"
    std::vector<session::HostCommand> hosts;
    std::vector<model::RouterName> routerNames; ///< the lab's; a site's own come with site files
    QString recordFile;
    QString verdictFile;
};

/// Declares and reads them.
class SiteArguments {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::SiteArguments)
public:
    explicit SiteArguments(QCommandLineParser &parser);

    /// After parser.parse(): checked, one error for people at a time. `ownWords`: the first words without an
    /// option that are the command's own, no lab's name.
    model::Result<SiteOptions> read(qsizetype ownWords = 0) const;

private:
    QCommandLineParser &m_parser;
};

/// Parses; prints help or the error itself, and then returns the exit code to leave with.
std::optional<int> parseWords(QCommandLineParser &parser, const QString &command, const QStringList &words);

} // namespace kv::cli
