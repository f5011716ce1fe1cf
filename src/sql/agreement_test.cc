// Random operations give the same rows, counts and errors on both databases.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "sql/copy.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

using base::Result;

constexpr Migration tables[] = {
    {1, "things",
     "create table kind (id text primary key, rank bigint unique);"
     "create table thing (id text primary key, kind text references kind (id) on delete cascade, n bigint, x double precision, "
     "t text not null check (t <> 'bad'))",
     ""},
};

struct Operation {
  std::string statement;
  std::vector<std::pair<std::string, Value>> values;
};

std::string shown(Value const& value) {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (auto const* const real = std::get_if<double>(&value)) return fmt::format("{}r", *real);
  if (auto const* const text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  return "NULL";
}

[[maybe_unused]] void showValue(Operation const& operation, std::ostream& out) {
  out << operation.statement;
  for (auto const& [name, value] : operation.values) out << " " << name << "=" << shown(value);
}

// A transaction's outcome as text: its rows and counts, or its error.
std::string outcome(Store& store, std::vector<Operation> const& operations) {
  std::string told;
  auto const done = store.write([&](Session& session) -> Result<void> {
    told.clear();
    for (auto const& operation : operations) {
      std::vector<Named> values;
      for (auto const& [name, value] : operation.values) values.emplace_back(name, value);
      if (!operation.statement.starts_with("select") && operation.statement.find("returning") == std::string::npos) {
        BASSIN_TRY(auto const count, session.execute(operation.statement, values));
        told += fmt::format("{};", count);
        continue;
      }
      BASSIN_TRY(auto const rows, session.rows(operation.statement, values));
      for (auto const& row : rows) {
        for (auto const& cell : row.cells()) told += shown(cell) + ",";
        told += ";";
      }
    }
    return {};
  });
  return done.ok() ? told : told + std::string(done.error().code) + std::string(done.error().value("table"));
}

rc::Gen<std::string> text() {
  auto const word =
      rc::gen::element<std::string>("", "a", "A", "é", "É", "œuf", "%", "_", "'", "\\", "z z", "10", "9", "🥚", "bad", ":n", "\n");
  return rc::gen::map(rc::gen::pair(word, word), [](auto const& both) { return both.first + both.second; });
}
rc::Gen<Value> some_text() {
  return rc::gen::map(text(), [](std::string t) { return Value(std::move(t)); });
}
rc::Gen<Value> id() {
  return rc::gen::map(rc::gen::inRange(0, 6), [](int i) { return Value("k" + std::to_string(i)); });
}
rc::Gen<Value> whole() {
  return rc::gen::oneOf(
      rc::gen::just(Value()), rc::gen::map(rc::gen::inRange<std::int64_t>(-3, 4), [](std::int64_t n) { return Value(n); }),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-5'000'000'000, 5'000'000'000), [](std::int64_t n) { return Value(n); }));
}
rc::Gen<Value> real() {
  return rc::gen::oneOf(rc::gen::just(Value()), rc::gen::map(rc::gen::inRange(-40, 40), [](int n) { return Value(n / 8.0); }));
}

// Each place is named by the kind of value that it takes.
rc::Gen<Operation> operation() {
  auto const statement = rc::gen::element<std::string>(
      "insert into kind (id, rank) values (:id, :n)", "insert into kind (id, rank) values (:id, :n) on conflict do nothing",
      "insert into thing (id, kind, n, x, t) values (:id, :id2, :n, :x, :t)",
      "insert into thing (id, kind, n, x, t) values (:id, :id2, :n, :x, :t) on conflict (id) do update set n = excluded.n, t = excluded.t",
      "insert into thing (id, n, x, t) values (:id, :n, :x, :t) on conflict do nothing returning id, n, t",
      "update thing set n = n + 1, x = x * 2, t = t || :t where id = :id", "update thing set kind = :id2 where n >= :n",
      "update kind set rank = :n where id = :id", "delete from kind where id = :id", "delete from thing where t = :t",
      "select id, kind, n, x, t from thing order by t, id", "select id from thing where t like :p escape '\\' order by id",
      "select kind, count(*) as c, sum(n) as s, avg(x) as a, min(t) as first, max(t) as last from thing group by kind order by kind nulls "
      "first",
      "select k.id as id, rank, t.id as thing from kind k left join thing t on t.kind = k.id order by k.id, t.id nulls last",
      "select id, n is null as none, n = :n as same, coalesce(n, 0) + coalesce(:n, 0) as sum, length(t) as len, "
      "case when x > :x then 'more' else t end as word from thing order by id limit 3 offset 1",
      "select id, lower(id) as low, substr(t, 1, 1) as first, replace(t, 'a', 'b') as swapped, abs(n) as size, n / 2 as half, n % 3 as "
      "rest "
      "from thing where x is not null or t in (:t, 'a') order by n desc nulls last, id");
  return rc::gen::mapcat(statement, [](std::string const& chosen) {
    auto const values = rc::gen::tuple(id(), id(), whole(), real(), some_text());
    return rc::gen::map(values, [chosen](auto const& v) {
      Operation made{chosen, {}};
      std::pair<std::string, Value> const all[] = {{"id", std::get<0>(v)}, {"id2", std::get<1>(v)},
                                                   {"n", std::get<2>(v)},  {"x", std::get<3>(v)},
                                                   {"t", std::get<4>(v)},  {"p", containing(std::get<std::string>(std::get<4>(v)))}};
      for (auto const& [name, value] : all) {
        auto const at = (chosen + " ").find(":" + name);
        bool found = false;
        for (auto from = at; from != std::string::npos && !found; from = chosen.find(":" + name, from + 1)) {
          auto const behind = from + 1 + name.size();
          found = behind >= chosen.size() || std::isalnum(static_cast<unsigned char>(chosen[behind])) == 0;
        }
        if (found) made.values.emplace_back(name, value);
      }
      return made;
    });
  });
}

TEST(Agreement, RandomTransactionsTellTheSameOnBothDatabases) {
  ThrowawayStore const sqlite_place(Dialect::sqlite);
  ThrowawayStore const postgresql_place(Dialect::postgresql);
  auto const sqlite = sqlite_place.open(tables);
  auto const postgresql = postgresql_place.open(tables);
  int transactions = 0;
  auto const done = rc::check([&] {
    auto const all = *rc::gen::resize(
        12, rc::gen::container<std::vector<std::vector<Operation>>>(rc::gen::container<std::vector<Operation>>(operation())));
    for (auto* const store : {sqlite.get(), postgresql.get()}) {
      RC_ASSERT(store
                    ->write([](Session& session) -> Result<std::uint64_t> {
                      BASSIN_DO(session.execute("delete from thing"));
                      return session.execute("delete from kind");
                    })
                    .ok());
    }
    for (auto const& operations : all) {
      RC_ASSERT(outcome(*sqlite, operations) == outcome(*postgresql, operations));
      ++transactions;
    }
    RC_ASSERT(content(*sqlite).value() == content(*postgresql).value());
  });
  EXPECT_TRUE(done);
  EXPECT_GT(transactions, 200);
}

}  // namespace
}  // namespace bassin::sql
