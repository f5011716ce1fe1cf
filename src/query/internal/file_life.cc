// The life line and the sisters of one business.
#include "query/internal/file_parts.h"
#include "query/internal/row_at.h"
#include "query/internal/tables.h"
#include "query/internal/unit_rows.h"

namespace bassin::query::internal {

namespace {

// Of a period: hidden with the brands of today's row; nothing in a row that keeps them back was kept back too.
registry::Value shown(std::string_view text, bool hidden, bool kept_back) {
  if (hidden || text == "[ND]") return {{}, registry::Presence::masked};
  if (text.empty()) return {{}, kept_back ? registry::Presence::masked : registry::Presence::absent};
  return {std::string(text), registry::Presence::known};
}

std::vector<registry::Value> known_or_masked(std::vector<registry::Value> values) {
  bool const any_masked = std::any_of(values.begin(), values.end(), [](auto const& v) { return v.presence == registry::Presence::masked; });
  std::erase_if(values, [](auto const& v) { return !v.known(); });
  if (values.empty() && any_masked) values.push_back({{}, registry::Presence::masked});
  return values;
}

}  // namespace

std::vector<LifePeriod> FileOf::life() const {
  auto const* const h = snapshot_.history();
  if (h == nullptr) return {};
  auto const& from_history = view_.tables().activities.from_history;
  bool const hidden = !reader_.may_see(row_, registry::hides_brands);
  bool const kept_back = (snapshot_.establishments().privacy[row_] & registry::hides_brands) != 0;
  auto const text = [&](column::SparseText const& texts, std::uint32_t period) { return shown(texts[period], hidden, kept_back); };
  std::vector<LifePeriod> out;
  for (auto p = h->first[row_]; p < h->first[row_ + 1]; ++p) {
    LifePeriod period;
    period.from = date_text(h->start[p], h->start_exact[p]);
    period.to = date_text(h->end[p], h->end_exact[p]);
    period.state = static_cast<registry::State>(h->state[p]);
    period.employer = static_cast<registry::Tri>(h->employer[p]);
    auto const& activity = view_.tables().activities.codes[from_history[h->activity[p]]];
    if (!activity.code.empty()) period.activity = {activity.nomenclature, activity.code, false};
    period.usual_name = text(h->usual_name, p);
    period.brands = known_or_masked({text(h->brand_1, p), text(h->brand_2, p), text(h->brand_3, p)});
    out.push_back(std::move(period));
  }
  return out;
}

LifePeriod FileOf::period_from_stock(Row const& row) const {
  LifePeriod period;
  period.from = row.period_start;
  period.state = row.state;
  period.employer = row.employer;
  period.activity = row.activity;
  return period;
}

SisterEstablishment FileOf::sister(std::uint32_t row) const {
  auto const& e = snapshot_.establishments();
  SisterEstablishment out;
  out.siret = snapshot_.siret(row);
  out.state = static_cast<registry::State>(e.state[row]);
  out.head_office = e.head_office[row] == static_cast<std::uint8_t>(registry::Tri::yes);
  out.name = read_row(view_, row, audience_).name;
  // Its unit's name would say whose the row is that keeps its own back.
  bool const told = registry::visible(e.privacy[row_], registry::hides_names, audience_);
  if (!told && out.name.known()) out.name = {{}, registry::Presence::masked};
  out.commune_code = snapshot_.commune_code(snapshot_.commune_of(row));
  out.commune_label = e.commune_labels[e.commune_label[row]];
  return out;
}

std::vector<SisterEstablishment> FileOf::sisters(std::uint64_t& total) const {
  auto const found = unit_rows(snapshot_, snapshot_.establishments().unit[row_], row_);
  total = found.total;
  std::vector<SisterEstablishment> out;
  for (auto const row : found.rows) out.push_back(sister(row));
  return out;
}

}  // namespace bassin::query::internal
