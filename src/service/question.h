// A request's parameters as a question of the register: the filter's, which `query` reads, beside the endpoint's own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/dimensions.h"
#include "query/filter.h"
#include "service/context.h"

namespace bassin::registry {
struct Manifest;
}

namespace bassin::service {

struct Call;

class Question {
 public:
  // `own`: names of the endpoint, which the filter does not know. Errors: "service.not_ready" where no snapshot is open, and
  // those of parse_filter(): a name that neither knows is one.
  [[nodiscard]] static base::Result<Question> of(Call const& call, std::vector<std::string_view> const& own);

  [[nodiscard]] std::shared_ptr<query::View const> const& view() const { return view_; }
  [[nodiscard]] query::Filter const& filter() const { return filter_; }
  [[nodiscard]] registry::Manifest const& manifest() const;
  [[nodiscard]] reference::Language language() const { return language_; }
  [[nodiscard]] base::Date today() const { return today_; }
  // As the reader may see the communes that the question is about; access::sight_of().
  [[nodiscard]] registry::Audience audience() const { return audience_; }
  [[nodiscard]] base::Result<query::PreparedFilter> prepare() const;

  // Of the endpoint's own parameters; the last of that name.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  // Errors: "query.bad_value".
  [[nodiscard]] base::Result<std::size_t> number(std::string_view name, std::size_t fallback, std::size_t least, std::size_t most) const;
  [[nodiscard]] base::Result<bool> flag(std::string_view name, bool fallback) const;

 private:
  std::shared_ptr<query::View const> view_;
  query::Filter filter_;
  reference::Language language_ = reference::Language::fr;
  base::Date today_;
  registry::Audience audience_ = registry::Audience::open;
  http::Pairs own_;
};

// By what a reader may have something counted. Errors: those of query::parse_dimensions(), "access.denied", "access.sign_in".
[[nodiscard]] base::Result<std::vector<query::Dimension>> dimensions_in(Call const& call, std::string_view names);

[[nodiscard]] registry::Audience audience_of(access::Reader const& reader, std::vector<std::string> const& communes);

// The register as the reader's organisation sees it, with its casework. Errors: "service.not_ready", those of CaseworkSource::of().
[[nodiscard]] base::Result<std::shared_ptr<query::View const>> view_of(Call const& call);

}  // namespace bassin::service
