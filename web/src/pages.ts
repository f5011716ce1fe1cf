// Which page stands at which address. The directory is in the first bundle, the others are fetched when they are opened.
import type {Component} from 'svelte';
import type {Need as Right} from './base/session.svelte';
import DirectoryPage from './directory/DirectoryPage.svelte';

type Page = Component<Record<string, string>>;
// What one must be allowed, or only to be signed in.
type Need = Right | 'signed_in';
interface Entry {
  pattern: string;
  need: Need | null;
  wide?: boolean; // fills the window, without the footer
  load: () => Promise<{default: unknown}>;
}

const ENTRIES: readonly Entry[] = [
  {pattern: '/annuaire', need: 'see_businesses', wide: true, load: async () => ({default: DirectoryPage})},
  {pattern: '/etablissements/:id', need: 'see_businesses', load: () => import('./establishment/EstablishmentPage.svelte')},
  {pattern: '/fiches-locales', need: 'see_businesses', load: () => import('./local/LocalsPage.svelte')},
  {pattern: '/fiches-locales/ajouter', need: 'edit_businesses', load: () => import('./local/AddPage.svelte')},
  {pattern: '/fiches-locales/:id/modifier', need: 'edit_businesses', load: () => import('./local/EditPage.svelte')},
  {pattern: '/fiches-locales/:id/rapprocher', need: 'edit_businesses', load: () => import('./local/MatchPage.svelte')},
  {pattern: '/projets', need: 'see_personal', load: () => import('./project/ProjectsPage.svelte')},
  {pattern: '/projets/:id', need: 'see_personal', load: () => import('./project/ProjectPage.svelte')},
  {pattern: '/entreprises/:siren', need: 'see_businesses', load: () => import('./unit/UnitPage.svelte')},
  {pattern: '/contacts', need: 'see_personal', load: () => import('./contact/ContactsPage.svelte')},
  {pattern: '/contacts/personne', need: 'export_businesses', load: () => import('./contact/PersonPage.svelte')},
  {pattern: '/portefeuilles', need: 'see_businesses', load: () => import('./lists/PortfoliosPage.svelte')},
  {pattern: '/selections', need: 'see_businesses', load: () => import('./lists/SelectionsPage.svelte')},
  {pattern: '/campagnes', need: 'see_businesses', load: () => import('./campaign/CampaignsPage.svelte')},
  {pattern: '/campagnes/:id', need: 'see_businesses', load: () => import('./campaign/CampaignPage.svelte')},
  {pattern: '/campagnes/:id/travail', need: 'edit_businesses', load: () => import('./campaign/WorkPage.svelte')},
  {pattern: '/tableurs', need: 'see_businesses', load: () => import('./sheets/SheetsPage.svelte')},
  {pattern: '/tableurs/imports/:id', need: 'see_personal', load: () => import('./sheets/ImportPage.svelte')},
  {pattern: '/ma-journee', need: 'edit_businesses', load: () => import('./day/DayPage.svelte')},
  {pattern: '/conventions', need: 'see_conventions', load: () => import('./convention/ConventionsPage.svelte')},
  {pattern: '/conventions/:id', need: 'see_conventions', load: () => import('./convention/ConventionPage.svelte')},
  {pattern: '/conventions/:id/bilan', need: 'see_conventions', load: () => import('./report/FiguresPage.svelte')},
  {pattern: '/conventions/:id/bilans/:report', need: 'see_conventions', load: () => import('./report/ReportPage.svelte')},
  {pattern: '/conventions/:id/actions/ajouter', need: 'run_conventions', load: () => import('./action/ActionEditPage.svelte')},
  {pattern: '/conventions/:id/actions/:action', need: 'see_conventions', load: () => import('./action/ActionPage.svelte')},
  {
    pattern: '/conventions/:id/actions/:action/modifier',
    need: 'see_conventions',
    load: () => import('./action/ActionEditPage.svelte')
  },
  {pattern: '/crises', need: 'see_conventions', load: () => import('./crisis/CrisesPage.svelte')},
  {pattern: '/crises/arretes', need: 'edit_businesses', load: () => import('./crisis/DecreesPage.svelte')},
  {pattern: '/crises/couches', need: 'edit_businesses', load: () => import('./crisis/LayersPage.svelte')},
  {pattern: '/crises/modeles', need: 'edit_businesses', load: () => import('./crisis/TemplatesPage.svelte')},
  {pattern: '/crises/cours-deau', need: 'signed_in', load: () => import('./waters/WatersPage.svelte')},
  {pattern: '/crises/avant', need: 'see_businesses', load: () => import('./exposure/ExposurePage.svelte')},
  {pattern: '/crises/avant/entreprises', need: 'see_businesses', load: () => import('./exposure/ExposedListPage.svelte')},
  {pattern: '/crises/comparaison', need: 'see_conventions', load: () => import('./crisis/ComparisonPage.svelte')},
  {pattern: '/crises/:id', need: 'see_conventions', load: () => import('./crisis/CrisisPage.svelte')},
  {pattern: '/crises/:id/points/:point', need: 'see_conventions', load: () => import('./crisis/ReportPage.svelte')},
  {pattern: '/crises/:id/zone', need: 'edit_businesses', load: () => import('./crisis/ZonePage.svelte')},
  {pattern: '/crises/:id/liste', need: 'see_personal', load: () => import('./crisis/ListPage.svelte')},
  {pattern: '/crises/:id/parcelles', need: 'see_personal', load: () => import('./crisis/ParcelsPage.svelte')},
  {pattern: '/crises/:id/doublons', need: 'see_personal', load: () => import('./crisis/DuplicatesPage.svelte')},
  {pattern: '/crises/:id/signalements', need: 'see_personal', load: () => import('./crisis/InboxPage.svelte')},
  {pattern: '/crises/:id/feuilles', need: 'see_personal', load: () => import('./crisis/SheetsPage.svelte')},
  {pattern: '/crises/:id/saisie', need: 'edit_businesses', load: () => import('./crisis/TypePage.svelte')},
  {pattern: '/crises/:id/entraide', need: 'see_personal', load: () => import('./crisis/HelpPage.svelte')},
  {pattern: '/crises/:id/affiche', need: 'see_personal', load: () => import('./crisis/PosterPage.svelte')},
  {pattern: '/crises/:id/fiches/:fiche', need: 'see_personal', load: () => import('./crisis/CasePage.svelte')},
  {pattern: '/contrats-objectifs', need: 'see_conventions', load: () => import('./grid/GridsPage.svelte')},
  {pattern: '/contrats-objectifs/:id', need: 'see_conventions', load: () => import('./grid/GridPage.svelte')},
  {pattern: '/territoires', need: 'see_aggregates', load: () => import('./territory/TerritoriesPage.svelte')},
  {pattern: '/territoires/:code', need: 'see_aggregates', load: () => import('./territory/TerritoryPage.svelte')},
  {pattern: '/sinistre', need: null, load: () => import('./owners/OwnersPage.svelte')},
  {pattern: '/sinistre/:code', need: null, load: () => import('./owners/OwnersPage.svelte')},
  {pattern: '/connexion', need: null, load: () => import('./account/SignInPage.svelte')},
  {pattern: '/mot-de-passe', need: null, load: () => import('./account/PasswordPage.svelte')},
  {pattern: '/mot-de-passe/:token', need: null, load: () => import('./account/PasswordPage.svelte')},
  {pattern: '/invitation/:token', need: null, load: () => import('./account/InvitationPage.svelte')},
  {pattern: '/compte/donnees', need: 'signed_in', load: () => import('./account/HeldPage.svelte')},
  {pattern: '/compte', need: 'signed_in', load: () => import('./account/AccountPage.svelte')},
  {pattern: '/installation', need: null, load: () => import('./account/FirstRunPage.svelte')},
  {pattern: '/organisation', need: 'signed_in', load: () => import('./organisation/OrganisationPage.svelte')},
  {pattern: '/registre', need: 'manage_installation', load: () => import('./register/RegisterPage.svelte')},
  {pattern: '/journal', need: 'manage_partners', load: () => import('./organisation/JournalPage.svelte')},
  {pattern: '/conservation', need: 'manage_partners', load: () => import('./retention/RetentionPage.svelte')},
  {pattern: '/changements-de-territoire', need: 'manage_installation', load: () => import('./succession/ChangesPage.svelte')},
  {
    pattern: '/changements-de-territoire/:id',
    need: 'manage_installation',
    load: () => import('./succession/ChangePage.svelte')
  },
  {pattern: '/plan-du-site', need: null, load: () => import('./about/SiteMapPage.svelte')},
  {pattern: '/accessibilite', need: null, load: () => import('./about/AccessibilityPage.svelte')},
  {pattern: '/mentions-legales', need: null, load: () => import('./about/LegalPage.svelte')},
  {pattern: '/donnees-personnelles', need: null, load: () => import('./about/PersonalDataPage.svelte')},
  {pattern: '/code-source', need: null, load: () => import('./about/SourceCodePage.svelte')}
];

export interface Shown {
  need: Need | null;
  wide: boolean;
  values: Record<string, string>;
  home: boolean; // the address without a page of its own: one is led to where one arrives
  load: () => Promise<Page>;
}

// The values of the pattern's names, or null where the path is another.
export function match(pattern: string, path: string): Record<string, string> | null {
  const parts = path.replace(/\/+$/, '').split('/');
  const wanted = pattern.split('/');
  if (parts.length !== wanted.length) return null;
  const values: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const text = parts[at] ?? '';
    if (part.startsWith(':')) {
      try {
        values[part.slice(1)] = decodeURIComponent(text);
      } catch {
        return null;
      }
    } else if (part !== text) return null;
  }
  return values;
}

export function pageOf(path: string): Shown {
  for (const entry of ENTRIES) {
    const values = match(entry.pattern, path);
    if (values) {
      const load = async () => (await entry.load()).default as Page;
      return {need: entry.need, wide: entry.wide ?? false, values, home: false, load};
    }
  }
  const load = async () => (await import('./shell/NotFound.svelte')).default as unknown as Page;
  return {need: null, wide: false, values: {}, home: path === '/', load};
}
