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
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the overlay interface is down"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the provider uplink is down"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the HA network is cut off: both become active"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "everything on the overlay is dropped, both ways"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "what comes in by the overlay is dropped"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "what leaves by the overlay is dropped"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a part of what passes the overlay is lost (--percent)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "what leaves by the overlay is late (--ms)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "keepalived is told to end"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "keepalived's first process is killed"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "keepalived is killed with its children"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "keepalived is stopped (SIGSTOP)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the L3 agent is killed: nothing may fail over"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the host loses power"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the routers' gateway outside is cut off"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "another VRID on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "another password on this host (VRRPv2)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "another advertisement interval on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a higher priority on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a virtual address is removed by hand"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a virtual address is added by hand"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "another host has the router's address outside"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "there is no such fault"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no such HA router on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the router is on no VXLAN network"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the router has no gateway port on a flat network"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a loss is 1 to 100 percent"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a delay is 1 to 10000 ms"),
    QT_TRANSLATE_NOOP("kv::language::LabWords",
                      "a host with a cable of its own cannot be switched off: the cable would go with it"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no router's gateway is on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no L3 agent runs on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no keepalived runs on this host"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "VRRPv3 has no authentication (RFC 5798, 9)"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the router has no IPv4 address outside"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the router itself is on this host: choose another"),
    QT_TRANSLATE_NOOP("kv::language::LabWords",
                      "this host is not on the network of the router's gateway port"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the configuration has no such line"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the host has this address already"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the host does not have this address"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the process does not run"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no such interface"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "another fault holds this interface down"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "could not be given back"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "this kernel has no %1"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "a process does not end"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the host is off"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "this is broken already"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "no such fault is in force"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "not a fault"),
    QT_TRANSLATE_NOOP("kv::language::LabWords", "the lab is still coming up"),
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
