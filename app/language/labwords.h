// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <string_view>

namespace kv::language {

/// The lab's own words (its phases, its errors) in the language of the user. The lab makes plain English: it
/// knows no Qt and speaks across processes. What is not known here is quoted as it is.
class LabWords {
    Q_DECLARE_TR_FUNCTIONS(kv::language::LabWords)
public:
    static QString text(std::string_view said);
};

} // namespace kv::language
