#include "service/crisis_situation.h"

#include <nlohmann/json.hpp>

namespace bassin::service {

using base::Result;

namespace {

Json amount_json(crisis::Amount const& it) { return it ? Json(*it) : Json(nullptr); }
Json answered_json(crisis::Answered const& it) { return {{"given", it.given}, {"unknown", it.unknown}, {"refused", it.refused}}; }
Json headcount_json(crisis::Headcount const& it) { return {{"cases", answered_json(it.cases)}, {"sum", amount_json(it.sum)}}; }
Json sum_json(crisis::Sum const& it) {
  return {{"cases", it.cases}, {"from", amount_json(it.from)}, {"to", amount_json(it.to)}, {"endless", it.endless}};
}
Json aid_sum_json(crisis::AidSum const& it) {
  return {{"cases", it.cases}, {"priced", it.priced}, {"from", amount_json(it.from)}, {"to", amount_json(it.to)}};
}

Json loss_json(std::string const& heading, crisis::Loss const& it) {
  Json certainties = Json::array();
  for (std::size_t i = 0; i < it.by_certainty.size(); ++i) {
    auto const& sum = it.by_certainty.at(i);
    if (sum.cases > 0) certainties.push_back({{"certainty", id_of(static_cast<crisis::Certainty>(i))}, {"sum", sum_json(sum)}});
  }
  return {{"heading", heading}, {"cases", answered_json(it.cases)}, {"sum", sum_json(it.sum)}, {"certainties", std::move(certainties)}};
}

Json counts_json(std::map<std::string, std::uint64_t> const& counts, char const* name) {
  Json out = Json::array();
  for (auto const& [key, cases] : counts) out.push_back({{name, key}, {"cases", cases}});
  return out;
}

}  // namespace

Result<std::vector<crisis::Case>> listed_cases(sql::Session& session, Call const& call, std::string const& crisis) {
  crisis::CaseQuery all;
  all.limit = crisis::whole_list;
  return crisis::cases_of(session, call.reader, crisis, all);
}

Json losses_json(std::map<std::string, crisis::Loss> const& losses) {
  Json out = Json::array();
  for (auto const& [heading, loss] : losses) out.push_back(loss_json(heading, loss));
  return out;
}

Json findings_json(crisis::Findings const& it) {
  Json aid = Json::array(), words = Json::array();
  for (auto const& [id, line] : it.aid)
    aid.push_back({{"aid", id},
                   {"asked", aid_sum_json(line.asked)},
                   {"granted", aid_sum_json(line.granted)},
                   {"paid", aid_sum_json(line.paid)},
                   {"refused", line.refused}});
  for (auto const& [state, word] : it.words)
    words.push_back({{"state", id_of(state)},
                     {"cases", word.cases},
                     {"heard", word.heard},
                     {"newest", amount_json(word.newest)},
                     {"median", amount_json(word.median)}});
  return {{"cases", it.cases},
          {"employees", headcount_json(it.employees)},
          {"stopped", headcount_json(it.stopped)},
          {"shortTime", counts_json(it.short_time, "answer")},
          {"losses", losses_json(it.losses)},
          {"aid", std::move(aid)},
          {"needs", counts_json(it.needs, "need")},
          {"words", std::move(words)},
          {"silent", it.silent}};
}

}  // namespace bassin::service
