// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/facts/factlist.h"

#include <QCoreApplication>

#include <string>

namespace kv::facts {

/// The words of this folder, for translation.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(kv::facts)
};

/// Gathers the facts of one host into a list, their times on the near end's clock.
class FactWriter {
public:
    FactWriter(const state::Host &host, FactList &into) : m_host(host), m_list(into) { }

    void begin(const QString &title);
    void add(const QString &name, const QString &value, const QString &source, model::TimeUs hostTime);
    void add(const QString &name, const std::string &value, const QString &source, model::TimeUs hostTime);
    /// Near end's own knowledge: the time is the near end's.
    void addNear(const QString &name, const QString &value, const QString &source, model::TimeUs nearTime);
    void end(); ///< drops the section when nothing was added

    const state::Host &host() const { return m_host; }
    const model::HostView &view() const { return *m_host.view; }

private:
    const state::Host &m_host;
    FactList &m_list;
    FactSection m_section;
};

/// "qr-da3504ad-ba in qrouter-…", "overlay0"; "interface 7" when it is not known.
QString linkName(const model::HostView &view, model::LinkKey key);
QString kernelSource();

void writeHost(FactWriter &writer);
void writeNamespace(FactWriter &writer, model::NetnsCookie netns);
/// The ports of a namespace's bridges that filter rules name.
void writeFilters(FactWriter &writer, model::NetnsCookie netns);
/// One row about a port of a bridge; nothing about any other link.
void writeFiltersOf(FactWriter &writer, const model::Link &port);
void writeLink(FactWriter &writer, const model::Fact<model::Link> &link);
/// What a link is: "bridge", "VXLAN", …
QString kindName(const model::Link &link);

} // namespace kv::facts
