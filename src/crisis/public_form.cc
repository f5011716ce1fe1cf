#include "crisis/public_form.h"

#include <algorithm>
#include <charconv>

#include "access/record_json.h"
#include "base/plain_text.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/door.h"
#include "crisis/internal/report_rows.h"
#include "crisis/internal/rooms.h"
#include "partners/secret.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using internal::Door;
using internal::door_of;

// Sixteen, so that a byte's half is one: without vowels, which make words, and without L, Q, S, Y and Z.
constexpr std::string_view letters = "BCDFGHJKMNPRTVWX";
constexpr std::size_t code_length = 8, nonce_bytes = 16, code_typed_most = 40, counter_most = 20;

std::string new_code() {
  std::string out;
  for (char const one : partners::chance(code_length)) out += letters[static_cast<unsigned char>(one) % letters.size()];
  return out;
}

std::string json_of(PublicForm const& it) { return access::text_of({{"code", it.code}, {"title", it.title}, {"endedAt", it.ended_at}}); }

PublicForm form_in(sql::Row const& row) {
  return {row.text("code"), row.text("title"), row.text("opened_at"), row.text("opened_by"), row.optional_text("ended_at").value_or("")};
}

Result<std::optional<PublicForm>> read_form(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const row, session.row("select code, title, opened_at, opened_by, ended_at from crisis_form where crisis = :crisis",
                                         {{"crisis", crisis}}));
  return row ? std::optional(form_in(*row)) : std::nullopt;
}

// Those who may run a room of their own may open and close the door of one that they work in.
Result<Crisis> doorkeeper(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto room, internal::writable(session, reader, crisis));
  if (!access::allows(reader, access::Need::run_conventions)) return Error("crisis.not_yours");
  return room;
}

// "expiry.bits.nonce", and behind a fourth point its signature.
std::string sealed(Door const& door, std::string const& text) { return partners::signature_of(door.secret, door.form.code + "." + text); }

// What makes it serve once. Errors: as receive_from_owner() says.
Result<std::string> nonce_of(Door const& door, Proof const& proof, std::string const& report, base::Instant now) {
  auto const& text = proof.challenge;
  auto const last = text.rfind('.'), before = last == std::string::npos || last == 0 ? last : text.rfind('.', last - 1);
  if (last == std::string::npos || before == std::string::npos) return Error("crisis.bad_proof");
  if (!partners::same_secret(text.substr(last + 1), sealed(door, text.substr(0, last)))) return Error("crisis.bad_proof");
  // From here on the text is ours.
  std::int64_t expires = 0;
  unsigned bits = 0;
  auto const first = std::from_chars(text.data(), text.data() + text.size(), expires);
  std::from_chars(first.ptr + 1, text.data() + text.size(), bits);
  if (!is_solved(proof, report, bits)) return Error("crisis.bad_proof");
  if (expires <= now.ms) return Error("crisis.challenge_over");
  return text.substr(before + 1, last - before - 1);
}

// The case to which a report of that SIRET goes by itself. Beyond so many somebody looks: a case whose reports are counted anew with each
// more is nobody's to stall the room with.
Result<std::optional<Case>> case_that_takes(sql::Session& session, std::string const& crisis, std::string const& siret) {
  if (siret.empty()) return std::optional<Case>();
  BASSIN_TRY(auto const record, internal::case_of_business(session, crisis, siret));
  if (!record) return std::optional<Case>();
  BASSIN_TRY(auto const there,
             session.row("select count(*) as n from damage_report where record = :record and source = 'owner'", {{"record", record->id}}));
  return there->integer("n") >= owner_reports_of_case_most ? std::nullopt : std::optional(*record);
}

OwnersReceived received(Door const& door, DamageReport it, bool fresh) {
  auto upload = internal::upload_of(door, it);
  return {{std::move(it), fresh}, std::move(upload)};
}

}  // namespace

std::string code_of_form(std::string_view typed) {
  std::string out;
  if (typed.size() > code_typed_most) return out;
  for (char one : typed) {
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    if (one != ' ' && one != '-') out += one;
  }
  return out.size() == code_length && out.find_first_not_of(letters) == std::string::npos ? out : "";
}

Result<std::optional<PublicForm>> form_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  return read_form(session, crisis);
}

Result<PublicForm> open_form(sql::Session& session, Act const& act, std::string const& crisis, std::string const& title,
                             bool another_code) {
  BASSIN_TRY([[maybe_unused]] auto const room, doorkeeper(session, act.reader, crisis));
  BASSIN_TRY(auto const before, read_form(session, crisis));
  PublicForm after;
  BASSIN_TRY(after.title, base::clean("title", title, base::line_most));
  bool const fresh = !before || another_code;
  after.code = fresh ? new_code() : before->code;
  after.opened_at = base::to_iso(act.actor.at);
  after.opened_by = act.reader.agent;
  // A new code has a secret of its own: what the former one's challenges were signed with is gone.
  auto const secret = fresh ? std::optional(partners::new_secret()) : std::nullopt;
  BASSIN_DO(
      session.run("insert into crisis_form (crisis, code, secret, title, opened_at, opened_by) values (:crisis, :code, "
                  "coalesce(:secret, ''), :title, :at, :by) on conflict (crisis) do update set code = :code, secret = "
                  "coalesce(:secret, crisis_form.secret), title = :title, opened_at = :at, opened_by = :by, ended_at = null",
                  {{"crisis", crisis},
                   {"code", after.code},
                   {"secret", secret},
                   {"title", after.title},
                   {"at", after.opened_at},
                   {"by", after.opened_by}}));
  BASSIN_DO(access::record(session, act, "crisis_form.opened", "crisis_form", crisis, before ? json_of(*before) : "", json_of(after)));
  return after;
}

