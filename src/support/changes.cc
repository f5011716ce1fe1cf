#include "support/changes.h"

#include "sql/session.h"

namespace bassin::support {

namespace {

using base::Result;

constexpr std::int64_t kept = 10'000;  // numbers
constexpr std::string_view of_exchanges = "exchange:";

Result<std::int64_t> number_of(sql::Session& session) {
  BASSIN_TRY(auto const row, session.row("select number from casework_counter where id = 1"));
  return row->integer("number");
}

Result<void> note(sql::Session& session, std::int64_t number, std::string_view business) {
  return session.run("insert into casework_change (number, business) values (:number, :business) on conflict do nothing",
                     {{"number", number}, {"business", business}});
}

}  // namespace

Result<void> note_changes(sql::Session& session, std::vector<std::string> const& businesses) {
  BASSIN_DO(session.execute("update casework_counter set number = number + 1 where id = 1"));
  BASSIN_TRY(auto const number, number_of(session));
  if (businesses.size() > changes_noted_most) {
    BASSIN_DO(note(session, number, changed_all));
  } else {
    for (auto const& business : businesses) BASSIN_DO(note(session, number, business));
  }
  return session.run("delete from casework_change where number < :oldest", {{"oldest", number - kept}});
}

Result<void> note_change(sql::Session& session, std::string_view business) { return note_changes(session, {std::string(business)}); }

Result<void> note_exchange_change(sql::Session& session, std::string_view business) {
  return note_change(session, std::string(of_exchanges).append(business));
}

Result<void> note_exchange_changes(sql::Session& session, std::vector<std::string> businesses) {
  for (auto& business : businesses) business.insert(0, of_exchanges);
  return note_changes(session, businesses);
}

Result<Changes> changes_since(sql::Session& session, std::uint64_t number) {
  Changes out;
  BASSIN_TRY(auto const last, number_of(session));
  out.number = static_cast<std::uint64_t>(last);
  if (out.number == number) return out;
  if (out.number < number || out.number - number >= static_cast<std::uint64_t>(kept)) {
    out.all = out.exchanges = true;
    return out;
  }
  BASSIN_TRY(auto const rows,
             session.rows("select distinct business from casework_change where number > :number order by business", {{"number", number}}));
  for (auto const& row : rows) {
    auto business = row.text("business");
    if (business == changed_all) {
      out.all = true;
    } else if (business == changed_words) {
      out.words = true;
    } else if (business.starts_with(of_exchanges)) {
      out.exchanges_with.push_back(business.substr(of_exchanges.size()));
    } else {
      out.businesses.push_back(std::move(business));
    }
  }
  return out;
}

}  // namespace bassin::support
