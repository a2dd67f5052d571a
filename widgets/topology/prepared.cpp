// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/prepared.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace kv::topology {

namespace {

constexpr std::size_t manyLinks = 1500; ///< a layout of so many takes some 15 ms
constexpr double rowHeight = 8; ///< boxes whose tops are closer stand in one row
constexpr std::size_t mostDirty = 400; ///< places; with more all is painted anew

QStringList orderOf(const picture::DisplayList &list)
{
    struct Stop {
        std::size_t host = 0;
        bool isInside = false;
        double row = 0;
        double x = 0;
        const QString *id = nullptr;
    };
    std::unordered_map<std::string, std::size_t> hosts;
    std::vector<Stop> stops;
    for (const picture::Element &made : list.elements) {
        if (!made.isFocusable)
            continue;
        const std::size_t host = hosts.try_emplace(made.target.host, hosts.size()).first->second;
        stops.push_back({ host, made.kind != picture::ElementKind::host,
                          std::floor(made.bounds.y / rowHeight), made.bounds.x, &made.id });
    }
    std::stable_sort(stops.begin(), stops.end(), [](const Stop &a, const Stop &b) {
        return std::tie(a.host, a.isInside, a.row, a.x) < std::tie(b.host, b.isInside, b.row, b.x);
    });
    QStringList ids;
    ids.reserve(static_cast<qsizetype>(stops.size()));
    for (const Stop &stop : stops)
        ids << *stop.id;
    return ids;
}

/// Places that differ. Elements mostly stand at the same index: that is looked at first.
class Difference {
public:
    Difference(Prepared &made, const Scenery &before) : m_made(made), m_before(before) { }

    void find()
    {
        const auto &old = m_before.list()->elements;
        const auto &now = m_made.scenery->list()->elements;
        m_made.isAllDirty = false;
        std::vector<std::size_t> odd; // of now: not at its old index
        std::vector<bool> isMatched(old.size(), false);
        for (std::size_t i = 0; i < now.size(); ++i) {
            if (i < old.size() && old[i].id == now[i].id) {
                isMatched[i] = true;
                compare(i, i);
            } else {
                odd.push_back(i);
            }
        }
        QHash<QString, std::size_t> left;
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (!isMatched[i])
                left.insert(old[i].id, i);
        }
        for (const std::size_t i : odd) {
            const auto found = left.constFind(now[i].id);
            if (found == left.constEnd()) {
                add(m_made.scenery->covered(i));
                continue;
            }
            compare(found.value(), i);
            left.erase(found);
        }
        for (const std::size_t gone : std::as_const(left))
            add(m_before.covered(gone));
        if (m_made.dirty.size() > mostDirty || m_made.dirty.size() > now.size()) {
            m_made.dirty.clear();
            m_made.isAllDirty = true;
        }
    }

private:
    Prepared &m_made;
    const Scenery &m_before;

    void add(const QRectF &area) { m_made.dirty.push_back(area); }
    void compare(std::size_t old, std::size_t now)
    {
        if (m_before.list()->elements[old] == m_made.scenery->list()->elements[now])
            return;
        add(m_before.covered(old));
        if (m_before.covered(old) != m_made.scenery->covered(now))
            add(m_made.scenery->covered(now));
    }
};

} // namespace

namespace {

PreparedPtr sameAs(const PreparedPtr &before, std::shared_ptr<Prepared> made, picture::Scene scene)
{
    made->hasScene = before->hasScene;
    made->scene = std::move(scene);
    made->scenery = before->scenery;
    made->order = before->order;
    made->isAllDirty = false;
    made->isSame = true;
    return made;
}

} // namespace

PreparedPtr prepare(const state::Site &site, const picture::Options &options, const PreparedPtr &before)
{
    auto made = std::make_shared<Prepared>();
    made->options = options;
    picture::Scene scene = picture::sceneOf(site, options);
    const bool isComparable = before && before->options == options;
    if (isComparable && before->hasScene && before->scene == scene)
        return sameAs(before, std::move(made), std::move(scene));
    made->scenery = std::make_shared<Scenery>(picture::build(scene, options));
    if (isComparable && !before->hasScene && *made->scenery->list() == *before->scenery->list())
        return sameAs(before, std::move(made), {});
    made->order = orderOf(*made->scenery->list());
    if (before && before->options.form == options.form)
        Difference(*made, *before->scenery).find();
    made->hasScene = options.form == picture::Form::fleet || !isLarge(site);
    if (made->hasScene)
        made->scene = std::move(scene);
    return made;
}

PreparedPtr preparedNothing(const picture::Options &options)
{
    auto made = std::make_shared<Prepared>();
    made->options = options;
    made->scenery = std::make_shared<Scenery>(std::make_shared<picture::DisplayList>());
    return made;
}

bool isLarge(const state::Site &site)
{
    std::size_t links = 0;
    for (const state::Host &host : site.hosts)
        links += host.view->links.size();
    return links > manyLinks;
}

} // namespace kv::topology
