// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definition.h"

#include <algorithm>

namespace kv::lab {

namespace {

template <class T> const T *findNamed(const std::vector<T> &list, const std::string &name)
{
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const T &candidate) { return candidate.name == name; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const NetworkDefinition *findNetwork(const Definition &definition, const std::string &name)
{
    return findNamed(definition.networks, name);
}

const HostDefinition *findHost(const Definition &definition, const std::string &name)
{
    return findNamed(definition.hosts, name);
}

} // namespace kv::lab
