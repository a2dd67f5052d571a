// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTranslator>

#include <string>
#include <vector>

namespace kv::language {

/// The language of a program's text while it lives: puts the program's own translation and Qt's into the
/// running QCoreApplication, which must outlive it.
class Language {
    Q_DECLARE_TR_FUNCTIONS(kv::language::Language)
public:
    /// What --language takes; the first one is what the program is written in.
    static QStringList codes();
    /// The first language of a preference list ("zh-Hans-CN", "zh-CN", "de") that there is; else English.
    static QString bestOf(const QStringList &wanted);
    /// "zh_CN" for "zh-cn" too; "" when there is no such language.
    static QString codeOf(const QString &text);

    /// An unknown or empty code means what LANGUAGE, LC_ALL, LC_MESSAGES and LANG say. A code that is given
    /// also decides how numbers look.
    explicit Language(const QString &code);

    const QString &code() const { return m_code; }

private:
    QString m_code;
    QTranslator m_own;
    QTranslator m_qts;
};

/// Takes "--language CODE" or "--language=CODE" out of a program's words, up to a "--". "" = not said; an
/// error (for people, with the list) when it is no language of Language::codes().
model::Result<QString> takeLanguage(std::vector<std::string> &words);

} // namespace kv::language
