// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/siteoptions.h"
#include "app/lab/lab.h"

#include <QCoreApplication>

#include <optional>

namespace kv::cli {

/// The lab behind --lab and --lab-name: turns it into hosts like any others. To be declared before
/// all that uses the hosts: a private lab ends with it, and it forks, which must come before the first
/// thread.
class LabHosts {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::LabHosts)
public:
    /// Passes errors and options without a lab through; else starts or joins the lab, waits until it is ready
    /// and fills in its hosts. Tells the phases on stderr.
    model::Result<SiteOptions> complete(model::Result<SiteOptions> options);
    /// What the lab says should be pinged, and from where; empty without a lab.
    std::vector<lab::Target> targets() const { return m_lab ? m_lab->targets() : std::vector<lab::Target>(); }

private:
    std::optional<lab::RunningLab> m_lab;
};

} // namespace kv::cli
