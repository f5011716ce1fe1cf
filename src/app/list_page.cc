#include "app/list_page.h"

#include "app/format.h"
#include "app/options.h"
#include "app/texts.h"
#include "query/parse.h"
#include "query/unlocated.h"

namespace bassin::app {
namespace {

using base::Result;

Result<Listed> add_every_row(query::PreparedFilter const& prepared, query::Sort const& sort, RowTable& rows) {
  Listed listed{0, prepared.scope()};
  BASSIN_DO(query::for_each_row(prepared, sort, [&](query::Row const& row) {
    ++listed.total;
    rows.add(row);
    return true;
  }));
  BASSIN_TRY(auto const unlocated, query::unlocated(prepared));
  query::add_caveats(unlocated, listed.scope);
  return listed;
}

Result<Listed> add_one_page(Answer& answer, query::PreparedFilter const& prepared, query::PageRequest const& request, RowTable& rows) {
  BASSIN_TRY(auto const page, query::page(prepared, request));
  for (auto const& row : page.rows) rows.add(row);
  answer.next_cursor = page.next;
  return Listed{page.total.value_or(page.rows.size()), page.scope};
}

}  // namespace

Result<query::PageRequest> page_request(Arguments const& arguments) {
  query::PageRequest request;
  if (auto const sort = arguments.value("--sort")) {
    BASSIN_TRY(request.sort, query::parse_sort_text(*sort));
  }
  BASSIN_TRY(auto const limit, number_of(arguments, "--limit", request.limit, 1, query::page_limit));
  request.limit = limit;
  request.cursor = arguments.value("--cursor").value_or("");
  for (auto const* const option : {"--limit", "--cursor"}) {
    if (arguments.has("--all") && arguments.has(option)) return base::Error("app.all_with_pages", {{"option", option}});
  }
  return request;
}

Result<Listed> add_page(Answer& answer, query::PreparedFilter const& prepared, query::PageRequest const& request, bool all, RowTable rows,
                        Language language) {
  if (request.sort.key == query::SortKey::distance) rows.show("distance");
  if (prepared.scope().state != query::StateFilter::active) rows.show("state");
  BASSIN_TRY(auto listed, all ? add_every_row(prepared, request.sort, rows) : add_one_page(answer, prepared, request, rows));
  answer.tables.push_back(std::move(rows).take());
  answer.found = listed.total > 0;
  if (!answer.found) answer.caveats.push_back({"empty", say(texts::empty_list, language)});
  return listed;
}

}  // namespace bassin::app
