// The convention as partners sign it: its text, its parties and what their bodies decided, its perimeter, its axes. Written while it is a
// draft, by the organisation that keeps it; read by all parties. docs/decisions/0018-the-convention.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/result.h"
#include "convention/term.h"

namespace bassin::sql {
class Session;
}

namespace bassin::convention {

using access::Act;

enum class Kind : std::uint8_t {
  framework,  // convention-cadre
  annual,     // application annuelle, of a framework
  service,    // prestation
  amendment,  // avenant, of any of these
};
inline constexpr std::size_t kind_count = 4;
// "framework".
[[nodiscard]] std::string_view id_of(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view id);

// As stored. Whether a signed one is to come, in force or over is asked of its term (convention/term.h).
enum class Status : std::uint8_t { draft, deliberating, signed_by_all, denounced, abandoned };
inline constexpr std::size_t status_count = 5;
// "draft", "deliberating", "signed", "denounced", "abandoned".
[[nodiscard]] std::string_view id_of(Status status);
[[nodiscard]] std::optional<Status> parse_status(std::string_view id);

inline constexpr std::size_t parties_most = 50;
inline constexpr std::size_t communes_most = 2'000;
inline constexpr std::size_t axes_most = 50;

struct Convention {
  std::string id;
  std::string keeper;  // organisation
  Kind kind = Kind::framework;
  std::string parent;     // of an annual application and of an amendment; ""
  std::string reference;  // the partners' own number; ""
  std::string title, purpose;
  Status status = Status::draft;
  std::optional<base::Date> starts_on, ends_on;
  Renewal renewal = Renewal::none;
  int renewal_months = 0, renewals_most = 0, notice_months = 0;
  std::optional<base::Date> signed_on;
  std::optional<base::Date> denounced_on;
  std::string denounced_by, denounced_why;  // organisation; ""
  std::optional<base::Date> last_day_early;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;

  // Nothing while its dates are not stated.
  [[nodiscard]] std::optional<Term> term() const;
};

struct Party {
  std::string organisation;
  std::string body, deliberation;  // « conseil communautaire », "2018-42"; ""
  std::optional<base::Date> deliberated_on, transmitted_on;
  std::string signatory, signatory_title;  // who signs, « Président »; ""
  std::optional<base::Date> joined_on;     // by an amendment; nothing: from the beginning
  std::optional<base::Date> left_on;       // its last day
  std::string left_why;                    // ""

  [[nodiscard]] bool decided() const { return deliberated_on && !body.empty(); }
};

struct Commune {
  std::string code, label;             // of the day of signing
  std::optional<base::Date> from_day;  // by an amendment; nothing: from the beginning
  std::optional<base::Date> until_day;
};

struct Axis {
  std::string id, code, title, description;
  std::optional<base::Date> removed_on;
};

struct Text {
  Convention convention;
  std::vector<Party> parties;      // in their order
  std::vector<Commune> perimeter;  // by code
  std::vector<Axis> axes;          // in their order; removed ones last
};

// Those whose party or keeper the reader's organisation is, or took over; the newest first. Amendments too.
[[nodiscard]] base::Result<std::vector<Convention>> conventions_of(sql::Session& session, access::Reader const& reader);
// Errors: "convention.unknown" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<Text> find_convention(sql::Session& session, access::Reader const& reader, std::string const& id);

// Parties that have not left, in their order, by convention; of those that the reader sees.
[[nodiscard]] base::Result<std::map<std::string, std::vector<Party>>> present_parties(sql::Session& session, access::Reader const& reader);

// What a reader may do with conventions.
struct Rights {
  std::vector<std::string> organisations;  // the reader's, and those that it took over
  bool in_charge = false;                  // its coordinator or administrator

  [[nodiscard]] bool acts_for(std::string const& organisation) const;
  // Notes what that party's body decides.
  [[nodiscard]] bool speaks_for(std::string const& organisation) const { return in_charge && acts_for(organisation); }
  [[nodiscard]] bool may_write(Convention const& convention) const { return speaks_for(convention.keeper); }
};
[[nodiscard]] base::Result<Rights> rights_of(sql::Session& session, access::Reader const& reader);

}  // namespace bassin::convention
