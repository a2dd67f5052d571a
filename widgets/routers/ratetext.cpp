// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/ratetext.h"

#include "widgets/routers/text.h"

#include <QLocale>

namespace kv::routers {

QString rateText(const std::optional<state::TrafficRate> &rate)
{
    if (!rate)
        return QStringLiteral("-");
    return Text::tr("%1 packets/s, %2/s")
        .arg(QLocale().toString(qRound64(rate->packets)),
             QLocale().formattedDataSize(qRound64(rate->bytes), 1, QLocale::DataSizeSIFormat));
}

} // namespace kv::routers
