// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layouter.h"

#include "app/picture/drawnalike.h"

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

namespace {

/// As prepare(), for a site that comes after one that `before` shows: mostly nothing is drawn otherwise, and
/// then not even a scene is made.
PreparedPtr prepareAfter(const state::SitePtr &siteBefore, const PreparedPtr &before, const state::Site &site,
                         const picture::Options &options)
{
    const bool isFleet = options.form == picture::Form::fleet; // has ages of its own, and is made quickly
    if (!isFleet && siteBefore && before && before->options == options
        && picture::isDrawnAlike(*siteBefore, site))
        return before;
    return prepare(site, options, before);
}

} // namespace

Layouter::Layouter(QObject *parent) : QObject(parent) { }

Layouter::~Layouter() = default;

void Layouter::setBefore(const PreparedPtr &before)
{
    m_before = before;
    m_siteBefore.reset();
}

void Layouter::layOut(const state::SitePtr &site, const picture::Options &options)
{
    // A fleet looks at verdicts only: it is quick at any size, and does not wait for what is not wanted any
    // more.
    const bool isFleet = options.form == picture::Form::fleet;
    if (isFleet || (!m_isBusy && !isLarge(*site))) {
        m_next.reset();
        m_before = prepareAfter(m_siteBefore, m_before, *site, options);
        m_siteBefore = site;
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
    m_work->run([this, wish = std::move(wish), siteBefore = m_siteBefore, before = m_before] {
        PreparedPtr made = prepareAfter(siteBefore, before, *wish.site, wish.options);
        QMetaObject::invokeMethod(
            this, [this, wish, made = std::move(made)] { take(wish, made); }, Qt::QueuedConnection);
    });
}

void Layouter::take(const Wish &wish, const PreparedPtr &made)
{
    m_isBusy = false;
    m_siteBefore = wish.site;
    PreparedPtr old = std::exchange(m_before, made);
    std::optional<Wish> next = std::exchange(m_next, std::nullopt);
    Q_EMIT ready(made);
    m_work->run([old = std::move(old)]() mutable { old.reset(); }); // it takes a tenth of a second
    if (next && !m_isBusy)
        layOut(next->site, next->options);
}

} // namespace kv::topology
