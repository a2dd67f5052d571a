// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factwriter.h"

#include "widgets/look/words.h"

#include <utility>

namespace kv::facts {

void FactWriter::begin(const QString &title)
{
    end();
    m_section.title = title;
}

void FactWriter::add(const QString &name, const QString &value, const QString &source, model::TimeUs hostTime)
{
    addNear(name, value, source, hostTime > 0 ? hostTime + m_host.clockOffsetUs : 0);
}

void FactWriter::add(const QString &name, const std::string &value, const QString &source,
                     model::TimeUs hostTime)
{
    add(name, look::fromStd(value), source, hostTime);
}

void FactWriter::addNear(const QString &name, const QString &value, const QString &source,
                         model::TimeUs nearTime)
{
    if (m_section.rows.size() < maxRows)
        m_section.rows.push_back({ name, value, source, nearTime });
    else
        ++m_section.leftOut;
}

void FactWriter::end()
{
    if (!m_section.rows.empty())
        m_list.sections.push_back(std::move(m_section));
    m_section = {};
}

QString linkName(const model::HostView &view, model::LinkKey key)
{
    const model::Link *link = view.link(key);
    if (!link)
        return Text::tr("interface %1").arg(key.ifindex);
    const std::string netns = view.namespaceName(key.netns);
    return netns.empty() ? look::fromStd(link->name)
                         : Text::tr("%1 in %2").arg(look::fromStd(link->name), look::fromStd(netns));
}

QString kernelSource()
{
    return Text::tr("kernel");
}

} // namespace kv::facts
