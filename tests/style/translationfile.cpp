// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/style/translationfile.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace kv::tests {

namespace {

TranslatedMessage readMessage(QXmlStreamReader &xml, const QString &context)
{
    TranslatedMessage message;
    message.context = context;
    message.isNumerus = xml.attributes().value(QStringLiteral("numerus")) == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            message.comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.type = xml.attributes().value(QStringLiteral("type")).toString();
            if (!message.isNumerus) {
                message.translations << xml.readElementText();
                continue;
            }
            while (xml.readNextStartElement())
                message.translations << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

/// Each match once, sorted: %1, %n …; a plural may leave %n out ("one host"), so it does not count.
QStringList matchesOf(const QString &pattern, const QString &text)
{
    const QRegularExpression expression(pattern);
    QStringList found;
    auto matches = expression.globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

bool hasAccessKey(const QString &text)
{
    static const QRegularExpression key(QStringLiteral("&[A-Za-z0-9%]"));
    return text.contains(key);
}

} // namespace

QVector<TranslatedMessage> readTranslations(const QString &path)
{
    QVector<TranslatedMessage> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages << readMessage(xml, context);
    }
    return xml.hasError() ? QVector<TranslatedMessage>() : messages;
}

QStringList faultsOf(const TranslatedMessage &message)
{
    QStringList faults;
    const auto say = [&](const QString &fault) {
        faults << QStringLiteral("%1: \"%2\": %3").arg(message.context, message.source, fault);
    };
    if (!message.type.isEmpty())
        say(message.type);
    if (message.translations.isEmpty())
        say(QStringLiteral("no translation"));
    const QString places = QStringLiteral("%L?[1-9]");
    const QString tags = QStringLiteral("</?[a-z]+>|&nbsp;");
    const bool isHtml =
        message.source.contains(QLatin1Char('<')) && message.source.contains(QLatin1String("</"));
    for (const QString &text : message.translations) {
        if (text.isEmpty())
            say(QStringLiteral("empty"));
        if (matchesOf(places, text) != matchesOf(places, message.source))
            say(QStringLiteral("other placeholders: \"%1\"").arg(text));
        if (!isHtml && hasAccessKey(text) != hasAccessKey(message.source))
            say(QStringLiteral("access key: \"%1\"").arg(text));
        if (isHtml && matchesOf(tags, text) != matchesOf(tags, message.source))
            say(QStringLiteral("other tags: \"%1\"").arg(text));
    }
    const bool hasNumber =
        message.translations.join(QString()).contains(QRegularExpression(QStringLiteral("%L?n")));
    if (message.isNumerus && !hasNumber)
        say(QStringLiteral("no form holds %n"));
    return faults;
}

} // namespace kv::tests
