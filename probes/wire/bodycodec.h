// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

namespace kv::wire {

class Fields;
enum class Need;
class JsonWriter;

// One pair for each body, in the file of its subject. A writer adds keys to the open object; a reader leaves
// its failure in `fields`.

// kernelcodec.cpp
void write(JsonWriter &json, const model::NetNamespace &body);
void write(JsonWriter &json, const model::NamespaceGone &body);
void write(JsonWriter &json, const model::InterfaceAddress &body);
void write(JsonWriter &json, const model::AddressGone &body);
void write(JsonWriter &json, const model::FdbEntry &body);
void write(JsonWriter &json, const model::FdbGone &body);
void read(Fields &fields, model::NetNamespace &body);
void read(Fields &fields, model::NamespaceGone &body);
void read(Fields &fields, model::InterfaceAddress &body);
void read(Fields &fields, model::AddressGone &body);
void read(Fields &fields, model::FdbEntry &body);
void read(Fields &fields, model::FdbGone &body);

// linkcodec.cpp
void write(JsonWriter &json, const model::Link &body);
void write(JsonWriter &json, const model::LinkGone &body);
void read(Fields &fields, model::Link &body);
void read(Fields &fields, model::LinkGone &body);

// routingcodec.cpp
void write(JsonWriter &json, const model::Route &body);
void write(JsonWriter &json, const model::RouteGone &body);
void write(JsonWriter &json, const model::PolicyRules &body);
void write(JsonWriter &json, const model::Neighbour &body);
void write(JsonWriter &json, const model::NeighbourGone &body);
void read(Fields &fields, model::Route &body);
void read(Fields &fields, model::RouteGone &body);
void read(Fields &fields, model::PolicyRules &body);
void read(Fields &fields, model::Neighbour &body);
void read(Fields &fields, model::NeighbourGone &body);

// trafficcodec.cpp
void write(JsonWriter &json, const model::PortCounts &body);
void write(JsonWriter &json, const model::ConntrackCount &body);
void write(JsonWriter &json, const model::NatTable &body);
void write(JsonWriter &json, const model::PortFilters &body);
void read(Fields &fields, model::PortCounts &body);
void read(Fields &fields, model::ConntrackCount &body);
void read(Fields &fields, model::NatTable &body);
void read(Fields &fields, model::PortFilters &body);

// vrrpcodec.cpp
void write(JsonWriter &json, const model::VrrpAdvert &body);
void write(JsonWriter &json, const model::HaStateFile &body);
void write(JsonWriter &json, const model::HaStateFileGone &body);
void read(Fields &fields, model::VrrpAdvert &body);
void read(Fields &fields, model::HaStateFile &body);
void read(Fields &fields, model::HaStateFileGone &body);

// actioncodec.cpp
void write(JsonWriter &json, const model::EchoSeriesSpec &spec);
void write(JsonWriter &json, const model::EchoSeriesState &body);
void write(JsonWriter &json, const model::EchoBatch &body);
void write(JsonWriter &json, const model::ChangeState &body);
void write(JsonWriter &json, const model::LinkSetRequest &request);
void write(JsonWriter &json, const model::Error &error);
void read(Fields &fields, model::EchoSeriesSpec &spec);
void read(Fields &fields, model::EchoSeriesState &body);
void read(Fields &fields, model::EchoBatch &body);
void read(Fields &fields, model::ChangeState &body);
void read(Fields &fields, model::LinkSetRequest &request);
void read(Fields &fields, model::Error &error);

// sessioncodec.cpp
void write(JsonWriter &json, const model::Hello &body);
void write(JsonWriter &json, const model::SnapshotBegin &body);
void write(JsonWriter &json, const model::SnapshotEnd &body);
void write(JsonWriter &json, const model::Lost &body);
void write(JsonWriter &json, const model::SessionState &body);
void write(JsonWriter &json, const model::ClockOffset &body);
void write(JsonWriter &json, const model::Tick &body);
void write(JsonWriter &json, const model::RouterName &body);
void write(JsonWriter &json, const model::FaultNote &body);
void read(Fields &fields, model::Hello &body);
void read(Fields &fields, model::SnapshotBegin &body);
void read(Fields &fields, model::SnapshotEnd &body);
void read(Fields &fields, model::Lost &body);
void read(Fields &fields, model::SessionState &body);
void read(Fields &fields, model::ClockOffset &body);
void read(Fields &fields, model::Tick &body);
void read(Fields &fields, model::RouterName &body);
void read(Fields &fields, model::FaultNote &body);

// confcodec.cpp
void write(JsonWriter &json, const model::VrrpInstanceConfig &body);
void write(JsonWriter &json, const model::VrrpConfigGone &body);
void read(Fields &fields, model::VrrpInstanceConfig &body);
void read(Fields &fields, model::VrrpConfigGone &body);

// processcodec.cpp
void write(JsonWriter &json, const model::ProcessInfo &body);
void read(Fields &fields, model::ProcessInfo &body);

/// "netns" and "ifindex" of a link's identity.
void writeKey(JsonWriter &json, model::LinkKey key);
void readKey(Fields &fields, model::LinkKey &key);
/// An ifindex, 0 = none.
void readIndex(Fields &fields, std::string_view key, std::int32_t &target, Need need);
/// A prefix that may be left out: unset.
void writePrefix(JsonWriter &json, std::string_view key, const model::IpPrefix &prefix);

} // namespace kv::wire
