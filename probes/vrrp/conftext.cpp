// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/conftext.h"

namespace kv::vrrp {

namespace {

struct Token {
    enum class Kind { word, open, close, endOfLine, endOfText };
    Kind kind = Kind::endOfText;
    std::string text;
};

class Reader {
public:
    explicit Reader(const std::vector<ConfLine> &lines) : m_lines(lines) { }

    Token next();
    std::vector<ConfStatement> block(std::size_t depth);
    bool complete() const { return m_complete; }

private:
    const std::vector<ConfLine> &m_lines;
    std::size_t m_line = 0;
    std::size_t m_at = 0;
    std::size_t m_statements = 0;
    bool m_complete = true;

    const ConfLine &here() const { return m_lines[m_line]; }
    Token word();
    void keep(std::vector<ConfStatement> &list, ConfStatement &statement);
    void place(ConfStatement &statement) const
    {
        statement.file = here().file;
        statement.line = here().number;
    }
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

// keepalived 2.2.7 takes single quotes for quotes in scripts' command lines only. In quotes a backslash takes
// the next character as it is; its other meanings matter to scripts only.
Token Reader::word()
{
    Token token{ Token::Kind::word, {} };
    const std::string &text = here().text;
    char quote = 0;
    for (; m_at < text.size(); ++m_at) {
        const char c = text[m_at];
        if (c == '\\' && quote != 0 && m_at + 1 < text.size())
            token.text += text[++m_at];
        else if (quote != 0 && c == quote)
            quote = 0;
        else if (quote == 0 && c == '"')
            quote = c;
        else if (quote == 0 && (isBlank(c) || c == '{' || c == '}'))
            break;
        else
            token.text += c == hashMark ? '#' : c == bangMark ? '!' : c;
    }
    return token;
}

Token Reader::next()
{
    if (m_line >= m_lines.size())
        return { Token::Kind::endOfText, {} };
    const std::string &text = here().text;
    while (m_at < text.size() && isBlank(text[m_at]))
        ++m_at;
    if (m_at >= text.size())
        return { Token::Kind::endOfLine, {} };
    const char c = text[m_at];
    if (c == '{' || c == '}') {
        ++m_at;
        return { c == '{' ? Token::Kind::open : Token::Kind::close, {} };
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
                place(current);
            current.words.push_back(std::move(token.text));
            break;
        case Token::Kind::open: {
            // keepalived also takes the "{" on the line after its keyword.
            if (current.words.empty() && !list.empty() && !list.back().hasBlock) {
                current = std::move(list.back());
                list.pop_back();
            }
            if (current.words.empty())
                place(current);
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
            ++m_line;
            m_at = 0;
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

std::vector<ConfStatement> readConfText(const std::vector<ConfLine> &lines, bool &complete)
{
    Reader reader(lines);
    std::vector<ConfStatement> list = reader.block(0);
    complete = reader.complete();
    return list;
}

} // namespace kv::vrrp
