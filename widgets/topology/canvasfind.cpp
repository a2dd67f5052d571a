// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include <utility>

namespace kv::topology {

void Canvas::View::find(const QString &words)
{
    findWords = words.simplified();
    currentHit.clear();
    hasBegun = hasBegun || (site && !findWords.isEmpty());
    if (findWords.isEmpty() || !site) {
        indexer.forget();
        searched.reset();
    } else if (!searched && !indexer.willTell()) {
        return indexForFind();
    }
    collectHits();
    if (!currentHit.isEmpty())
        reveal(currentHit);
}

void Canvas::View::indexForFind()
{
    if (!site)
        return;
    searchedSite = site;
    indexer.index(prepared, site);
}

/// The first index of a search brings its first hit into sight; those that follow the site do not move it.
void Canvas::View::takeIndex(const SearchIndexPtr &made)
{
    const bool isFirst = std::exchange(searched, made) == nullptr;
    foundWords.clear();
    const QStringList before = hits;
    collectHits();
    if (!isFirst)
        return;
    if (!currentHit.isEmpty())
        reveal(currentHit);
    if (hits == before)
        Q_EMIT canvas->hitsChanged(); // nothing was found
}

/// Keeps the hit that is looked at as long as it is one.
void Canvas::View::collectHits()
{
    QStringList found;
    if (searched) {
        const bool isNarrower = !foundWords.isEmpty() && findWords.startsWith(foundWords);
        foundNumbers = isNarrower ? searched->narrow(findWords, foundNumbers) : searched->find(findWords);
        foundWords = findWords;
        for (const std::uint32_t number : foundNumbers)
            found << searched->id(number);
    }
    const QString current = found.contains(currentHit) ? currentHit : found.value(0);
    if (found == hits && current == currentHit)
        return;
    hits = found;
    currentHit = current;
    placeHits();
    canvas->update();
    Q_EMIT canvas->hitsChanged();
}

void Canvas::View::placeHits()
{
    hitBoxes.clear();
    for (const QString &id : std::as_const(hits)) {
        const picture::Element *made = element(id);
        hitBoxes.push_back(made == nullptr ? picture::Rect{} : made->bounds);
    }
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

bool Canvas::isFinding() const
{
    return m_view->isFinding();
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
