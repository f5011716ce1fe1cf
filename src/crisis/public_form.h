// The form by which owners report without an account: a short code on posters and in messages. Whoever has it may send reports and reads
// nothing of the room. docs/decisions/0041-damage-reports.md
#pragma once

#include <string>
#include <string_view>

#include "crisis/damage_report.h"

namespace bassin::crisis {

// The code in what somebody typed, small letters, blanks and hyphens too; "" of what is none by its form.
[[nodiscard]] std::string code_of_form(std::string_view typed);

struct PublicForm {
  std::string code;   // eight letters that are not taken for others: "BKTDGRWM"
  std::string title;  // what owners read above it
  std::string opened_at, opened_by;
  std::string ended_at;  // ""
};
// Errors: "crisis.unknown" (id). Nothing: it never had one.
[[nodiscard]] base::Result<std::optional<PublicForm>> form_of(sql::Session& session, access::Reader const& reader,
                                                              std::string const& crisis);
// Switched on, again too, or given another title: by coordinators and administrators of the room. The code stays unless another is wanted;
// the former one then serves nobody. Errors: "crisis.unknown" (id), "crisis.closed", "crisis.not_yours"; those of base::clean().
[[nodiscard]] base::Result<PublicForm> open_form(sql::Session& session, Act const& act, std::string const& crisis, std::string const& title,
                                                 bool another_code);
// Nothing where it is off.
[[nodiscard]] base::Result<void> end_form(sql::Session& session, Act const& act, std::string const& crisis);

// What is told to whoever has the code.
struct OwnersForm {
  std::string code, title;
  std::string organisation;  // name of who opened the crisis, and answers for what is sent
  bool exercise = false;
};
// The code as somebody types it: small letters, blanks and hyphens too. Errors: "crisis.no_form": no such code, or it is switched off, or
// the crisis is closed; which of these is not told.
[[nodiscard]] base::Result<OwnersForm> owners_form(sql::Session& session, std::string_view code);

// A puzzle against robots, which costs a phone about a second and the server nothing to keep: signed, for that code, until it expires.
// Solved by a `counter` with which SHA-256 of "challenge.id.counter" begins with so many zero bits, `id` being that of the report.
inline constexpr unsigned work_bits = 17;
inline constexpr std::int64_t challenge_seconds = 3600;
struct Challenge {
  std::string text;
  unsigned bits = work_bits;
  std::string expires_at;
};
// Errors: "crisis.no_form".
[[nodiscard]] base::Result<Challenge> new_challenge(sql::Session& session, std::string_view code, base::Instant now);

struct Proof {
  std::string challenge, counter;
};
// Whether `counter` solves it for that report; says nothing of who signed it.
[[nodiscard]] bool is_solved(Proof const& proof, std::string_view report, unsigned bits = work_bits);

// With it whoever sent a report may send photos of it, and read nothing but which of these arrived: signed by the form's secret for that
// report, until a day after it was received, and not kept. The same report sent again is answered the same.
inline constexpr std::int64_t upload_seconds = 24 * 3600;
struct Upload {
  std::string token;
  std::string until;
};
struct OwnersReceived : Received {
  Upload upload;
};

// A report from outside. One of a SIRET that the room has on its list counts for its case at once; all others wait. What was received is
// answered again without a new puzzle, also after the end. Errors: "crisis.no_form"; those of clean_answers() and "crisis.bad_value",
// "crisis.unnamed_report", "crisis.report_differs"; "crisis.bad_proof": not our challenge, or not solved; "crisis.challenge_over": it
// expired, or served another report.
// Of one business so many go to its case by themselves, later ones wait to be matched.
inline constexpr std::int64_t owner_reports_of_case_most = 20;
// So many reports of owners wait in one room at most: beyond, somebody has to look first.
inline constexpr std::int64_t waiting_most = 2000;
// Whether it would be new, before anything is counted or written: not of one that was received. Errors: those of receive_from_owner();
// "crisis.too_many_waiting": it would wait, and so many do.
struct Arriving {
  bool fresh = false;
  std::string crisis;
};
[[nodiscard]] base::Result<Arriving> arriving_from_owner(sql::Session& session, base::Instant now, std::string_view code, ReportFacts facts,
                                                         Proof const& proof);
[[nodiscard]] base::Result<OwnersReceived> receive_from_owner(sql::Session& session, access::Actor const& actor, std::string_view code,
                                                              ReportFacts facts, Proof const& proof);

}  // namespace bassin::crisis
