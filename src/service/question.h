// A request's parameters as a question of the register: the filter's, which `query` reads, beside the endpoint's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/filter.h"
#include "service/context.h"

namespace bassin::service {

class Question {
 public:
  // `own`: names of the endpoint, which the filter does not know. Errors: "service.not_ready" where no snapshot is open, and
  // those of parse_filter(): a name that neither knows is one.
  [[nodiscard]] static base::Result<Question> of(Context const& context, http::Request const& request,
                                                 std::vector<std::string_view> const& own);

  [[nodiscard]] std::shared_ptr<query::View const> const& view() const { return view_; }
  [[nodiscard]] query::Filter const& filter() const { return filter_; }
  [[nodiscard]] registry::Manifest const& manifest() const { return view_->snapshot().manifest(); }
  [[nodiscard]] registry::Audience audience() const { return registry::Audience::open; }
  [[nodiscard]] base::Result<query::PreparedFilter> prepare() const { return query::prepare(view_, filter_, audience()); }

  // Of the endpoint's own parameters; the last of that name.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  // Errors: "query.bad_value".
  [[nodiscard]] base::Result<std::size_t> number(std::string_view name, std::size_t fallback, std::size_t least, std::size_t most) const;
  [[nodiscard]] base::Result<bool> flag(std::string_view name, bool fallback) const;

 private:
  std::shared_ptr<query::View const> view_;
  query::Filter filter_;
  http::Pairs own_;
};

// Errors: "service.not_ready".
[[nodiscard]] base::Result<std::shared_ptr<query::View const>> view_of(Context const& context);

}  // namespace bassin::service
