#include "convention/term.h"

#include <algorithm>
#include <array>

#include "base/id_table.h"
#include "base/months.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Date;

constexpr std::array<std::string_view, renewal_count> renewal_ids = {"none", "express", "tacit"};
constexpr std::array<std::string_view, phase_count> phase_ids = {"coming", "running", "over"};

Date day_after(Date day) { return {day.days + 1}; }

// After so many renewals. Reckoned from the day after the end, so that a period that ends a month ends a month again.
Date end_after(Term const& term, int renewals) { return base::last_day_of(day_after(term.ends_on), renewals * term.renewal_months); }

bool renews_itself(Term const& term) { return term.renewal == Renewal::tacit && term.renewal_months > 0; }

// How many renewals the period that runs on `day` stands on, denunciations aside.
int renewals_on(Term const& term, Date day) {
  if (!renews_itself(term)) return 0;
  int renewals = 0;
  while (end_after(term, renewals) < day && (term.renewals_most == 0 || renewals < term.renewals_most)) ++renewals;
  return renewals;
}

Date undenounced_end(Term const& term, Date day) { return renews_itself(term) ? end_after(term, renewals_on(term, day)) : term.ends_on; }

}  // namespace

std::string_view id_of(Renewal renewal) { return renewal_ids[static_cast<std::size_t>(renewal)]; }

std::optional<Renewal> parse_renewal(std::string_view id) { return base::parse_id<Renewal>(renewal_ids, id); }

std::string_view id_of(Phase phase) { return phase_ids[static_cast<std::size_t>(phase)]; }

Date last_day_on(Term const& term, Date day) {
  if (!term.last_day_early) return undenounced_end(term, day);
  return std::min(*term.last_day_early, undenounced_end(term, std::min(day, *term.last_day_early)));
}

std::optional<Date> last_day_of_all(Term const& term) {
  if (term.last_day_early) return last_day_on(term, *term.last_day_early);
  if (!renews_itself(term)) return term.ends_on;
  if (term.renewals_most == 0) return std::nullopt;
  return end_after(term, term.renewals_most);
}

Phase phase_on(Term const& term, Date day) {
  if (day < term.starts_on) return Phase::coming;
  return day <= last_day_on(term, day) ? Phase::running : Phase::over;
}

std::optional<Date> last_day_to_denounce(Term const& term, Date day) {
  if (!renews_itself(term) || term.last_day_early) return std::nullopt;
  auto const renewals = renewals_on(term, day);
  bool const may_go_on = term.renewals_most == 0 || renewals < term.renewals_most;
  if (!may_go_on) return std::nullopt;
  return Date{base::plus_months(day_after(end_after(term, renewals)), -term.notice_months).days - 1};
}

Date last_day_if_denounced(Term const& term, Date day) {
  auto const after_notice = base::last_day_of(day_after(day), term.notice_months);
  return std::min(after_notice, undenounced_end(term, after_notice));
}

}  // namespace bassin::convention
