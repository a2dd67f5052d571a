// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/distributiontable.h"

namespace kv::routers {

void DistributionTable::showDistribution(const state::Distribution &distribution)
{
    const bool keepsLines = hasLinesOf(distribution);
    if (!keepsLines)
        beginResetModel();
    m_distribution = distribution;
    if (!keepsLines)
        endResetModel();
    else if (lineCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(lineCount() - 1, titleCount() - 1));
}

int DistributionTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : lineCount();
}

int DistributionTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : titleCount();
}

} // namespace kv::routers
