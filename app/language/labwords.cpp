// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language/labwords.h"

#include <QRegularExpression>
#include <QStringList>

namespace kv::language {

namespace {

/// What the lab may say: %1 to %4 stand for names, numbers and the kernel's words.
constexpr const char *known[] = {
    QT_TRANSLATE_NOOP("kv::language::LabWords", "fabrics"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "hosts"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "networks"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "routers"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "instances"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "processes"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "starting"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 becomes active on %2"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 answers"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "keepalived on %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 has its addresses"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "IPv6 is left out: this kernel has none"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 is left out: it is not installed (apt install %2)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "instances have static addresses instead of DHCP and SLAAC"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 is left out: this kernel cannot do it (%2)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "NAT of %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "use_vmac on %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "MAC and ARP protection on %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "security-group filtering (%1) on %2"),
    QT_TRANSLATE_NOOP("kv::language::LabWords",
                      "this kernel has no %1, which this lab cannot be without: modprobe %2"),
    QT_TRANSLATE_NOOP(
        "kv::language::LabWords",
        "every program runs as one user, and keepalived's track scripts do not run but count as "
        "succeeded: %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab's owner has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab's supervisor has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab's supervisor speaks another language"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab's first process has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the calling process has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the other side has ended"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the address did not come"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no answer"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "not installed"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no such host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab has no such host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no such network namespace on %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "ended by signal %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "ended with status %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a lab's name has 1 to 40 letters, digits, '.', '_' and '-'"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a lab of this name is already running"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no lab of this name is running"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "this lab belongs to another user"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "%1 is not installed: apt install %2"),
    QT_TRANSLATE_NOOP("kv::language::LabWords",
                      "this system forbids user namespaces: %1 is %2; sysctl -w %3 allows them"),
    QT_TRANSLATE_NOOP(
        "kv::language::LabWords",
        "this system forbids user namespaces (%1): a container's seccomp profile or a security module "
        "does, no sysctl"),
};

/// The words behind %1, %2 …, in this order; none when the text is another one. None fits everything: each
/// pattern has words of its own.
QStringList wordsIn(const QString &pattern, const QString &text)
{
    QString expression = QRegularExpression::escape(pattern);
    static const QRegularExpression place(QStringLiteral("\\\\%[1-9]"));
    expression.replace(place, QStringLiteral("(.+)"));
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(text);
    return match.hasMatch() ? match.capturedTexts() : QStringList();
}

} // namespace

QString LabWords::text(std::string_view said)
{
    const QString plain = QString::fromUtf8(said.data(), static_cast<qsizetype>(said.size()));
    for (const char *pattern : known) {
        const QStringList words = wordsIn(QString::fromUtf8(pattern), plain);
        if (words.isEmpty())
            continue;
        QString result = tr(pattern);
        // From the last one: what is put in may hold a % itself. It may also be one of these texts, and a
        // shorter one.
        for (qsizetype i = words.size() - 1; i > 0; --i)
            result.replace(QStringLiteral("%%1").arg(i), text(words[i].toStdString()));
        return result;
    }
    return plain;
}

} // namespace kv::language
