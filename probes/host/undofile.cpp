// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/undofile.h"

#include "probes/host/procentry.h"
#include "probes/netlink/errnoerror.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

namespace kv::host {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;
using nlohmann::json;

namespace {

constexpr std::size_t maxUndoFileBytes = 16 * 1024 * 1024;
constexpr std::size_t maxUndoFiles = 256;
constexpr const char *kindNames[] = { "address", "neighbour", "route", "fdb" };

std::string hexOf(const std::vector<std::uint8_t> &bytes)
{
    constexpr const char *digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

bool bytesOf(const std::string &hex, std::vector<std::uint8_t> &bytes)
{
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        std::uint8_t byte = 0;
        const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
        if (error != std::errc{} || end != hex.data() + i + 2)
            return false;
        bytes.push_back(byte);
    }
    return hex.size() % 2 == 0;
}

std::string textAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t numberAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool readItem(const json &entry, netlink::UndoItem &item)
{
    if (!entry.is_object() || !bytesOf(textAt(entry, "message"), item.message))
        return false;
    const std::string kind = textAt(entry, "kind");
    for (std::size_t i = 0; i < std::size(kindNames); ++i) {
        if (kind == kindNames[i]) {
            item.kind = static_cast<netlink::UndoKind>(i);
            item.text = textAt(entry, "text");
            const auto made = entry.find("kernelMade");
            item.isKernelMade = made != entry.end() && made->is_boolean() && made->get<bool>();
            return item.message.size() >= 8;
        }
    }
    return false;
}

Error malformed()
{
    return { ErrorCode::malformed, "not an undo of Keepview", "undo file" };
}

bool writeAll(int fd, const std::string &text)
{
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t count = ::write(fd, text.data() + at, text.size() - at);
        if (count <= 0)
            return false;
        at += static_cast<std::size_t>(count);
    }
    return ::fsync(fd) == 0;
}

} // namespace

std::string writeUndoJson(const UndoFile &undo)
{
    json items = json::array();
    for (const netlink::UndoItem &item : undo.snapshot.items) {
        items.push_back({ { "kind", kindNames[static_cast<std::size_t>(item.kind)] },
                          { "text", item.text },
                          { "kernelMade", item.isKernelMade },
                          { "message", hexOf(item.message) } });
    }
    json roles = json::array();
    for (const model::IpPrefix &address : undo.snapshot.roleAddresses)
        roles.push_back(address.toString());
    const json whole = { { "keepview-undo", 1 },
                         { "boot", undo.bootId },
                         { "change", undo.change.change },
                         { "netns", std::to_string(undo.change.link.netns) },
                         { "ifindex", undo.snapshot.ifindex },
                         { "link", undo.snapshot.name },
                         { "untilUs", undo.change.until },
                         { "askedBy", undo.change.askedBy },
                         { "takenUs", undo.snapshot.takenAt },
                         { "roleAddresses", std::move(roles) },
                         { "items", std::move(items) } };
    // The name of a link and the words of who asked may be any bytes.
    return whole.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<UndoFile> readUndoJson(const std::string &text)
{
    if (text.size() > maxUndoFileBytes)
        return Error{ ErrorCode::oversized, "too long", "undo file" };
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object() || numberAt(whole, "keepview-undo") != 1)
        return malformed();
    UndoFile undo;
    undo.bootId = textAt(whole, "boot");
    undo.change.change = static_cast<std::uint64_t>(numberAt(whole, "change"));
    const std::string netns = textAt(whole, "netns");
    std::from_chars(netns.data(), netns.data() + netns.size(), undo.change.link.netns);
    undo.snapshot.ifindex = static_cast<std::int32_t>(numberAt(whole, "ifindex"));
    undo.change.link.ifindex = undo.snapshot.ifindex;
    undo.snapshot.name = textAt(whole, "link");
    undo.change.linkName = undo.snapshot.name;
    undo.change.until = numberAt(whole, "untilUs");
    undo.change.askedBy = textAt(whole, "askedBy");
    undo.snapshot.takenAt = numberAt(whole, "takenUs");
    // An undo that an older probe wrote has none.
    const auto roles = whole.find("roleAddresses");
    for (const json &entry : roles != whole.end() && roles->is_array() ? *roles : json::array()) {
        const auto address = model::IpPrefix::parse(entry.is_string() ? entry.get<std::string>() : "");
        if (!address || undo.snapshot.roleAddresses.size() >= netlink::maxRoleAddresses)
            return malformed();
        undo.snapshot.roleAddresses.push_back(*address);
    }
    const auto items = whole.find("items");
    if (items == whole.end() || !items->is_array() || undo.snapshot.ifindex <= 0 || undo.change.change == 0)
        return malformed();
    for (const json &entry : *items) {
        netlink::UndoItem item;
        if (!readItem(entry, item))
            return malformed();
        undo.snapshot.items.push_back(std::move(item));
    }
    return undo;
}

std::string currentBootId()
{
    const auto file = readSmallFile("/proc/sys/kernel/random/boot_id", 64);
    return file ? file->text.substr(0, file->text.find('\n')) : std::string();
}

Result<LockedUndo> storeUndo(const std::string &directory, const UndoFile &undo)
{
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, failed);
    const OwnedFd folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen())
        return netlink::errnoError(errno, directory);
    LockedUndo stored;
    stored.path = directory + "/" + std::to_string(undo.change.change) + ".json";
    const std::string unfinished = stored.path + ".new";
    stored.file.reset(::open(unfinished.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!stored.file.isOpen())
        return netlink::errnoError(errno, unfinished);
    if (::flock(stored.file.get(), LOCK_EX | LOCK_NB) != 0
        || !writeAll(stored.file.get(), writeUndoJson(undo))
        || ::rename(unfinished.c_str(), stored.path.c_str()) != 0 || ::fsync(folder.get()) != 0) {
        const Error error = netlink::errnoError(errno, stored.path);
        ::unlink(unfinished.c_str());
        ::unlink(stored.path.c_str());
        return error;
    }
    return stored;
}

std::vector<FoundUndo> findUndos(const std::string &directory)
{
    std::vector<FoundUndo> found;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(directory, failed), end;
         !failed && entry != end && found.size() < maxUndoFiles; entry.increment(failed)) {
        if (entry->path().extension() != ".json")
            continue;
        FoundUndo one;
        one.lock.path = entry->path().string();
        one.lock.file.reset(::open(one.lock.path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (!one.lock.file.isOpen())
            continue;
        one.isHeld = ::flock(one.lock.file.get(), LOCK_EX | LOCK_NB) != 0;
        const auto text = readSmallFile(one.lock.path, maxUndoFileBytes + 1);
        Result<UndoFile> undo = readUndoJson(text ? text->text : std::string());
        if (!undo)
            continue;
        if (one.isHeld)
            one.lock.file.reset();
        one.undo = std::move(*undo);
        found.push_back(std::move(one));
    }
    return found;
}

} // namespace kv::host
