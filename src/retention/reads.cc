#include "retention/reads.h"

#include <fmt/format.h>

#include <set>

#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::retention {

using base::Result;

Result<std::vector<std::string>> unread_of(sql::Session& session, std::string const& agent, std::string const& day, std::string const& kind,
                                           std::vector<std::string> records) {
  constexpr std::size_t most = 250;
  if (records.size() > most) records.resize(most);
  if (records.empty()) return records;
  auto const listed = sql::listed(records);
  auto values = listed.values;
  values.insert(values.end(), {{"agent", agent}, {"day", day}, {"kind", kind}});
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select record from sensitive_read where agent = :agent and day = :day and kind = "
                                                       ":kind and record in {}",
                                                       listed.places),
                                           sql::Session::Values(values)));
  std::set<std::string> read;
  for (auto const& row : rows) read.insert(row.text("record"));
  std::erase_if(records, [&](auto const& id) { return read.contains(id); });
  return records;
}

Result<void> note_reads(sql::Session& session, access::Act const& act, std::string const& day, std::string const& kind,
                        std::vector<std::string> const& records) {
  for (auto const& record : records) {
    BASSIN_TRY(auto const fresh, session.execute("insert into sensitive_read (agent, kind, record, day) values (:agent, :kind, :record, "
                                                 ":day) on conflict do nothing",
                                                 {{"agent", act.reader.agent}, {"kind", kind}, {"record", record}, {"day", day}}));
    if (fresh == 1) BASSIN_DO(access::record(session, act, "sensitive.read", kind, record, "", ""));
  }
  return {};
}

std::span<access::Held const> held_reads() {
  static constexpr access::Held table[] = {
      {"sensitive_readings",
       "select kind, count(*) as rows, min(day) as first_day, max(day) as last_day from sensitive_read where agent = :agent group by kind "
       "order by kind"},
  };
  return table;
}

}  // namespace bassin::retention
