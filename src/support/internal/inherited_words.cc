// Tags and portfolios are an organisation's own words: what is put under them passes on to the heir's copy of the word.
#include <fmt/format.h>

#include "access/record_json.h"
#include "base/fold.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/inherited_moves.h"

namespace bassin::support::internal {

namespace {

using access::Json;

bool is_tag(Inherited kind) { return kind == Inherited::business_tag; }
std::string_view word_table(Inherited kind) { return is_tag(kind) ? "tag" : "portfolio"; }
std::string_view put_table(Inherited kind) { return is_tag(kind) ? "business_tag" : "portfolio_business"; }

// At most so many bytes, none of a character alone.
std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

// A name that the heir has not yet: with the former one's behind it, then a number.
Result<base::Word> free_name(sql::Session& session, Inherited kind, Passing const& it, std::string const& name) {
  BASSIN_TRY(auto const former, session.row("select name from organisation where id = :id", {{"id", it.former}}));
  auto const statement = fmt::format("select id from {} where organisation = :heir and folded = :folded", word_table(kind));
  for (int again = 0;; ++again) {
    auto wanted = name;
    if (again > 0) wanted = shortened(name, 40) + " – " + shortened(former ? former->text("name") : "", 30);
    if (again > 1) wanted += fmt::format(" ({})", again);
    BASSIN_TRY(auto word, base::clean_word("name", wanted));
    BASSIN_TRY(auto const there, session.row(statement, {{"heir", it.heir}, {"folded", word.folded}}));
    if (!there) return word;
  }
}

Result<std::string> make_copy(sql::Session& session, Inherited kind, Passing const& it) {
  auto const id = base::new_uuid();
  BASSIN_TRY(auto const row, session.row(fmt::format("select * from {} where id = :id", word_table(kind)), {{"id", it.extra}}));
  BASSIN_TRY(auto const word, free_name(session, kind, it, row->text("name")));
  std::vector<sql::Named> values = {
      {"id", id}, {"heir", it.heir}, {"name", word.name}, {"folded", word.folded}, {"at", to_iso(it.at)}, {"agent", it.agent}};
  if (is_tag(kind)) {
    values.emplace_back("shared", row->integer("shared"));
    BASSIN_DO(
        session.run("insert into tag (id, organisation, shared, name, folded, version, created_at, created_by) values (:id, :heir, "
                    ":shared, :name, :folded, 1, :at, :agent)",
                    sql::Session::Values(values)));
  } else {
    BASSIN_TRY(
        auto const whose,
        session.row("select agent from membership where organisation = :heir and until_day is null order by case when agent = :agent "
                    "then 0 else 1 end, case role when 'administrator' then 0 when 'coordinator' then 1 else 2 end, id limit 1",
                    {{"heir", it.heir}, {"agent", row->optional_text("agent").value_or("")}}));
    values.emplace_back("whose", whose ? whose->text("agent") : row->optional_text("agent").value_or(it.agent));
    BASSIN_DO(
        session.run("insert into portfolio (id, organisation, agent, name, folded, version, created_at, created_by) values (:id, "
                    ":heir, :whose, :name, :folded, 1, :at, :agent)",
                    sql::Session::Values(values)));
  }
  BASSIN_DO(session.run("insert into inherited_word (change, word, heir, copy) values (:change, :word, :heir, :copy)",
                        {{"change", it.change}, {"word", it.extra}, {"heir", it.heir}, {"copy", id}}));
  return id;
}

// Where it stands under that word already, what is put away comes back by bring_back().
Result<Passed> put_under(sql::Session& session, Inherited kind, std::string const& business, std::string const& from,
                         std::string const& to) {
  auto const of = [&](std::string_view statement) { return fmt::format(fmt::runtime(statement), put_table(kind), word_table(kind)); };
  BASSIN_TRY(auto const there,
             session.row(of("select business from {0} where {1} = :to and business = :business"), {{"to", to}, {"business", business}}));
  if (!there) {
    BASSIN_DO(session.run(of("update {0} set {1} = :to where {1} = :from and business = :business"),
                          {{"to", to}, {"from", from}, {"business", business}}));
    return Passed{to, "null", false};
  }
  BASSIN_TRY(auto const row, session.row(of("select commune, created_at, created_by from {0} where {1} = :from and business = :business"),
                                         {{"from", from}, {"business", business}}));
  if (!row) return Passed{to, "null", false};
  BASSIN_DO(session.run(of("delete from {0} where {1} = :from and business = :business"), {{"from", from}, {"business", business}}));
  Json const was{{"commune", row->text("commune")}, {"at", row->text("created_at")}, {"by", row->text("created_by")}};
  return Passed{to, access::text_of(was), true};
}

Result<void> bring_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed) {
  auto const was = Json::parse(passed.was, nullptr, false);
  return session.run(
      fmt::format("insert into {0} ({1}, business, commune, created_at, created_by) values (:word, :business, :commune, :at, "
                  ":by) on conflict do nothing",
                  put_table(kind), word_table(kind)),
      {{"word", it.extra},
       {"business", it.record},
       {"commune", was["commune"].get<std::string>()},
       {"at", was["at"].get<std::string>()},
       {"by", was["by"].get<std::string>()}});
}

}  // namespace

Result<Passed> pass_word(sql::Session& session, Inherited kind, Passing const& it) {
  BASSIN_TRY(auto const row, session.row("select copy from inherited_word where change = :change and word = :word and heir = :heir",
                                         {{"change", it.change}, {"word", it.extra}, {"heir", it.heir}}));
  std::string copy;
  if (row) {
    copy = row->text("copy");
  } else {
    BASSIN_TRY(copy, make_copy(session, kind, it));
  }
  return put_under(session, kind, it.record, it.extra, copy);
}

Result<void> word_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed) {
  if (passed.gone) return bring_back(session, kind, it, passed);
  BASSIN_TRY([[maybe_unused]] auto const put, put_under(session, kind, it.record, passed.extra, it.extra));
  BASSIN_TRY(auto const left,
             session.row(fmt::format("select business from {} where {} = :copy limit 1", put_table(kind), word_table(kind)),
                         {{"copy", passed.extra}}));
  if (left) return {};
  BASSIN_DO(session.run("delete from inherited_word where copy = :copy", {{"copy", passed.extra}}));
  return session.run(fmt::format("delete from {} where id = :copy", word_table(kind)), {{"copy", passed.extra}});
}

Result<void> forget_word(sql::Session& session, std::string const& word) {
  return session.run("delete from inherited_word where copy = :word or word = :word", {{"word", word}});
}

}  // namespace bassin::support::internal
