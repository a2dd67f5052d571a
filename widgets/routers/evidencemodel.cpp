// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/evidencemodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

#include <algorithm>

namespace kv::routers {

namespace {

/// Evidence this old is shown grey.
constexpr model::TimeUs staleAfterUs = 10'000'000;

const state::Evidence *find(const state::Instance &instance, state::EvidenceSource source)
{
    const auto found = std::find_if(instance.evidence.begin(), instance.evidence.end(),
                                    [source](const state::Evidence &e) { return e.source == source; });
    return found == instance.evidence.end() ? nullptr : &*found;
}

std::vector<state::EvidenceSource> sourcesOf(const state::Router *router)
{
    std::vector<state::EvidenceSource> sources;
    if (!router)
        return sources;
    for (const auto source :
         { state::EvidenceSource::kernel, state::EvidenceSource::wire, state::EvidenceSource::process,
           state::EvidenceSource::path, state::EvidenceSource::traffic, state::EvidenceSource::file,
           state::EvidenceSource::api }) {
        const bool isKnown =
            std::any_of(router->instances.begin(), router->instances.end(),
                        [source](const auto &instance) { return find(instance, source) != nullptr; });
        if (isKnown)
            sources.push_back(source);
    }
    return sources;
}

} // namespace

const state::Router *EvidenceModel::router() const
{
    return m_site ? m_site->router(m_routerId) : nullptr;
}

void EvidenceModel::showRouter(const state::SitePtr &site, const std::string &routerId)
{
    const state::Router *next = site ? site->router(routerId) : nullptr;
    const state::Router *old = router();
    const auto sources = sourcesOf(next);
    const bool isSame = next && old && m_routerId == routerId && sources == m_sources
        && std::equal(next->instances.begin(), next->instances.end(), old->instances.begin(),
                      old->instances.end(), [](const auto &a, const auto &b) { return a.host == b.host; });
    if (!isSame)
        beginResetModel();
    m_site = site;
    m_routerId = routerId;
    m_sources = sources;
    if (!isSame)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int EvidenceModel::rowCount(const QModelIndex &parent) const
{
    return router() && !parent.isValid() ? static_cast<int>(m_sources.size()) + 1 : 0;
}

int EvidenceModel::columnCount(const QModelIndex &parent) const
{
    const state::Router *shown = router();
    return parent.isValid() ? 0 : 1 + (shown ? static_cast<int>(shown->instances.size()) : 0);
}

QVariant EvidenceModel::data(const QModelIndex &index, int role) const
{
    const state::Router *shown = router();
    if (!index.isValid() || !shown)
        return {};
    if (index.column() == 0)
        return titleCell(index.row(), role);
    const auto column = static_cast<std::size_t>(index.column() - 1);
    if (column >= shown->instances.size())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const state::Instance &instance = shown->instances[column];
    return row < m_sources.size() ? evidenceCell(instance, m_sources[row], role) : roleCell(instance, role);
}

QVariant EvidenceModel::titleCell(int row, int role) const
{
    const bool isRole = static_cast<std::size_t>(row) >= m_sources.size();
    if (role == Qt::DisplayRole)
        return isRole ? tr("So it is") : look::sourceName(m_sources[static_cast<std::size_t>(row)]);
    if (role == look::EmphasisRole)
        return static_cast<int>(isRole ? look::Emphasis::strong : look::Emphasis::normal);
    return {};
}

QVariant EvidenceModel::roleCell(const state::Instance &instance, int role) const
{
    const look::Mark mark = look::markOf(instance.role, instance.stale);
    switch (role) {
    case Qt::DisplayRole:
        return look::roleName(instance.role);
    case look::MarkRole:
        return static_cast<int>(mark);
    case look::EmphasisRole:
        return static_cast<int>(look::isAlarming(mark) ? look::Emphasis::alarm : look::Emphasis::strong);
    default:
        return {};
    }
}

QVariant EvidenceModel::evidenceCell(const state::Instance &instance, state::EvidenceSource source,
                                     int role) const
{
    const state::Evidence *evidence = find(instance, source);
    const bool isKnown = evidence && evidence->at > 0;
    const bool isOld = isKnown && (instance.stale || m_site->now - evidence->at > staleAfterUs);
    const bool isTimeless = source == state::EvidenceSource::kernel || source == state::EvidenceSource::path
        || source == state::EvidenceSource::process || source == state::EvidenceSource::file;
    switch (role) {
    case Qt::DisplayRole:
        if (!evidence || evidence->raw.empty())
            return tr("unknown");
        return look::fromStd(evidence->raw);
    case Qt::ToolTipRole:
        return evidence ? look::fromStd(evidence->raw) : tr("not looked at yet");
    case look::SecondLineRole:
        return isKnown ? tr("%1 ago").arg(look::ageText(m_site->now - evidence->at)) : tr("never seen");
    case look::EmphasisRole:
        if (evidence && evidence->contradicts)
            return static_cast<int>(look::Emphasis::alarm);
        return static_cast<int>(!isKnown || (isOld && !(isTimeless && !instance.stale))
                                    ? look::Emphasis::dim
                                    : look::Emphasis::normal);
    case look::TintRole:
        return evidence && evidence->contradicts;
    default:
        return {};
    }
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Evidence");
    const state::Router *shown = router();
    const auto column = static_cast<std::size_t>(section - 1);
    return shown && column < shown->instances.size() ? look::fromStd(shown->instances[column].host)
                                                     : QString();
}

} // namespace kv::routers
