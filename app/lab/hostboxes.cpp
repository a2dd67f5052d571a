// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/hostboxes.h"

#include "app/lab/mounts.h"
#include "probes/netlink/applychange.h"
#include "probes/netlink/errnoerror.h"

#include <cerrno>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::errnoError;
using netlink::OwnedFd;

namespace {

Result<OwnedFd> openPath(const std::string &path)
{
    OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.isOpen()) {
        return errnoError(errno, path);
    }
    return fd;
}

Result<void> bringLoopbackUp()
{
    return netlink::applyChange(netlink::SetUp{ { "lo" }, true });
}

} // namespace

Result<HostBoxes::Box> HostBoxes::currentBox()
{
    Box box;
    for (const auto &[name, fd] :
         { std::pair{ "mnt", &box.mount }, { "uts", &box.uts }, { "net", &box.net } }) {
        Result<OwnedFd> opened = openPath(std::string("/proc/self/ns/") + name);
        if (!opened) {
            return opened.error();
        }
        *fd = std::move(*opened);
    }
    return box;
}

Result<void> HostBoxes::join(const Box &box)
{
    for (const auto &[fd, type] : { std::pair{ box.mount.get(), CLONE_NEWNS },
                                    { box.uts.get(), CLONE_NEWUTS },
                                    { box.net.get(), CLONE_NEWNET } }) {
        if (setns(fd, type) != 0) {
            return errnoError(errno, "setns");
        }
    }
    return {};
}

Result<HostBoxes> HostBoxes::open()
{
    HostBoxes boxes;
    Result<Box> own = currentBox();
    if (!own) {
        return own.error();
    }
    boxes.m_own = std::move(*own);
    return boxes;
}

Result<void> HostBoxes::makeHost(const std::string &host)
{
    if (Result<void> back = enter({}); !back) {
        return back;
    }
    if (unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWNET) != 0) {
        return errnoError(errno, "unshare for " + host);
    }
    if (sethostname(host.c_str(), host.size()) != 0) {
        return errnoError(errno, "sethostname " + host);
    }
    if (Result<void> mounted = mountHostFiles(); !mounted) {
        return mounted;
    }
    if (Result<void> loopback = bringLoopbackUp(); !loopback) {
        return loopback;
    }
    Result<Box> box = currentBox();
    if (!box) {
        return box.error();
    }
    m_hosts[host] = std::move(*box);
    return {};
}

Result<void> HostBoxes::makeNetns(const Place &place)
{
    if (Result<void> entered = enter({ place.host, {} }); !entered) {
        return entered;
    }
    const std::string path = "/run/netns/" + place.netns;
    const OwnedFd file(::open(path.c_str(), O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444));
    if (!file.isOpen()) {
        return errnoError(errno, path);
    }
    if (unshare(CLONE_NEWNET) != 0) {
        return errnoError(errno, "unshare for " + place.key());
    }
    if (mount("/proc/self/ns/net", path.c_str(), "none", MS_BIND, nullptr) != 0) {
        return errnoError(errno, "bind " + path);
    }
    Result<OwnedFd> named = openPath("/proc/self/ns/net");
    if (!named) {
        return named.error();
    }
    m_named[place.key()] = std::move(*named);
    return bringLoopbackUp();
}

Result<void> HostBoxes::enter(const Place &place)
{
    if (place.host.empty()) {
        return join(m_own);
    }
    const auto box = m_hosts.find(place.host);
    if (box == m_hosts.end()) {
        return Error{ ErrorCode::notFound, "no such host", place.host };
    }
    if (Result<void> joined = join(box->second); !joined || place.netns.empty()) {
        return joined;
    }
    Result<OwnedFd> named = openPath("/run/netns/" + place.netns);
    if (!named) {
        return named.error();
    }
    if (setns(named->get(), CLONE_NEWNET) != 0) {
        return errnoError(errno, "setns " + place.key());
    }
    return {};
}

int HostBoxes::netnsFd(const std::string &key) const
{
    if (const auto named = m_named.find(key); named != m_named.end()) {
        return named->second.get();
    }
    const auto host = m_hosts.find(key);
    return host == m_hosts.end() ? -1 : host->second.net.get();
}

void HostBoxes::forgetNamed()
{
    m_named.clear();
}

std::vector<int> HostBoxes::fdsOf(const std::string &host) const
{
    const auto box = m_hosts.find(host);
    if (box == m_hosts.end()) {
        return {};
    }
    return { box->second.mount.get(), box->second.uts.get(), box->second.net.get() };
}

} // namespace kv::lab
