// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/formtabs.h"

#include <algorithm>

namespace kv::topology {

namespace {

constexpr picture::Form forms[] = { picture::Form::overview, picture::Form::components,
                                    picture::Form::fleet };
constexpr int formCount = 3;

} // namespace

FormTabs::FormTabs(QWidget *parent) : QTabBar(parent)
{
    setObjectName(QStringLiteral("formTabs"));
    setAccessibleName(tr("Form of the diagram"));
    setDrawBase(false);
    setExpanding(false);
    setFocusPolicy(Qt::TabFocus);
    const QString tips[] = { tr("What runs on each host, and which networks it meets"),
                             tr("Every port and line between the components"),
                             tr("All hosts at once: a tile a host, a mark an instance of a router") };
    for (int i = 0; i < formCount; ++i) {
        addTab(titleOf(forms[i]).remove(QLatin1Char('&')));
        setTabToolTip(i, tips[i]);
        setAccessibleTabName(i, titleOf(forms[i]).remove(QLatin1Char('&')));
    }
    showForm(picture::Form::components);
    connect(this, &QTabBar::currentChanged, this, [this] { Q_EMIT formWanted(form()); });
}

picture::Form FormTabs::form() const
{
    return forms[std::clamp(currentIndex(), 0, formCount - 1)];
}

QString FormTabs::titleOf(picture::Form form)
{
    switch (form) {
    case picture::Form::overview:
        return tr("&Overview");
    case picture::Form::components:
        return tr("&Components");
    case picture::Form::fleet:
        break;
    }
    return tr("F&leet");
}

void FormTabs::showForm(picture::Form form)
{
    for (int i = 0; i < formCount; ++i) {
        if (forms[i] == form)
            setCurrentIndex(i);
    }
}

} // namespace kv::topology
