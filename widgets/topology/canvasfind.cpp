// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"
#include "widgets/topology/search.h"

#include <algorithm>

namespace kv::topology {

void Canvas::View::find(const QString &words)
{
    findWords = words.simplified();
    currentHit.clear();
    collectHits();
    if (!currentHit.isEmpty())
        reveal(currentHit);
}

/// Keeps the hit that is looked at as long as it is one.
void Canvas::View::collectHits()
{
    QStringList found;
    if (!findWords.isEmpty() && site) {
        for (const QString &id : order()) {
            if (matches(searchText(*element(id), *site), findWords))
                found << id;
        }
    }
    const QString current = found.contains(currentHit) ? currentHit : found.value(0);
    if (found == hits && current == currentHit)
        return;
    hits = found;
    currentHit = current;
    canvas->update();
    Q_EMIT canvas->hitsChanged();
}

void Canvas::View::stepHit(int by)
{
    if (hits.isEmpty())
        return;
    const qsizetype at = hits.indexOf(currentHit) + by;
    currentHit = hits.at((at + hits.size()) % hits.size());
    reveal(currentHit);
    canvas->update();
    Q_EMIT canvas->hitsChanged();
}

QStringList Canvas::hits() const
{
    return m_view->hits;
}

int Canvas::currentHit() const
{
    return static_cast<int>(m_view->hits.indexOf(m_view->currentHit));
}

void Canvas::find(const QString &words)
{
    m_view->find(words);
}

void Canvas::nextHit()
{
    m_view->stepHit(1);
}

void Canvas::previousHit()
{
    m_view->stepHit(-1);
}

} // namespace kv::topology
