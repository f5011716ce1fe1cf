#include "documents/migrations.h"

namespace bassin::documents {

namespace {

#define BASSIN_DOCUMENT_TABLES(bytes)                                                                          \
  "create table document ("                                                                                    \
  "id text primary key, subject_kind text not null, subject text not null, organisation text not null, "       \
  "agent text not null, commune text not null, kept_in bigint not null, impersonal bigint not null, "          \
  "name text not null, type text not null, size bigint not null, sum text not null, version bigint not null, " \
  "created_at text not null, changed_at text not null);"                                                       \
  "create index document_subject on document (subject_kind, subject);"                                         \
  "create table document_piece ("                                                                              \
  "document text not null references document (id), place bigint not null, content " bytes                     \
  " not null, "                                                                                                \
  "primary key (document, place))"

constexpr sql::Migration table[] = {
    {350, "documents attached to records", BASSIN_DOCUMENT_TABLES("blob"), BASSIN_DOCUMENT_TABLES("bytea")},
};

#undef BASSIN_DOCUMENT_TABLES

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::documents