Result<void> end_form(sql::Session& session, Act const& act, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, doorkeeper(session, act.reader, crisis));
  BASSIN_TRY(auto const before, read_form(session, crisis));
  if (!before || !before->ended_at.empty()) return {};
  auto after = *before;
  after.ended_at = base::to_iso(act.actor.at);
  BASSIN_DO(session.run("update crisis_form set ended_at = :at where crisis = :crisis", {{"at", after.ended_at}, {"crisis", crisis}}));
  return access::record(session, act, "crisis_form.ended", "crisis_form", crisis, json_of(*before), json_of(after));
}

Result<OwnersForm> owners_form(sql::Session& session, std::string_view code) {
  BASSIN_TRY(auto door, door_of(session, code));
  if (!door.open) return Error("crisis.no_form");
  return std::move(door.form);
}

Result<Challenge> new_challenge(sql::Session& session, std::string_view code, base::Instant now) {
  BASSIN_TRY(auto const door, door_of(session, code));
  if (!door.open) return Error("crisis.no_form");
  auto const expires = now.plus_seconds(challenge_seconds);
  auto const text = std::to_string(expires.ms) + "." + std::to_string(work_bits) + "." + partners::base64url(partners::chance(nonce_bytes));
  return Challenge{text + "." + sealed(door, text), work_bits, base::to_iso(expires)};
}

bool is_solved(Proof const& proof, std::string_view report, unsigned bits) {
  constexpr unsigned bits_of_digit = 4;
  if (proof.counter.empty() || proof.counter.size() > counter_most) return false;
  auto const hash = partners::hash_of_text(proof.challenge + "." + std::string(report) + "." + proof.counter);
  auto const whole = bits / bits_of_digit, rest = bits % bits_of_digit;
  if (whole >= hash.size() || hash.find_first_not_of('0') < whole) return false;
  unsigned digit = 0;
  std::from_chars(hash.data() + whole, hash.data() + whole + 1, digit, 16);
  return digit >> (bits_of_digit - rest) == 0;
}

Result<Arriving> arriving_from_owner(sql::Session& session, base::Instant now, std::string_view code, ReportFacts facts,
                                     Proof const& proof) {
  BASSIN_TRY(auto const door, door_of(session, code));
  facts.source = ReportSource::owner;
  facts.place.reset();
  BASSIN_TRY(auto const incoming, internal::cleaned(door.room.id, facts, now));
  BASSIN_TRY(auto const before, internal::same_before(session, incoming));
  if (before) return Arriving{false, door.room.id};
  if (!door.open) return Error("crisis.no_form");
  BASSIN_TRY(auto const nonce, nonce_of(door, proof, facts.id, now));
  BASSIN_TRY(auto const used, session.row("select 1 as there from damage_report where challenge = :nonce", {{"nonce", nonce}}));
  if (used) return Error("crisis.challenge_over");
  BASSIN_TRY(auto const record, case_that_takes(session, door.room.id, incoming.report.typed.siret));
  if (record) return Arriving{true, door.room.id};
  BASSIN_TRY(auto const waiting, session.row("select count(*) as n from (select 1 from damage_report where crisis = :crisis and state = "
                                             "'waiting' and source = 'owner' limit :most) w",
                                             {{"crisis", door.room.id}, {"most", waiting_most}}));
  if (waiting->integer("n") >= waiting_most) return Error("crisis.too_many_waiting");
  return Arriving{true, door.room.id};
}

Result<OwnersReceived> receive_from_owner(sql::Session& session, access::Actor const& actor, std::string_view code, ReportFacts facts,
                                          Proof const& proof) {
  static access::Reader const nobody;
  BASSIN_TRY(auto const door, door_of(session, code));
  facts.source = ReportSource::owner;
  facts.place.reset();
  BASSIN_TRY(auto incoming, internal::cleaned(door.room.id, facts, actor.at));
  BASSIN_TRY(auto before, internal::same_before(session, incoming));
  if (before) return received(door, std::move(*before), false);
  if (!door.open) return Error("crisis.no_form");
  BASSIN_TRY(incoming.challenge, nonce_of(door, proof, facts.id, actor.at));
  auto& made = incoming.report;
  Act const act{nobody, actor};
  // One that the room does not have on its list is no robot's to put there.
  BASSIN_TRY(auto record, case_that_takes(session, door.room.id, made.typed.siret));
  if (record) {
    BASSIN_TRY(record, internal::put_case(session, act, door.room, {made.typed.siret, record->commune, Entry::added}));
    made.record = record->id;
    made.state = ReportState::matched;
  }
  BASSIN_TRY(auto const fresh, internal::insert_report(session, incoming));
  if (fresh == 0) return Error("crisis.challenge_over");
  BASSIN_DO(internal::record_received(session, act, made));
  if (record) BASSIN_DO(internal::count_for(session, act, made, *record));
  return received(door, std::move(made), true);
}

}  // namespace bassin::crisis
