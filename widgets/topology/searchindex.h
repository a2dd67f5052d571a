// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "widgets/topology/scenery.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace kv::topology {

/// What the elements that the keyboard reaches are found by (search.h), made once for a picture and a site so
/// that a letter costs no walk over the site. Immutable; made on any thread.
class SearchIndex {
public:
    /// Numbers of elements in the keyboard's order, ascending.
    using Hits = std::vector<std::uint32_t>;

    /// `order`: elements of the scenery, the first is number 0.
    SearchIndex(const Scenery &scenery, const QStringList &order, const state::Site &site);

    /// Elements that have each of the words; none for `words` without any.
    Hits find(const QString &words) const;
    /// The same, looked for only among those that an earlier find() with a beginning of `words` gave.
    Hits narrow(const QString &words, const Hits &among) const;
    const QString &id(std::uint32_t number) const { return m_order.at(number); }

private:
    QStringList m_order;
    QByteArray m_texts; ///< UTF-8 in lower case, one after the other
    std::vector<qsizetype> m_ends; ///< of each element's text
};

using SearchIndexPtr = std::shared_ptr<const SearchIndex>;

} // namespace kv::topology
