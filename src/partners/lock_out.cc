#include "partners/lock_out.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "partners/record_text.h"
#include "partners/secret.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Instant;
using base::Result;
using base::to_iso;

constexpr std::size_t network_bytes = 8;

std::int64_t pause_after(std::int64_t failures, Tolerance const& tolerance) {
  auto seconds = tolerance.first_seconds;
  for (auto more = failures - tolerance.attempts; more > 0 && seconds < tolerance.most_seconds; --more) seconds *= 2;
  return std::min(seconds, tolerance.most_seconds);
}

Result<void> run(sql::Session& session, std::string_view statement, sql::Session::List values) {
  BASSIN_TRY([[maybe_unused]] auto const rows, session.execute(statement, values));
  return {};
}

}  // namespace

std::string account_subject(std::string_view email) { return "account:" + hash_of_text(fold_email(email)); }

std::string address_subject(std::string_view address) {
  std::array<char, sizeof(in6_addr)> bytes{};
  std::string const text(address);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return "address:" + hash_of_text({bytes.data(), network_bytes});
  return "address:" + hash_of_text(text);
}

std::string code_subject(std::string_view agent) { return "code:" + std::string(agent); }
std::string provider_subject(std::string_view address) { return "provider:" + address_subject(address); }

Result<void> count_attempt(sql::Session& session, std::string const& subject, Tolerance const& tolerance, Instant now) {
  BASSIN_TRY(auto const row,
             session.row("select failures, last_at, locked_until from sign_in_failure where subject = :subject", {{"subject", subject}}));
  std::int64_t failures = 0;
  if (row) {
    auto const locked = base::parse_instant(row->text("locked_until")).value_or(Instant{});
    if (locked > now) return Error("partners.locked", {{"seconds", std::to_string((locked.ms - now.ms + 999) / 1000)}});
    if (row->text("last_at") > to_iso(now.plus_seconds(-tolerance.forgotten_seconds))) failures = row->integer("failures");
  }
  ++failures;
  auto const locked_until = failures >= tolerance.attempts ? now.plus_seconds(pause_after(failures, tolerance)) : now;
  BASSIN_DO(run(session, "delete from sign_in_failure where last_at < :old",
                {{"old", to_iso(now.plus_seconds(-account_tolerance.forgotten_seconds))}}));
  return run(session,
             "insert into sign_in_failure (subject, failures, last_at, locked_until) values (:subject, :failures, :at, :until) on conflict "
             "(subject) do update set failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until",
             {{"subject", subject}, {"failures", failures}, {"at", to_iso(now)}, {"until", to_iso(locked_until)}});
}

Result<void> forget_attempts(sql::Session& session, std::string const& subject) {
  return run(session, "delete from sign_in_failure where subject = :subject", {{"subject", subject}});
}

Result<void> give_back_attempt(sql::Session& session, std::string const& subject) {
  return run(session,
             "update sign_in_failure set failures = failures - 1, locked_until = last_at where subject = :subject and failures > 0",
             {{"subject", subject}});
}

}  // namespace bassin::partners
