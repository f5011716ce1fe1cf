#include "service/sheet_audiences.h"

#include "service/call.h"
#include "service/question.h"

namespace bassin::service {

std::vector<std::string> const& home_of(Call const& call) {
  static std::vector<std::string> const nowhere;
  return call.reader.communes ? *call.reader.communes : nowhere;
}

matching::Audiences matching_audiences(Call const& call) {
  return {audience_of(call.reader, home_of(call)), audience_of(call.reader, {"outside"})};
}

}  // namespace bassin::service
