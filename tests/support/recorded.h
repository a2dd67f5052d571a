// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/engine.h"
#include "probes/wire/codec.h"

#include <QFile>

#include <limits>
#include <vector>

namespace kv::tests {

/// The records of a recording's file; none when it cannot be read or a line of it is wrong.
inline std::vector<model::Observation> recordsOf(const QString &path)
{
    QFile file(path);
    std::vector<model::Observation> records;
    if (!file.open(QIODevice::ReadOnly))
        return {};
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        auto record = wire::decodeObservation({ line.constData(), static_cast<std::size_t>(line.size()) });
        if (!record)
            return {};
        records.push_back(std::move(*record));
    }
    return records;
}

/// The site that many seconds after the beginning of a recording; nullptr as recordsOf() has none.
inline state::SitePtr siteAt(const QString &path, double seconds = std::numeric_limits<int>::max())
{
    std::vector<model::Observation> records = recordsOf(path);
    if (records.empty())
        return {};
    const model::TimeUs until = records.front().arrivedAt + static_cast<model::TimeUs>(seconds * 1e6);
    std::erase_if(records, [until](const model::Observation &record) { return record.arrivedAt > until; });
    engine::Engine engine;
    engine.ingest(records);
    return engine.currentSite();
}

} // namespace kv::tests
