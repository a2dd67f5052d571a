// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/prepared.h"

#include <QObject>

#include <optional>

namespace kv::topology {

/// Prepares sites one after the other: small ones at once, large ones on another thread. Of those that come
/// while one is prepared only the newest is kept.
class Layouter : public QObject {
    Q_OBJECT
public:
    explicit Layouter(QObject *parent = nullptr);
    ~Layouter() override; ///< waits for the thread

    /// What was prepared is told by `ready`, for small sites and a fleet before this returns. What another
    /// thread still prepares then is told too.
    void layOut(const state::SitePtr &site, const picture::Options &options);
    bool isBusy() const { return m_isBusy; }
    /// What comes next is compared with this.
    void setBefore(const PreparedPtr &before);

Q_SIGNALS:
    void ready(const kv::topology::PreparedPtr &prepared);

private:
    struct Wish {
        state::SitePtr site;
        picture::Options options;
    };
    class Work;

    PreparedPtr m_before;
    state::SitePtr m_siteBefore; ///< a site that m_before shows; nullptr when none is known
    bool m_isBusy = false;
    std::optional<Wish> m_next;
    std::shared_ptr<Work> m_work;

    void start(Wish wish);
    void take(const Wish &wish, const PreparedPtr &made);
};

} // namespace kv::topology
