// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language/language.h"

#include <QLibraryInfo>
#include <QLocale>

// A static library's resources are taken in by name; the macro must stand outside of a namespace.
static void takeResources()
{
    Q_INIT_RESOURCE(keepview_translations);
}

namespace kv::language {

QStringList Language::codes()
{
    return { QStringLiteral("en"), QStringLiteral("zh_CN") };
}

QString Language::codeOf(const QString &text)
{
    const QString plain = QString(text).replace(QLatin1Char('-'), QLatin1Char('_'));
    for (const QString &code : codes()) {
        if (code.compare(plain, Qt::CaseInsensitive) == 0)
            return code;
    }
    return {};
}

QString Language::bestOf(const QStringList &wanted)
{
    for (const QString &text : wanted) {
        const QLocale locale(text);
        if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript)
            return QStringLiteral("zh_CN");
        if (locale.language() == QLocale::English || locale.language() == QLocale::C)
            return codes().first();
    }
    return codes().first();
}

Language::Language(const QString &code) : m_code(codeOf(code))
{
    takeResources();
    if (m_code.isEmpty())
        m_code = bestOf(QLocale::system().uiLanguages());
    else
        QLocale::setDefault(QLocale(m_code));
    if (m_own.load(QStringLiteral(":/translations/keepview_%1.qm").arg(m_code)))
        QCoreApplication::installTranslator(&m_own);
    // Where Qt's own translations are not installed, its few words (Cancel) stay English.
    if (m_qts.load(QStringLiteral("qtbase_%1").arg(m_code),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
}

model::Result<QString> takeLanguage(std::vector<std::string> &words)
{
    const std::string option = "--language";
    QString said;
    for (std::size_t i = 0; i < words.size() && words[i] != "--";) {
        const bool hasValue = words[i].starts_with(option + "=");
        if (!hasValue && words[i] != option) {
            ++i;
            continue;
        }
        const bool hasNext = !hasValue && i + 1 < words.size();
        const std::string value = hasValue ? words[i].substr(option.size() + 1) : hasNext ? words[i + 1] : "";
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                    words.begin() + static_cast<std::ptrdiff_t>(i + (hasNext ? 2 : 1)));
        said = Language::codeOf(QString::fromStdString(value));
        if (said.isEmpty())
            return model::Error{ model::ErrorCode::invalidArgument,
                                 Language::tr("--language %1: there is no such language; there are: %2")
                                     .arg(QString::fromStdString(value),
                                          Language::codes().join(QStringLiteral(", ")))
                                     .toStdString(),
                                 {} };
    }
    return said;
}

} // namespace kv::language
