import {FAILINGS, RGAA, rateOf} from './rgaa';
import type {About} from './about';

const rate = (comma: string) => rateOf(RGAA).toFixed(1).replace('.', comma);

export const fr: About = {
  accessibility: {
    title: 'Déclaration d’accessibilité',
    sections: [
      {
        head: '',
        texts: [
          'Cette installation de Bassin s’engage à rendre son application accessible (article 47 de la loi n° 2005-102 du 11 février 2005).',
          `Accessibilité\u00a0: partiellement conforme au référentiel général d’amélioration de l’accessibilité (RGAA ${RGAA.version}). ${rate(',')}\u202f% des critères qui s’appliquent sont respectés\u00a0: ${RGAA.conform} sur ${RGAA.conform + RGAA.failing}\u00a0; ${RGAA.notApplicable} ne s’appliquent pas.`
        ]
      },
      {
        head: 'Ce qui a été contrôlé',
        texts: [
          'Les 106 critères ont été relus un par un par ceux qui écrivent l’application. Chaque page est contrôlée par des essais automatiques (règles WCAG 2.1, niveaux A et AA), en clair et en sombre, et par des parcours au clavier seul, sur ordinateur et sur téléphone. Aucun audit par un tiers n’a eu lieu, et un seul lecteur d’écran a été écouté (Orca, sous Linux)\u00a0: les critères qui en demandent d’autres sont comptés non conformes.'
        ]
      },
      {
        head: 'Ce qui n’est pas accessible',
        texts: [],
        points: FAILINGS.map((one) => `${one.text.fr} (critère ${one.criterion})`)
      },
      {
        head: 'Établissement de cette déclaration',
        texts: ['Technologies\u00a0: HTML, CSS, JavaScript, SVG. Outils\u00a0: axe-core, Chromium.']
      },
      {
        head: 'Retour d’information et recours',
        texts: [
          'Si vous ne pouvez accéder à un contenu, écrivez à l’organisation qui tient cette installation\u00a0: une autre voie vous sera proposée.',
          'Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits (formulaire en ligne, délégués, ou courrier libre\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07).'
        ]
      }
    ]
  },
  legal: {
    title: 'Mentions légales',
    sections: [
      {
        head: 'Éditeur',
        texts: [
          'Cette installation est tenue par l’organisation dont le nom figure en tête de page. Elle en est l’éditrice et répond de son contenu.'
        ]
      },
      {
        head: 'Données',
        texts: [
          'Les établissements viennent du répertoire Sirene de l’Insee, sous Licence Ouverte 2.0. Chaque page dit la date des fichiers dont elle est faite.',
          'Les rattachements aux chambres consulaires sont calculés par Bassin d’après des règles publiées\u00a0; ils n’ont pas valeur d’inscription.'
        ]
      },
      {
        head: 'Diffusion partielle',
        texts: [
          'Les valeurs des personnes qui se sont opposées à la diffusion publique (code de commerce, art. R123-232-1) sont masquées pour qui n’y est pas habilité, et ne se rediffusent pas.'
        ]
      },
      {
        head: 'Logiciel',
        texts: ['Bassin est un logiciel libre, sous licence EUPL 1.2.'],
        link: {href: '/code-source', text: 'Code source et licences'}
      }
    ]
  },
  personalData: {
    title: 'Données personnelles',
    sections: [
      {
        head: 'Entreprises',
        texts: [
          'Le répertoire contient le nom d’entrepreneurs individuels. Il sert aux missions de développement économique des partenaires, qui en sont responsables chacun pour son usage.'
        ]
      },
      {
        head: 'Contacts',
        texts: [
          'Des personnes rencontrées dans les entreprises sont conservés le nom, la fonction, les numéros et adresses, d’où ils viennent et ce à quoi ils peuvent servir, pour la durée dite ci-dessous. Qui ne veut pas être contacté le dit à l’une des organisations partenaires : toutes en tiennent compte.'
        ]
      },
      {
        head: 'Agents',
        texts: [
          'Sont conservés le nom, l’adresse électronique, l’organisation et le rôle de chaque agent, et un journal de ses actions\u00a0: connexions, exports, corrections, lectures de données restreintes.'
        ]
      },
      {
        head: 'Cookies',
        texts: [
          'Un seul cookie, nécessaire à la session. L’apparence et la langue choisies restent dans votre navigateur. Aucune mesure d’audience, aucun service tiers\u00a0; le fond de carte, s’il y en a un, est demandé au serveur qu’indique l’installation.'
        ]
      },
      {
        head: 'Vos droits',
        texts: [
          'Pour accéder à vos données, les rectifier ou vous opposer à leur traitement, écrivez à l’organisation qui tient cette installation. Vous pouvez aussi saisir la CNIL. Pour les données du répertoire Sirene, l’opposition à la diffusion se demande auprès de l’Insee.'
        ]
      }
    ]
  },
  sourceCode: {
    title: 'Code source',
    sections: [
      {
        head: '',
        texts: [
          'Bassin est publié sous la licence publique de l’Union européenne (EUPL 1.2). Qui tient une installation modifiée en doit le code source à ses utilisateurs\u00a0: demandez-le à l’organisation en tête de page.'
        ]
      },
      {
        head: 'Composants',
        texts: [
          'Cette application contient des logiciels et une police de caractères libres, dont les licences accompagnent le programme.'
        ],
        link: {href: '/licences.txt', text: 'Licences des composants'}
      }
    ]
  }
};
