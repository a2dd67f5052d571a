// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/hostcommand.h"

#include "probes/session/text.h"

#include <QRegularExpression>

namespace kv::session {

using model::Error;
using model::ErrorCode;

namespace {

/// One pass over the text; a word exists as soon as a quote was opened, so that '' is an empty word.
class WordSplitter {
public:
    model::Result<QStringList> split(const QString &text)
    {
        for (const QChar c : text)
            take(c);
        if (!m_quote.isNull() || m_isEscaped)
            return Error{ ErrorCode::malformed, Text::tr("a quote or backslash stays open").toStdString(),
                          text.toStdString() };
        endWord();
        return m_words;
    }

private:
    void take(QChar c)
    {
        const QChar single = QLatin1Char('\'');
        const QChar twofold = QLatin1Char('"');
        if (m_isEscaped) {
            if (m_quote == twofold && c != twofold && c != QLatin1Char('\\'))
                m_word += QLatin1Char('\\');
            m_word += c;
            m_isEscaped = false;
        } else if (c == QLatin1Char('\\') && m_quote != single) {
            m_isEscaped = m_hasWord = true;
        } else if (!m_quote.isNull()) {
            if (c == m_quote)
                m_quote = QChar();
            else
                m_word += c;
        } else if (c == single || c == twofold) {
            m_quote = c;
            m_hasWord = true;
        } else if (c.isSpace()) {
            endWord();
        } else {
            m_word += c;
            m_hasWord = true;
        }
    }

    void endWord()
    {
        if (m_hasWord)
            m_words += m_word;
        m_word.clear();
        m_hasWord = false;
    }

    QStringList m_words;
    QString m_word;
    QChar m_quote;
    bool m_isEscaped = false;
    bool m_hasWord = false;
};

} // namespace

model::Result<QStringList> splitCommand(const QString &text)
{
    return WordSplitter().split(text);
}

model::Result<HostCommand> parseHostOption(const QString &text)
{
    static const QRegularExpression validName(QStringLiteral("^[A-Za-z0-9._-]{1,64}$"));
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals < 0)
        return Error{ ErrorCode::malformed, Text::tr("not of the form NAME='COMMAND'").toStdString(),
                      text.toStdString() };
    HostCommand command;
    command.name = text.left(equals);
    if (!validName.match(command.name).hasMatch())
        return Error{
            ErrorCode::invalidArgument,
            Text::tr("a host's name is 1 to 64 letters, digits, dots, dashes or underscores").toStdString(),
            text.toStdString()
        };
    auto words = splitCommand(text.mid(equals + 1));
    if (!words)
        return words.error();
    // --host "n='ssh n probe'" with the inner quotes kept: one word that is a whole command.
    if (words->size() == 1 && words->constFirst().contains(QLatin1Char(' '))) {
        words = splitCommand(words->constFirst());
        if (!words)
            return words.error();
    }
    if (words->isEmpty() || words->constFirst().isEmpty())
        return Error{ ErrorCode::malformed, Text::tr("the command is empty").toStdString(),
                      text.toStdString() };
    command.arguments = *words;
    return command;
}

} // namespace kv::session
