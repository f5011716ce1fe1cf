#include "service/sensitive_reads.h"

#include <nlohmann/json.hpp>

#include "retention/reads.h"
#include "sql/store.h"
#include "support/theme.h"

namespace bassin::service {

namespace {

bool is_sensitive(Json const& it, access::Reader const& reader) {
  auto const text = [&it](char const* name) {
    auto const found = it.find(name);
    return found != it.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  auto const theme = support::parse_theme(text("theme"));
  auto const agent = it.find("agent");
  bool const own = agent != it.end() && agent->is_object() && agent->value("id", "") == reader.agent;
  return theme && support::is_sensitive(*theme) && text("level") == "content" && !own;
}

}  // namespace

base::Result<void> note_sensitive(Call const& call, Casework const& casework, std::string_view kind, Json const& list) {
  std::vector<std::string> records;
  for (auto const& it : list)
    if (is_sensitive(it, call.reader)) records.push_back(it["id"].get<std::string>());
  if (records.empty()) return {};
  auto const act = act_of(call, casework);
  auto const day = base::to_iso(call.context.today());
  BASSIN_TRY(auto const unread, casework.store->read([&](sql::Session& session) {
    return retention::unread_of(session, call.reader.agent, day, std::string(kind), records);
  }));
  if (unread.empty()) return {};
  return casework.store->write([&](sql::Session& session) { return retention::note_reads(session, act, day, std::string(kind), unread); });
}

}  // namespace bassin::service
