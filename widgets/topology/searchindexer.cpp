// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/searchindexer.h"

#include <utility>

namespace kv::topology {

namespace {

constexpr qsizetype manyElements = 2000; ///< an index of so many takes some 5 ms

} // namespace

SearchIndexer::SearchIndexer(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
}

SearchIndexer::~SearchIndexer()
{
    m_pool.waitForDone();
}

void SearchIndexer::index(const PreparedPtr &prepared, const state::SitePtr &site)
{
    if (prepared->order.size() <= manyElements) {
        forget();
        Q_EMIT ready(std::make_shared<SearchIndex>(*prepared->scenery, prepared->order, *site));
        return;
    }
    if (m_isBusy)
        m_next = Wish{ prepared, site };
    else
        start({ prepared, site });
}

void SearchIndexer::forget()
{
    m_isWanted = false;
    m_next.reset();
}

void SearchIndexer::start(Wish wish)
{
    m_isBusy = true;
    m_isWanted = true;
    m_pool.start([this, wish = std::move(wish)] {
        const auto made =
            std::make_shared<SearchIndex>(*wish.prepared->scenery, wish.prepared->order, *wish.site);
        QMetaObject::invokeMethod(
            this, [this, made] { take(made); }, Qt::QueuedConnection);
    });
}

void SearchIndexer::take(const SearchIndexPtr &made)
{
    m_isBusy = false;
    const bool isWanted = std::exchange(m_isWanted, false);
    if (std::optional<Wish> next = std::exchange(m_next, std::nullopt))
        start(std::move(*next));
    if (isWanted)
        Q_EMIT ready(made);
}

} // namespace kv::topology
