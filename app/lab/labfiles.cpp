// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/labfiles.h"

#include "app/lab/definitionreader.h"
#include "app/lab/jsontree.h"
#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

bool isPath(const std::string &nameOrFile)
{
    return nameOrFile.find('/') != std::string::npos || nameOrFile.ends_with(".json");
}

/// One byte more than is allowed shows that there are too many.
Result<std::string> readFile(const std::string &path)
{
    const netlink::OwnedFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text(maxDefinitionBytes + 1, '\0');
    std::size_t size = 0;
    ssize_t part = file.isOpen() ? 1 : -1;
    while (part > 0 && size < text.size()) {
        part = read(file.get(), text.data() + size, text.size() - size);
        size += part > 0 ? static_cast<std::size_t>(part) : 0;
    }
    if (part < 0) {
        return netlink::errnoError(errno, path);
    }
    text.resize(size);
    return text;
}

Result<Definition> readNamed(std::string_view text, const std::string &file)
{
    Result<Definition> lab = readDefinition(text);
    if (!lab) {
        const Error &error = lab.error();
        return Error{ error.code, file + ":" + error.context + ": " + error.text, {} };
    }
    return lab;
}

} // namespace

Result<Definition> loadLab(const std::string &nameOrFile)
{
    if (isPath(nameOrFile)) {
        const Result<std::string> text = readFile(nameOrFile);
        return text ? readNamed(*text, nameOrFile) : Result<Definition>(text.error());
    }
    std::string known;
    for (const BuiltinLab &lab : builtinLabs()) {
        if (lab.name == nameOrFile) {
            return readNamed(lab.text, nameOrFile + ".json");
        }
        known += (known.empty() ? "" : ", ") + std::string(lab.name);
    }
    return Error{ ErrorCode::notFound,
                  "there is no built-in lab \"" + nameOrFile + "\" (there are " + known
                      + "; a file's name ends in .json)",
                  {} };
}

} // namespace kv::lab
