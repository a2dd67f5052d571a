// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layouter.h"

#include <QThreadPool>

#include <utility>

namespace kv::topology {

/// A thread of its own, at a lower priority than the one that paints.
class Layouter::Work {
public:
    Work()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.setThreadPriority(QThread::LowPriority);
    }
    ~Work() { m_pool.waitForDone(); }
    template <class Task> void run(Task task) { m_pool.start(std::move(task)); }

private:
    QThreadPool m_pool;
};

Layouter::Layouter(QObject *parent) : QObject(parent) { }

Layouter::~Layouter() = default;

void Layouter::layOut(const state::SitePtr &site, const picture::Options &options)
{
    // A fleet looks at verdicts only: it is quick at any size, and does not wait for what is not wanted any
    // more.
    const bool isFleet = options.form == picture::Form::fleet;
    if (isFleet || (!m_isBusy && !isLarge(*site))) {
        m_next.reset();
        m_before = prepare(*site, options, m_before);
        Q_EMIT ready(m_before);
        return;
    }
    if (m_isBusy)
        m_next = Wish{ site, options };
    else
        start({ site, options });
}

void Layouter::start(Wish wish)
{
    if (!m_work)
        m_work = std::make_shared<Work>();
    m_isBusy = true;
    m_work->run([this, wish = std::move(wish), before = m_before] {
        PreparedPtr made = prepare(*wish.site, wish.options, before);
        QMetaObject::invokeMethod(
            this, [this, made = std::move(made)] { take(made); }, Qt::QueuedConnection);
    });
}

void Layouter::take(const PreparedPtr &made)
{
    m_isBusy = false;
    PreparedPtr old = std::exchange(m_before, made);
    std::optional<Wish> next = std::exchange(m_next, std::nullopt);
    Q_EMIT ready(made);
    m_work->run([old = std::move(old)]() mutable { old.reset(); }); // it takes a tenth of a second
    if (next && !m_isBusy)
        layOut(next->site, next->options);
}

} // namespace kv::topology
