#include "app/overlay_file.h"

#include <algorithm>
#include <array>

#include "app/overlay_members.h"
#include "app/suggest.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using overlay::Json;
using overlay::Member;

constexpr std::array<std::string_view, 8> entry_members{"tags",     "portfolios", "followUp", "lastContact",
                                                        "position", "activity",   "chambers", "name"};
constexpr std::array<std::string_view, 2> chamber_members{"members", "reason"};
constexpr std::array<std::string_view, 2> file_members{"businesses", "local"};

Error unknown_member(std::string const& path, std::string const& name, std::span<std::string_view const> allowed) {
  return Error("app.overlay_member", {{"path", path}, {"member", name}, {"suggestion", nearest_word(name, allowed)}});
}

bool is_one_of(std::string const& name, std::span<std::string_view const> allowed) {
  return std::find(allowed.begin(), allowed.end(), name) != allowed.end();
}

Result<reference::ChamberMask> chamber_of(Member const& member, std::string const& id) {
  if (id == "cci") return reference::chamber_cci;
  if (id == "cma") return reference::chamber_cma;
  if (id == "ca") return reference::chamber_ca;
  return member.wrong("\"cci\", \"cma\", \"ca\"");
}

// {"members": ["cci"], "reason": "…"}; no member: outside every chamber.
Result<reference::ChamberOverride> chambers_of(Member const& member) {
  if (!member.value.is_object() || !member.value.contains("members")) return member.wrong("{\"members\": [\"cci\"], \"reason\": \"text\"}");
  reference::ChamberOverride by_hand;
  BASSIN_TRY(auto const ids, overlay::texts_of({member.path, member.business, "members", member.value["members"]}));
  for (auto const& id : ids) {
    BASSIN_TRY(auto const bit, chamber_of(member, id));
    by_hand.chambers = static_cast<reference::ChamberMask>(by_hand.chambers | bit);
  }
  for (auto const& [name, value] : member.value.items()) {
    if (!is_one_of(name, chamber_members)) return unknown_member(member.path, name, chamber_members);
    if (name == "reason") {
      BASSIN_TRY(by_hand.reason, overlay::text_of({member.path, member.business, name, value}));
    }
  }
  return by_hand;
}

Result<void> read_entry(Member const& member, query::BusinessId const& id, query::OverlayBuilder& builder) {
  if (member.name == "tags" || member.name == "portfolios") {
    BASSIN_TRY(auto const words, overlay::texts_of(member));
    for (auto const& word : words) member.name == "tags" ? builder.tag(id, word) : builder.portfolio(id, word);
  } else if (member.name == "followUp") {
    BASSIN_TRY(auto const word, overlay::text_of(member));
    if (word != "running" && word != "own") return member.wrong("\"running\", \"own\"");
    builder.follow_up(id, word == "own");
  } else if (member.name == "lastContact") {
    BASSIN_TRY(auto const date, overlay::date_of(member));
    builder.contact(id, date);
  } else if (member.name == "position") {
    BASSIN_TRY(auto const point, overlay::point_of(member));
    builder.position(id, point);
  } else if (member.name == "activity") {
    BASSIN_TRY(auto code, overlay::activity_of(member));
    builder.activity(id, std::move(code));
  } else if (member.name == "chambers") {
    BASSIN_TRY(auto by_hand, chambers_of(member));
    builder.chambers(id, std::move(by_hand));
  } else {
    BASSIN_TRY(auto name, overlay::text_of(member));
    builder.name(id, std::move(name));
  }
  return {};
}

Result<void> read_entries(std::string const& path, std::string const& business, query::BusinessId const& id, Json const& members,
                          query::OverlayBuilder& builder) {
  if (!members.is_object()) return Member{path, business, business, members}.wrong("{…}");
  for (auto const& [name, value] : members.items()) {
    if (!is_one_of(name, entry_members)) return unknown_member(path, name, entry_members);
    BASSIN_DO(read_entry({path, business, name, value}, id, builder));
  }
  return {};
}

Result<void> read_businesses(std::string const& path, Json const& businesses, query::OverlayBuilder& builder) {
  std::string const member = "businesses";
  if (!businesses.is_object()) return Member{path, member, member, businesses}.wrong("{\"SIRET\": {…}}");
  for (auto const& [text, members] : businesses.items()) {
    auto const id = query::parse_business_id(text);
    if (!id) return Error("app.bad_siret", {{"value", text}});
    BASSIN_DO(read_entries(path, text, *id, members, builder));
  }
  return {};
}

Result<void> read_locals(std::string const& path, Json const& locals, query::OverlayBuilder& builder) {
  std::string const member = "local";
  if (!locals.is_array()) return Member{path, member, member, locals}.wrong("[{…}]");
  for (auto const& object : locals) {
    BASSIN_TRY(auto business, overlay::local_business(path, object));
    builder.add(std::move(business));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<query::Overlay const>> read_overlay(base::FileSystem& files, std::string const& path) {
  BASSIN_TRY(auto const text, files.read(path));
  Json root;
  try {
    root = Json::parse(text);
  } catch (Json::parse_error const& problem) {
    return Error("app.overlay_syntax", {{"path", path}, {"detail", problem.what()}});
  }
  if (!root.is_object()) return Error("app.overlay_syntax", {{"path", path}, {"detail", "{…}"}});
  query::OverlayBuilder builder;
  for (auto const& [name, value] : root.items()) {
    if (!is_one_of(name, file_members)) return unknown_member(path, name, file_members);
    BASSIN_DO(name == "local" ? read_locals(path, value, builder) : read_businesses(path, value, builder));
  }
  return std::move(builder).build();
}

}  // namespace bassin::app
