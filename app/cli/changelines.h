// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"

#include <QString>
#include <QStringList>

namespace kv::cli {

/// Tells one host's changes in words, one a line, from its observations; what a snapshot says anew is told
/// once, by comparison. Field terms, not for translation: the lines are meant for grep.
class ChangeLines {
public:
    explicit ChangeLines(bool tellsEverything) : m_tellsEverything(tellsEverything) { }

    /// What became true with this observation; usually nothing or one line.
    QStringList take(const model::Observation &observation);

private:
    QStringList compare(const model::HostView &before) const;
    QStringList tell(const model::Observation &observation) const;
    QStringList tellLink(const model::Link &link) const;
    QStringList tellRouting(const model::ObservationBody &body) const;
    QStringList tellQuiet(const model::Observation &observation) const;

    model::HostView m_view;
    model::HostView m_beforeSnapshot;
    bool m_isInSnapshot = false;
    bool m_tellsEverything;
};

} // namespace kv::cli
