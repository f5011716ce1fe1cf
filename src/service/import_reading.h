// The rows of a partner's file, each with what the register says that it means.
#pragma once

#include <memory>
#include <vector>

#include "query/view.h"
#include "service/sheet_asked.h"
#include "support/imports.h"

namespace bassin::service {

struct Call;

// `hours`: a time spent without a unit is so many hours. Errors: "image.damaged".
[[nodiscard]] base::Result<std::vector<support::ImportRow>> matched_rows(Call const& call, std::shared_ptr<query::View const> const& view,
                                                                         AskedRows const& asked, bool hours);

}  // namespace bassin::service
