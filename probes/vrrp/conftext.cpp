// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/conftext.h"

namespace kv::vrrp {

namespace {

struct Token {
    enum class Kind { word, open, close, endOfLine, endOfText };
    Kind kind = Kind::endOfText;
    std::size_t line = 0;
    std::string text;
};

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) { }

    Token next();
    std::vector<ConfStatement> block(std::size_t depth);
    bool complete() const { return m_complete; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_statements = 0;
    bool m_complete = true;

    bool atEnd() const { return m_at >= m_text.size(); }
    Token word();
    void keep(std::vector<ConfStatement> &list, ConfStatement &statement);
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

Token Reader::word()
{
    Token token{ Token::Kind::word, m_line, {} };
    char quote = 0;
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == '\n')
            break;
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                token.text += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (isBlank(c) || c == '{' || c == '}' || c == '#' || c == '!') {
            break;
        } else {
            token.text += c;
        }
        ++m_at;
    }
    return token;
}

Token Reader::next()
{
    while (!atEnd() && isBlank(m_text[m_at]))
        ++m_at;
    if (!atEnd() && (m_text[m_at] == '#' || m_text[m_at] == '!')) {
        while (!atEnd() && m_text[m_at] != '\n')
            ++m_at;
    }
    if (atEnd())
        return { Token::Kind::endOfText, m_line, {} };
    const char c = m_text[m_at];
    if (c == '\n') {
        ++m_at;
        return { Token::Kind::endOfLine, m_line++, {} };
    }
    if (c == '{' || c == '}') {
        ++m_at;
        return { c == '{' ? Token::Kind::open : Token::Kind::close, m_line, {} };
    }
    return word();
}

void Reader::keep(std::vector<ConfStatement> &list, ConfStatement &statement)
{
    if (statement.words.empty() && !statement.hasBlock)
        return;
    if (++m_statements > maxConfStatements)
        m_complete = false;
    else
        list.push_back(std::move(statement));
    statement = {};
}

std::vector<ConfStatement> Reader::block(std::size_t depth)
{
    std::vector<ConfStatement> list;
    ConfStatement current;
    for (;;) {
        Token token = next();
        switch (token.kind) {
        case Token::Kind::word:
            if (current.words.empty())
                current.line = token.line;
            current.words.push_back(std::move(token.text));
            break;
        case Token::Kind::open: {
            // keepalived also takes the "{" on the line after its keyword.
            if (current.words.empty() && !list.empty() && !list.back().hasBlock) {
                current = std::move(list.back());
                list.pop_back();
            }
            if (current.words.empty())
                current.line = token.line;
            current.hasBlock = true;
            if (depth + 1 >= maxConfDepth) {
                m_complete = false;
                return list;
            }
            current.block = block(depth + 1);
            keep(list, current);
            break;
        }
        case Token::Kind::endOfLine:
            keep(list, current);
            break;
        case Token::Kind::close:
            keep(list, current);
            if (depth > 0)
                return list;
            break;
        case Token::Kind::endOfText:
            keep(list, current);
            return list;
        }
    }
}

} // namespace

std::vector<ConfStatement> readConfText(std::string_view text, bool &complete)
{
    Reader reader(text);
    std::vector<ConfStatement> list = reader.block(0);
    complete = reader.complete();
    return list;
}

} // namespace kv::vrrp
