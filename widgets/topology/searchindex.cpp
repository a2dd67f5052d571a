// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/searchindex.h"

#include "widgets/topology/search.h"

#include <QByteArrayMatcher>

#include <algorithm>
#include <numeric>

namespace kv::topology {

SearchIndex::SearchIndex(const Scenery &scenery, const QStringList &order, const state::Site &site)
    : m_order(order)
{
    const SearchFacts facts(site);
    m_ends.reserve(static_cast<std::size_t>(order.size()));
    for (const QString &id : order) {
        if (const picture::Element *element = scenery.find(id))
            m_texts += facts.textOf(*element).toUtf8();
        m_ends.push_back(m_texts.size());
    }
    m_texts.squeeze();
}

SearchIndex::Hits SearchIndex::find(const QString &words) const
{
    Hits all(m_ends.size());
    std::iota(all.begin(), all.end(), 0U);
    return narrow(words, all);
}

SearchIndex::Hits SearchIndex::narrow(const QString &words, const Hits &among) const
{
    std::vector<QByteArrayMatcher> matchers;
    for (const QString &word : words.simplified().toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        matchers.emplace_back(word.toUtf8());
    Hits hits;
    if (matchers.empty())
        return hits;
    const QByteArrayView texts(m_texts);
    for (const std::uint32_t number : among) {
        const qsizetype begin = number == 0 ? 0 : m_ends[number - 1];
        const QByteArrayView text = texts.sliced(begin, m_ends[number] - begin);
        if (std::ranges::all_of(matchers, [&](const auto &matcher) { return matcher.indexIn(text) >= 0; }))
            hits.push_back(number);
    }
    return hits;
}

} // namespace kv::topology
