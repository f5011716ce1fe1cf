#include "support/sent_once.h"

#include <fmt/format.h>

#include "base/checksum.h"
#include "base/plain_text.h"
#include "sql/session.h"

namespace bassin::support {

using base::Result;

Result<std::optional<std::string>> sent_before(sql::Session& session, Act const& act, std::string_view key, std::string_view body) {
  using Found = std::optional<std::string>;
  BASSIN_TRY(auto const clean_key, base::clean("Idempotency-Key", key, sent_key_most));
  auto const sum = fmt::format("{:016x}", base::checksum(body));
  BASSIN_DO(session.run("delete from sent_once where at < :oldest",
                        {{"oldest", base::to_iso(act.actor.at.plus_seconds(-86'400LL * sent_kept_days))}}));
  BASSIN_TRY(
      auto const fresh,
      session.execute("insert into sent_once (agent, sent_key, route, body_sum, answer, at) values (:agent, :sent_key, :route, :sum, "
                      "'', :at) on conflict do nothing",
                      {{"agent", act.reader.agent},
                       {"sent_key", clean_key},
                       {"route", act.actor.place},
                       {"sum", sum},
                       {"at", base::to_iso(act.actor.at)}}));
  if (fresh == 1) return Found();
  BASSIN_TRY(auto const row, session.row("select route, body_sum, answer from sent_once where agent = :agent and sent_key = :sent_key",
                                         {{"agent", act.reader.agent}, {"sent_key", clean_key}}));
  bool const same = row && row->text("route") == act.actor.place && row->text("body_sum") == sum;
  if (!same) return base::Error("support.key_reused");
  return Found(row->text("answer"));
}

Result<void> keep_answer(sql::Session& session, Act const& act, std::string_view key, std::string_view answer) {
  BASSIN_TRY(auto const clean_key, base::clean("Idempotency-Key", key, sent_key_most));
  return session.run("update sent_once set answer = :answer where agent = :agent and sent_key = :sent_key",
                     {{"answer", answer}, {"agent", act.reader.agent}, {"sent_key", clean_key}});
}

}  // namespace bassin::support
