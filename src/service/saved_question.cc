#include "service/saved_question.h"

#include <algorithm>
#include <array>

#include "http/target.h"
#include "query/search.h"
#include "service/call.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

// What the address bar holds beside the filter: how it is shown.
constexpr std::array<std::string_view, 10> of_the_screen = {"sort",        "columns", "limit",    "cursor", "facets",
                                                            "facet-limit", "total",   "colonnes", "vue",    "carte"};

}  // namespace

Result<Question> saved_question(Call const& call, std::string const& query) {
  auto const pairs = http::parse_query(query);
  if (!pairs) return Error("query.bad_value", {{"name", "query"}, {"value", query.substr(0, 100)}, {"allowed", "territory=77142&size=11"}});
  http::Request request = call.request;
  request.query.clear();
  for (auto const& pair : *pairs) {
    if (std::find(of_the_screen.begin(), of_the_screen.end(), pair.first) == of_the_screen.end()) request.query.push_back(pair);
  }
  return Question::of(Call{call.context, request, call.reader, call.rule}, {"q"});
}

Result<std::vector<std::uint32_t>> rows_of(Question const& question) {
  auto const words = question.value("q");
  if (!words || words->empty()) {
    BASSIN_TRY(auto const prepared, question.prepare());
    return prepared.rows();
  }
  BASSIN_TRY(auto const found, query::search(question.view(), {*words, question.filter(), query::search_limit_most}, question.audience()));
  std::vector<std::uint32_t> out;
  for (auto const& hit : found.hits) out.push_back(hit.row);
  return out;
}

}  // namespace bassin::service
