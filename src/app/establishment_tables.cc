#include "app/establishment_tables.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/format.h"
#include "app/output.h"
#include "app/row_columns.h"
#include "app/texts.h"
#include "app/texts_attributes.h"
#include "app/texts_columns.h"

namespace bassin::app {
namespace {

using registry::Presence;

std::string source_name(query::Origin const& origin, Language language) {
  if (!origin.file.empty()) return origin.file;
  for (auto const& [id, label] : texts::data_sources) {
    if (id == origin.source) return say(label, language);
  }
  return {};
}

std::string label_of(query::Attribute const& attribute, Language language) {
  return language == Language::en && !attribute.label_en.empty() ? attribute.label_en : attribute.label_fr;
}

std::optional<std::string> word_of(query::Attribute const& attribute, Language language) {
  for (auto const& word : texts::value_words) {
    bool const fits = word.value == attribute.value.text && (word.property.empty() || word.property == attribute.id);
    if (fits) return say(word.label, language);
  }
  return std::nullopt;
}

Cell attribute_cell(query::Attribute const& attribute, Language language) {
  auto const& value = attribute.value;
  if (value.presence != Presence::known) return value_cell(value);
  if (auto const word = word_of(attribute, language)) return Coded{value.text, *word};
  auto const label = label_of(attribute, language);
  if (!label.empty()) return Coded{value.text, label == value.text ? label : value.text + " – " + label};
  if (auto const date = base::parse_date(value.text)) return *date;
  return value.text;
}

std::string title_of(std::string_view id, Language language) {
  for (auto const& [name, label] : texts::attributes) {
    if (name == id) return say(label, language);
  }
  return std::string(id);  // the official column name
}

Table attribute_table(std::string id, Label title, std::vector<query::Attribute> const& attributes, Language language) {
  Table table;
  table.id = std::move(id);
  table.title = title;
  table.shape = Shape::record;
  table.columns = {{"value", texts::value}, {"label", texts::label, false}, {"source", texts::origin}, {"date", texts::origin_date}};
  for (auto const& attribute : attributes) {
    Row row;
    row.id = attribute.id;
    row.shown = title_of(attribute.id, language);
    row.cells = {attribute_cell(attribute, language), text_cell(label_of(attribute, language)),
                 text_cell(source_name(attribute.origin, language)), date_cell(attribute.origin.date)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Cell brands_cell(std::vector<registry::Value> const& brands) {
  Codes known;
  for (auto const& brand : brands) {
    if (brand.presence == Presence::masked) return Masked{};
    if (brand.known()) known.push_back(brand.text);
  }
  if (known.empty()) return Absent{};
  return known;
}

Cell end_cell(query::LifePeriod const& period) { return iso_cell(period.to); }

Table life_table(query::EstablishmentFile const& file, Language language) {
  Table table;
  table.id = "life";
  table.title = file.life_from_history ? texts::life : texts::life_of_stock;
  table.columns = {{"from", texts::from_date},
                   {"to", texts::to_date},
                   {"state", texts::state},
                   {"activity", texts::activity},
                   {"activity-label", texts::activity_label},
                   {"employer", texts::employer},
                   {"usual-name", texts::name},
                   {"brands", texts::brands}};
  for (auto const& period : file.life) {
    Row row;
    row.cells = {iso_cell(period.from),
                 end_cell(period),
                 state_cell(period.state, language),
                 text_cell(period.activity.code),
                 text_cell(activity_label(period.activity.nomenclature, period.activity.code, language)),
                 tri_cell(period.employer),
                 value_cell(period.usual_name),
                 brands_cell(period.brands)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Row attachment_row(reference::Attachment const& attachment, Language language) {
  Row row;
  row.cells = {chamber_name(attachment.chamber),
               Coded{std::string(reference::id_of(attachment.source)), say(reference::label_of(attachment.source), language)},
               Coded{std::string(reference::id_of(attachment.confidence)), say(reference::label_of(attachment.confidence), language)},
               text_cell(attachment.reason.text(language))};
  return row;
}

Row no_chamber_row(Coded what, std::string const& reason) {
  Row row;
  row.cells = {std::move(what), Absent{}, Absent{}, text_cell(reason)};
  return row;
}

Table chamber_table(query::EstablishmentFile const& file, Language language) {
  Table table;
  table.id = "chambers";
  table.title = texts::chambers;
  table.columns = {{"chamber", texts::chamber}, {"source", texts::origin}, {"confidence", texts::confidence}, {"reason", texts::reason}};
  auto const& membership = file.membership;
  for (auto const& attachment : membership.attachments) table.rows.push_back(attachment_row(attachment, language));
  if (membership.outside) {
    auto const reason = membership.outside_reason ? membership.outside_reason->text(language) : std::string();
    table.rows.push_back(no_chamber_row({"outside", say(texts::outside_chambers, language)}, reason));
  }
  if (membership.to_qualify) {
    table.rows.push_back(no_chamber_row({"to-qualify", say(texts::to_qualify, language)}, say(texts::nature_unknown, language)));
  }
  return table;
}

Table sister_table(query::EstablishmentFile const& file, Language language) {
  Table table;
  table.id = "sisters";
  table.title = texts::sisters;
  table.columns = {{"siret", texts::siret},           {"name", texts::name},   {"commune", texts::commune_code, false},
                   {"commune-label", texts::commune}, {"state", texts::state}, {"head-office", texts::head_office}};
  for (auto const& sister : file.sisters) {
    Row row;
    row.cells = {query::BusinessId::of(sister.siret).text(),
                 value_cell(sister.name),
                 text_cell(sister.commune_code),
                 text_cell(sister.commune_label),
                 state_cell(sister.state, language),
                 sister.head_office};
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string name_text(registry::Value const& name, Language language) { return cell_text(value_cell(name), language); }

void add_privacy(Answer& answer, query::PrivacyNotes const& privacy, Language language) {
  if (privacy.hidden == 0) return;
  if (privacy.as_person) {
    answer.caveats.push_back({"natural-person", say(texts::privacy_as_person, language)});
    return;
  }
  auto const label = privacy.shown_to_you ? texts::privacy_entitled : texts::privacy_masked;
  answer.caveats.push_back({privacy.shown_to_you ? "partial-diffusion-shown" : "partial-diffusion", say(label, language)});
}

}  // namespace

void add_establishment(Answer& answer, query::EstablishmentFile const& file, Language language) {
  answer.headline = {name_text(file.row.name, language), file.row.id.text(), cell_text(state_cell(file.row.state, language), language),
                     file.row.commune_label, cell_text(chambers_cell(file.row.chambers, language), language)};
  add_privacy(answer, file.privacy, language);
  auto const add = [&](char const* id, Label title, std::vector<query::Attribute> const& attributes) {
    answer.tables.push_back(attribute_table(id, title, attributes, language));
  };
  add("identity", texts::identity, file.identity);
  add("activity", texts::activity, file.activity);
  add("size", texts::size, file.size);
  add("address", texts::address, file.address);
  add("secondAddress", texts::second_address, file.second_address);
  // All of it masked, be there one or not: a person learns nothing from the list.
  auto const is_masked = [](query::Attribute const& attribute) { return attribute.value.presence == Presence::masked; };
  answer.tables.back().for_people = !std::all_of(file.second_address.begin(), file.second_address.end(), is_masked);
  add("position", texts::position, file.position);
  add("unit", texts::unit_name, file.unit);
  answer.tables.push_back(chamber_table(file, language));
  answer.tables.push_back(life_table(file, language));
  answer.tables.push_back(sister_table(file, language));
  answer.facts.push_back({"sistersTotal", number_cell(file.sisters_total)});
}

}  // namespace bassin::app
