// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/siteoptions.h"
#include "app/state/site.h"

#include <QCoreApplication>

#include <memory>

namespace kv::cli {

class LabHosts;

/// A site at one moment, for a command that asks about it once: of live hosts, as soon as each has told a
/// whole snapshot and the verdicts have settled; or of a recording, at its end or at a moment of it.
class SiteReading {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::SiteReading)
public:
    /// Declares --replay and --at beside the options that name hosts.
    explicit SiteReading(QCommandLineParser &parser);
    ~SiteReading();

    /// After parser.parse(); `ownWords` as in SiteArguments::read(). Runs the application's loop. An error
    /// for people when there is no site to speak of; hosts that did not answer are told on stderr and left
    /// out.
    model::Result<state::SitePtr> read(qsizetype ownWords);

private:
    model::Result<state::SitePtr> replay(const QString &file) const;
    model::Result<state::SitePtr> live(const SiteOptions &options) const;

    QCommandLineParser &m_parser;
    SiteArguments m_arguments;
    std::unique_ptr<LabHosts> m_lab; ///< lives as long as the answer is read
};

} // namespace kv::cli
