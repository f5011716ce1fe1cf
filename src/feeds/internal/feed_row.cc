#include "feeds/internal/feed_row.h"

namespace bassin::feeds::internal {

namespace {

std::vector<Kind> kinds_of(std::string_view joined) {
  std::vector<Kind> out;
  while (!joined.empty()) {
    auto const comma = joined.find(',');
    if (auto const kind = parse_kind(joined.substr(0, comma))) out.push_back(*kind);
    joined.remove_prefix(comma == std::string_view::npos ? joined.size() : comma + 1);
  }
  return out;
}

}  // namespace

Feed feed_of(sql::Row const& row) {
  Feed out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  out.facts = {row.text("name"), kinds_of(row.text("kinds")), row.flag("partners"), row.flag("sensitive")};
  out.number = static_cast<std::uint64_t>(row.integer("number"));
  out.forgotten = static_cast<std::uint64_t>(row.integer("forgotten"));
  if (auto const kind = parse_kind(row.text("at_kind"))) out.at = Position{*kind, row.text("at_record")};
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.read_on = base::parse_date(row.optional_text("read_on").value_or(""));
  return out;
}

}  // namespace bassin::feeds::internal
