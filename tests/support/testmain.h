// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTest>

namespace kv::tests {

/// Any warning that a test did not announce fails it, but for the texts of the offscreen platform.
inline void failOnUnexpectedWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(
        "^(?!This plugin does not support ((raise|propagateSizeHints)\\(\\)|grabbing the keyboard)|.*XDG_RUNTIME_DIR).*")));
}

} // namespace kv::tests

/// Call at the start of every test class's init(): QtTest forgets the rule after each function.
#define KV_FAIL_ON_WARNINGS kv::tests::failOnUnexpectedWarnings()
