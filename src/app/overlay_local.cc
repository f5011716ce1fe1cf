#include <array>

#include "app/overlay_members.h"
#include "app/suggest.h"
#include "reference/legal_forms.h"
#include "reference/size_bands.h"

namespace bassin::app::overlay {
namespace {

using base::Error;
using base::Result;
using query::LocalBusiness;

using Reader = Result<void> (*)(Member const& member, LocalBusiness& business);

template <auto Read, auto Target>
Result<void> into(Member const& member, LocalBusiness& business) {
  BASSIN_TRY(business.*Target, Read(member));
  return {};
}

Result<reference::SizeIndex> size_of(Member const& member) {
  BASSIN_TRY(auto const text, text_of(member));
  auto const size = reference::parse_size_band(text);
  if (!size) return member.wrong("\"NN\", \"00\", \"01\" … \"53\"");
  return *size;
}

Result<std::uint16_t> legal_of(Member const& member) {
  BASSIN_TRY(auto const text, text_of(member));
  auto const legal = reference::LegalForms::parse(text);
  if (!legal) return member.wrong("\"5499\"");
  return *legal;
}

Result<registry::State> state_of(Member const& member) {
  if (member.value == "active") return registry::State::active;
  if (member.value == "closed") return registry::State::closed;
  return member.wrong("\"active\", \"closed\"");
}

Result<std::uint8_t> hidden_of(Member const& member) {
  static constexpr std::array<std::pair<std::string_view, registry::Privacy>, 5> parts{{{"names", registry::hides_names},
                                                                                        {"acronym", registry::hides_acronym},
                                                                                        {"brands", registry::hides_brands},
                                                                                        {"address", registry::hides_address},
                                                                                        {"position", registry::hides_position}}};
  BASSIN_TRY(auto const words, texts_of(member));
  unsigned bits = 0;
  for (auto const& word : words) {
    unsigned bit = 0;
    for (auto const& [id, privacy] : parts) bit |= word == id ? static_cast<unsigned>(privacy) : 0;
    if (bit == 0) return member.wrong("[\"names\", \"acronym\", \"brands\", \"address\", \"position\"]");
    bits |= bit;
  }
  return static_cast<std::uint8_t>(bits);
}

struct LocalMember {
  std::string_view id;
  Reader read;
};

using B = LocalBusiness;
constexpr std::array<LocalMember, 15> members{{
    {"id", into<text_of, &B::id>},
    {"name", into<text_of, &B::name>},
    {"address", into<text_of, &B::address>},
    {"commune", into<commune_of, &B::commune>},
    {"position", into<point_of, &B::position>},
    {"activity", into<activity_of, &B::activity>},
    {"activity2025", into<activity_2025_of, &B::activity_2025>},
    {"size", into<size_of, &B::size>},
    {"legal", into<legal_of, &B::legal_category>},
    {"state", into<state_of, &B::state>},
    {"employer", into<tri_of, &B::employer>},
    {"headOffice", into<tri_of, &B::head_office>},
    {"created", into<date_of, &B::created>},
    {"closed", into<date_of, &B::closed>},
    {"hidden", into<hidden_of, &B::privacy>},
}};

Result<LocalMember> member_of(std::string const& path, std::string const& name) {
  std::vector<std::string_view> ids;
  for (auto const& member : members) {
    if (member.id == name) return member;
    ids.push_back(member.id);
  }
  return Error("app.overlay_member", {{"path", path}, {"member", name}, {"suggestion", nearest_word(name, ids)}});
}

}  // namespace

Result<LocalBusiness> local_business(std::string const& path, Json const& object) {
  std::string const entry = "local";
  if (!object.is_object()) return Member{path, entry, entry, object}.wrong("{…}");
  LocalBusiness business;
  auto const id = object.contains("id") && object["id"].is_string() ? object["id"].get<std::string>() : entry;
  for (auto const& [name, value] : object.items()) {
    BASSIN_TRY(auto const member, member_of(path, name));
    BASSIN_DO(member.read({path, id, name, value}, business));
  }
  return business;
}

}  // namespace bassin::app::overlay
