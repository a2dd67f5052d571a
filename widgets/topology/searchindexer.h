// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/prepared.h"
#include "widgets/topology/searchindex.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace kv::topology {

/// Makes search indexes one after the other: of small pictures at once, of large ones on another thread. Of
/// those that come while one is made only the newest is kept.
class SearchIndexer : public QObject {
    Q_OBJECT
public:
    explicit SearchIndexer(QObject *parent = nullptr);
    ~SearchIndexer() override; ///< waits for the thread

    /// What was made is told by `ready`, for small pictures before this returns.
    void index(const PreparedPtr &prepared, const state::SitePtr &site);
    /// What is being made is not told any more.
    void forget();
    bool willTell() const { return m_isWanted || m_next; }

Q_SIGNALS:
    void ready(const kv::topology::SearchIndexPtr &index);

private:
    struct Wish {
        PreparedPtr prepared;
        state::SitePtr site;
    };

    bool m_isBusy = false;
    bool m_isWanted = false; ///< what is being made
    std::optional<Wish> m_next;
    QThreadPool m_pool;

    void start(Wish wish);
    void take(const SearchIndexPtr &made);
};

} // namespace kv::topology
