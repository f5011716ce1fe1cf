#include "service/question.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "query/parse.h"
#include "query/view.h"
#include "service/call.h"
#include "service/casework_source.h"
#include "service/register_source.h"
#include "service/zone_source.h"

namespace bassin::service {

namespace {

base::Error bad_value(std::string_view name, std::string_view value, std::string allowed) {
  return base::Error("query.bad_value", {{"name", std::string(name)}, {"value", std::string(value)}, {"allowed", std::move(allowed)}});
}

std::string const* last_of(http::Pairs const& pairs, std::string_view name) {
  auto const found = std::find_if(pairs.rbegin(), pairs.rend(), [&](auto const& pair) { return pair.first == name; });
  return found == pairs.rend() ? nullptr : &found->second;
}

// The filter names what it knows; the endpoint knows a few more.
base::Error with_own_names(base::Error error, std::vector<std::string_view> const& own) {
  if (error.code != "query.unknown_parameter") return error;
  for (auto& [name, value] : error.values) {
    if (name == "allowed") value = fmt::format("{}, perimeter, zone, {}", fmt::join(own, ", "), value);
  }
  return error;
}

// The day at which territories are read: asked, else that of the question, else that of the data.
base::Result<base::Date> perimeter_of(http::Pairs const& query, query::View const& view, base::Date today) {
  for (auto const* const name : {"perimeter", "at"}) {
    auto const* const text = last_of(query, name);
    if (text == nullptr) continue;
    auto const date = base::parse_date(*text);
    if (!date) return bad_value(name, *text, "2026-01-31");
    return *date;
  }
  return view.snapshot().manifest().data_date.value_or(today);
}

// A zone that somebody brought comes before one that is drawn in the parameters.
base::Result<void> add_zone(Call const& call, query::Filter& filter) {
  auto const* const id = last_of(call.request.query, "zone");
  if (id == nullptr) return {};
  if (call.context.zones == nullptr) return base::Error("support.unknown_zone", {{"id", id->substr(0, 100)}});
  BASSIN_TRY(filter.zone, call.context.zones->find(call.reader, *id));
  return {};
}

// Who reads no exchanges and no follow-ups is told nothing of them, by what a filter finds neither.
base::Result<void> check_personal(access::Reader const& reader, bool asked) {
  if (!asked || access::allows(reader, access::Need::see_personal)) return {};
  return base::Error(reader.standing == access::Reader::Standing::member ? "access.denied" : "access.sign_in");
}

// Those that hold every row of the answer; none: it may come from anywhere.
std::vector<std::string> communes_of(query::Filter const& filter) {
  if (filter.territories.empty()) return filter.communes;
  std::vector<std::string> communes;
  for (auto const& territory : filter.territories) communes.insert(communes.end(), territory.communes.begin(), territory.communes.end());
  return communes;
}

}  // namespace

base::Result<std::shared_ptr<query::View const>> view_of(Call const& call) {
  std::shared_ptr<query::View const> view;
  if (call.context.casework != nullptr) {
    BASSIN_TRY(auto seeing, call.context.casework->of(call.reader));
    view = access::allows(call.reader, access::Need::see_personal) ? std::move(seeing.view) : std::move(seeing.without_contacts);
  } else {
    view = call.context.registry->view();
  }
  if (!view) return base::Error("service.not_ready");
  return view;
}

registry::Audience audience_of(access::Reader const& reader, std::vector<std::string> const& communes) {
  switch (access::sight_of(reader, communes)) {
    case access::Sight::agent: return registry::Audience::agent;
    case access::Sight::impersonal: return registry::Audience::impersonal;
    case access::Sight::open: break;
  }
  return registry::Audience::open;
}

base::Result<std::vector<query::Dimension>> dimensions_in(Call const& call, std::string_view names) {
  BASSIN_TRY(auto out, query::parse_dimensions(names));
  BASSIN_DO(check_personal(call.reader, std::find(out.begin(), out.end(), query::Dimension::follow_up) != out.end()));
  return out;
}

base::Result<Question> Question::of(Call const& call, std::vector<std::string_view> const& own) {
  auto const& [context, request, reader, rule] = call;
  Question question;
  question.language_ = call.language();
  question.today_ = context.today();
  BASSIN_TRY(question.view_, view_of(call));
  query::Parameters filter;
  for (auto const& pair : request.query) {
    if (pair.first == "zone") continue;
    bool const is_own = pair.first == "perimeter" || std::find(own.begin(), own.end(), pair.first) != own.end();
    (is_own ? question.own_ : filter).push_back(pair);
  }
  BASSIN_TRY(auto const perimeter, perimeter_of(request.query, *question.view_, context.today()));
  auto parsed = query::parse_filter(filter, perimeter);
  if (!parsed.ok()) return with_own_names(std::move(parsed).error(), own);
  question.filter_ = std::move(parsed).value();
  BASSIN_DO(check_personal(reader, question.filter_.contact.any() || !question.filter_.follow_ups.empty()));
  BASSIN_DO(add_zone(call, question.filter_));
  question.audience_ = audience_of(reader, communes_of(question.filter_));
  return question;
}

registry::Manifest const& Question::manifest() const { return view_->snapshot().manifest(); }

base::Result<query::PreparedFilter> Question::prepare() const { return query::prepare(view_, filter_, audience_); }

std::optional<std::string> Question::value(std::string_view name) const {
  auto const* const found = last_of(own_, name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

base::Result<std::size_t> Question::number(std::string_view name, std::size_t fallback, std::size_t least, std::size_t most) const {
  auto const text = value(name);
  if (!text) return fallback;
  std::size_t number = 0;
  auto const [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  bool const whole = problem == std::errc{} && end == text->data() + text->size();
  if (!whole || number < least || number > most) return bad_value(name, *text, fmt::format("{}–{}", least, most));
  return number;
}

base::Result<bool> Question::flag(std::string_view name, bool fallback) const {
  auto const text = value(name);
  if (!text) return fallback;
  if (*text != "true" && *text != "false") return bad_value(name, *text, "true, false");
  return *text == "true";
}

}  // namespace bassin::service
