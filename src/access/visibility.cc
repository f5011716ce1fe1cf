#include "access/visibility.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/reader.h"

namespace bassin::access {

bool serves(Reader const& reader, std::string_view commune) {
  if (reader.standing != Reader::Standing::member || !reader.communes || commune.empty()) return false;
  return std::binary_search(reader.communes->begin(), reader.communes->end(), commune);
}

bool visible(Reader const& reader, Owned const& record) {
  if (reader.standing != Reader::Standing::member) return false;
  bool const own = !reader.organisation.empty() && record.organisation == reader.organisation;
  return own || (record.shared && serves(reader, record.commune));
}

std::string visible_sql(std::string_view organisation_column, std::string_view shared_column, std::string_view commune_column) {
  return fmt::format("({} = :reader_organisation or ({} = 1 and :reader_communes like '%,' || {} || ',%'))", organisation_column,
                     shared_column, commune_column);
}

std::vector<sql::Named> visibility_values(Reader const& reader) {
  bool const member = reader.standing == Reader::Standing::member;
  std::string communes = ",";
  if (member && reader.communes) {
    for (auto const& code : *reader.communes) communes += code + ",";
  }
  return {{"reader_organisation", member ? reader.organisation : std::string()}, {"reader_communes", communes}};
}

bool may_change(Reader const& reader, std::string_view organisation, std::string_view agent) {
  if (reader.standing != Reader::Standing::member || reader.organisation != organisation) return false;
  return reader.agent == agent || reader.role == Role::administrator || reader.role == Role::coordinator;
}

}  // namespace bassin::access
