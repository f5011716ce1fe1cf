#include "app/demonstration_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "app/casework.h"
#include "support/contacts.h"
#include "support/follow_ups.h"
#include "support/projects.h"

namespace bassin::app {

namespace {

using base::Date;
using base::Result;

constexpr int contacts_in_all = 60, follow_ups_in_all = 8;
constexpr std::array<std::string_view, 8> first_names = {"Aude", "Bastien", "Coralie", "Denis", "Elsa", "Fabrice", "Gaëlle", "Hervé"};
constexpr std::array<std::string_view, 11> last_names = {"Asterin", "Belvaux",  "Corvanne", "Durmel",  "Estivel", "Farnoux",
                                                         "Galvert", "Hautrive", "Jorvane",  "Lestrac", "Morvelle"};
constexpr std::array<std::string_view, 4> functions = {"gérante", "gérant", "responsable", "associé"};

struct Aim {
  std::string_view title, objective;
  support::Theme theme;
};
constexpr std::array<Aim, 4> aims{{
    {"Trouver un local plus grand", "Environ 300 m² avec quai avant la fin du bail.", support::Theme::premises},
    {"Préparer la transmission", "Évaluer, puis chercher un repreneur.", support::Theme::takeover},
    {"Vendre en ligne", "Un site simple et un catalogue à jour.", support::Theme::digital},
    {"Recruter un apprenti", "Une entrée en septembre.", support::Theme::employment},
}};

struct Holder {
  std::string_view description, activity;
  support::ProjectStage stage;
  bool ended, settled;
};
constexpr std::array<Holder, 11> holders{{
    {"Un salon de thé avec librairie", "56.10A", support::ProjectStage::study, false, false},
    {"Reprise d'une boulangerie", "10.71C", support::ProjectStage::financing, true, true},
    {"Atelier de réparation de cycles", "95.29Z", support::ProjectStage::formalities, true, true},
    {"Maraîchage biologique sur trois hectares", "01.13Z", support::ProjectStage::study, false, false},
    {"Conseil en gestion aux petites entreprises", "70.22Z", support::ProjectStage::idea, true, false},
    {"Salon de coiffure itinérant", "96.02A", support::ProjectStage::financing, true, true},
    {"Chambres d'hôtes dans une ferme", "55.20Z", support::ProjectStage::study, false, false},
    {"Menuiserie sur mesure", "43.32A", support::ProjectStage::financing, false, false},
    {"Épicerie de produits locaux", "47.11B", support::ProjectStage::idea, true, false},
    {"Entreprise de nettoyage", "81.21Z", support::ProjectStage::formalities, true, true},
    {"Paysagiste", "81.30Z", support::ProjectStage::idea, false, false},
}};

class People {
 private:
  // What the adviser does, as if they had done it on the screen.
  template <class Fn>
  auto as(std::size_t partner, Fn&& fn) {
    access::Reader who;
    who.standing = access::Reader::Standing::member;
    who.agent = advisers_[partner].id;
    who.organisation = advisers_[partner].organisation;
    who.role = access::Role::adviser;
    who.communes = communes_;
    support::Act const act{who, {who.agent, who.organisation, "bassin demonstration", now()}};
    return fn(act);
  }
  static std::string name(std::size_t n) {
    return fmt::format("{} {}", first_names[n % first_names.size()], last_names[n % last_names.size()]);
  }
  support::Subject const& somewhere() {
    return businesses_[std::uniform_int_distribution<std::size_t>(0, businesses_.size() - 1)(chance_)];
  }
  Date ago(std::int32_t days) const { return Date{today_.days - days}; }

 public:
  People(sql::Session& session, std::span<DemonstrationAgent const> advisers, std::vector<support::Subject> const& businesses, Date today)
      : session_(session), advisers_(advisers), businesses_(businesses), today_(today) {
    std::vector<std::string> communes;
    for (auto const& it : businesses) communes.push_back(it.commune);
    std::sort(communes.begin(), communes.end());
    communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
    communes_ = std::make_shared<std::vector<std::string> const>(std::move(communes));
  }

  Result<void> meet(WorkDone& done) {
    for (int i = 0; i < contacts_in_all; ++i) {
      auto const n = static_cast<std::size_t>(i);
      support::NewChannel phone{support::ChannelKind::phone,
                                fmt::format("01 99 00 {:02} {:02}", i / 50, i % 50 + 10),
                                support::Origin::told,
                                {support::Purpose::follow_up, support::Purpose::crisis},
                                "",
                                ""};
      support::NewContact const who{name(n), false, "", std::string(functions[n % functions.size()]), {std::move(phone)}};
      BASSIN_TRY([[maybe_unused]] auto const made,
                 as(n % advisers_.size(), [&](support::Act const& act) { return support::add_contact(session_, act, somewhere(), who); }));
    }
    done.contacts = contacts_in_all;
    return {};
  }

  Result<void> accompany(WorkDone& done) {
    for (int i = 0; i < follow_ups_in_all; ++i) {
      auto const n = static_cast<std::size_t>(i);
      auto const& aim = aims[n % aims.size()];
      support::FollowUpFacts const facts{std::string(aim.title), std::string(aim.objective), aim.theme, "", i % 4 != 3};
      BASSIN_TRY([[maybe_unused]] auto const made, as(n % advisers_.size(), [&](support::Act const& act) {
                   return support::open_follow_up(session_, act, ago(40 * (i + 1)), businesses_[n * 7 % businesses_.size()], facts);
                 }));
    }
    done.follow_ups = follow_ups_in_all;
    return {};
  }

  Result<void> receive(std::string const& action, WorkDone& done) {
    for (std::size_t i = 0; i < holders.size(); ++i) {
      auto const& adviser = advisers_[i % advisers_.size()];
      auto const opened = ago(30 * static_cast<std::int32_t>(i) + 15);
      support::ProjectFacts facts;
      facts.name = name(i + 3);
      facts.description = holders[i].description;
      facts.stage = holders[i].stage;
      facts.kind = i == 1 ? support::ProjectKind::takeover : support::ProjectKind::creation;
      facts.commune = somewhere().commune;
      facts.nomenclature = "NAFRev2";
      facts.activity = holders[i].activity;
      facts.agent = adviser.id;
      facts.action = action;
      BASSIN_TRY(auto const made,
                 as(i % advisers_.size(), [&](support::Act const& act) { return support::open_project(session_, act, opened, facts); }));
      if (!holders[i].ended) continue;
      auto const outcome = holders[i].settled ? support::ProjectOutcome::settled : support::ProjectOutcome::given_up;
      BASSIN_TRY([[maybe_unused]] auto const ended, as(i % advisers_.size(), [&](support::Act const& act) {
                   return support::close_project(session_, act, today_, {made.id, made.version}, {outcome, Date{opened.days + 14}, ""});
                 }));
    }
    done.projects = holders.size();
    return {};
  }

 private:
  sql::Session& session_;
  std::span<DemonstrationAgent const> advisers_;
  std::vector<support::Subject> const& businesses_;
  Date today_;
  std::shared_ptr<std::vector<std::string> const> communes_;
  std::mt19937 chance_{20180102};
};

}  // namespace

Result<void> add_demonstration_people(sql::Session& session, std::span<DemonstrationAgent const> advisers,
                                      std::vector<support::Subject> const& businesses, std::string const& welcome, Date today,
                                      WorkDone& done) {
  People people(session, advisers, businesses, today);
  BASSIN_DO(people.meet(done));
  BASSIN_DO(people.accompany(done));
  return people.receive(welcome, done);
}

}  // namespace bassin::app
