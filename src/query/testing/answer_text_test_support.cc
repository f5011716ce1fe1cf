#include "query/testing/answer_text_test_support.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace bassin::query::testing {

namespace {

std::string text_of(Scope const& s) {
  std::string out = fmt::format("{} {} {} {} {} {}\n", s.snapshot, s.overlay, static_cast<int>(s.field), static_cast<int>(s.state),
                                s.at ? base::to_iso(*s.at) : "", s.zone);
  for (auto const& caveat : s.caveats) out += fmt::format("{}: {}\n", id_of(caveat.code), fmt::join(caveat.values, ", "));
  return out;
}

std::string text_of(Facet const& f) {
  auto out = fmt::format("{} {} {} {}\n", id_of(f.dimension), f.total, f.keys, f.beyond);
  for (auto const& b : f.buckets) out += fmt::format("  {} {}\n", b.key, b.count);
  if (f.chambers)
    out += fmt::format("  {} {} {}\n", fmt::join(f.chambers->totals, " "), fmt::join(f.chambers->exactly, " "), f.chambers->any);
  return out;
}

std::string text_of(registry::Value const& v) { return fmt::format("{}{}", static_cast<int>(v.presence), v.text); }

std::string text_of(RowActivity const& a) { return fmt::format("{}{}{}", static_cast<int>(a.nomenclature), a.code, a.corrected); }

std::string text_of(RowPosition const& p) {
  return fmt::format("{} {} {} {} {}", p.point ? p.point->lon : 0, p.point ? p.point->lat : 0, static_cast<int>(p.presence),
                     static_cast<int>(p.quality), static_cast<int>(p.source));
}

std::string text_of(Row const& r) {
  auto out = fmt::format("{} {} | {} | {} | {} | {} | {} {} {}\n", r.id.text(), r.siren, text_of(r.name), text_of(r.unit_name),
                         text_of(r.address), text_of(r.postal_code), r.commune, r.commune_code, r.commune_label);
  out += fmt::format("  {} {} {} {} {} {} {} {} {} {}\n", static_cast<int>(r.state), text_of(r.activity), r.activity_2025,
                     static_cast<int>(r.employer), r.size, r.size_year, r.legal_category, static_cast<int>(r.unit_category),
                     static_cast<int>(r.head_office), static_cast<int>(r.diffusion));
  out += fmt::format("  {} | {} | {} | {}\n", text_of(r.address_complement), text_of(r.special_distribution), text_of(r.cedex_code),
                     text_of(r.cedex_label));
  out += fmt::format("  {} {} {} {} | {} | {:.3f} | {} | {} {}\n", r.chambers, r.chambers_corrected, r.created, r.period_start,
                     text_of(r.position), r.distance_m.value_or(-1), fmt::join(r.tags, ","), fmt::join(r.portfolios, ","),
                     r.last_contact ? r.last_contact->days : 0);
  return out;
}

std::string text_of(std::vector<Attribute> const& list) {
  std::string out;
  for (auto const& a : list) {
    out += fmt::format("  {} = {} ({}) {} {}\n", a.id, text_of(a.value), a.label_fr, id_of(a.origin.source),
                       a.origin.date ? a.origin.date->days : 0);
  }
  return out;
}

std::string text_of(LifePeriod const& p) {
  auto out = fmt::format("  {} {} {} {} {} {}", p.from, p.to, static_cast<int>(p.state), static_cast<int>(p.employer), text_of(p.activity),
                         text_of(p.usual_name));
  for (auto const& brand : p.brands) out += " " + text_of(brand);
  return out + "\n";
}

}  // namespace

std::string text_of(Facets const& a) {
  auto out = text_of(a.scope) + fmt::format("{}\n", a.total);
  for (auto const& facet : a.facets) out += text_of(facet);
  for (auto const& bucket : a.unlocated) out += fmt::format("  unlocated {} {}\n", bucket.key, bucket.count);
  return out;
}

std::string text_of(Count const& a) {
  auto out = text_of(a.scope) + fmt::format("{}\n", a.total);
  for (auto const& margin : {a.by, a.across}) out += margin ? text_of(*margin) : std::string();
  for (auto const& cell : a.cells) out += fmt::format("{} {} {}\n", cell.key, cell.across, cell.count);
  return out;
}

std::string text_of(Page const& a) {
  auto out = text_of(a.scope) + fmt::format("{} {}\n", a.total.value_or(0), a.next);
  for (auto const& row : a.rows) out += text_of(row);
  return out;
}

std::string text_of(Series const& a) {
  auto out = text_of(a.scope);
  for (auto const& p : a.points) {
    out += fmt::format("{} {} {} {} {} {} {}\n", p.start.days, p.stock, p.creations, p.reopenings, p.closures, p.changes_in, p.changes_out);
  }
  return out;
}

std::string text_of(EstablishmentFile const& f) {
  auto out = text_of(f.row);
  for (auto const* list : {&f.identity, &f.unit, &f.address, &f.second_address, &f.activity, &f.size, &f.position})
    out += text_of(*list) + "--\n";
  for (auto const& period : f.life) out += text_of(period);
  for (auto const& s : f.sisters)
    out += fmt::format("  {} {} {} {} {}\n", s.siret, static_cast<int>(s.state), s.head_office, text_of(s.name), s.commune_code);
  out += fmt::format("{} {} {} {} {} {}\n", f.sisters_total, f.membership.mask(), f.membership_by_hand, f.privacy.hidden,
                     f.privacy.shown_to_you, f.privacy.as_person);
  return out;
}

std::string text_of(SearchAnswer const& a, View const& view) {
  auto out = text_of(a.scope) + fmt::format("{} {} {}", static_cast<int>(a.kind), a.complete, a.outside_filter);
  for (auto const& hit : a.hits) {
    out += fmt::format(" {}/{}/{:.6f}", view.id_of(hit.row).text(), hit.name, hit.score);
    for (auto const& word : hit.words) out += fmt::format(":{}:{}", word.word, word.found);
  }
  return out + "\n";
}

}  // namespace bassin::query::testing
