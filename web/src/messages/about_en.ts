import {FAILINGS, RGAA, rateOf} from './rgaa';
import type {About} from './about';

export const en: About = {
  accessibility: {
    title: 'Accessibility statement',
    sections: [
      {
        head: '',
        texts: [
          'This installation of Bassin is committed to accessibility (article 47 of the French law 2005-102 of 11 February 2005).',
          `Accessibility: partially compliant with the French reference RGAA ${RGAA.version}. ${rateOf(RGAA).toFixed(1)}% of the criteria that apply are met: ${RGAA.conform} of ${RGAA.conform + RGAA.failing}; ${RGAA.notApplicable} do not apply.`
        ]
      },
      {
        head: 'What was checked',
        texts: [
          'The 106 criteria were looked at one by one by those who write the application. Each page is checked by automatic tests (WCAG 2.1, levels A and AA), light and dark, and by journeys with the keyboard alone, on a computer and a phone. No third party has audited it, and one screen reader alone was listened to (Orca, on Linux): the criteria that ask for others count as failing.'
        ]
      },
      {
        head: 'What is not accessible',
        texts: [],
        points: FAILINGS.map((one) => `${one.text.en} (criterion ${one.criterion})`)
      },
      {head: 'How this statement was made', texts: ['Technologies: HTML, CSS, JavaScript, SVG. Tools: axe-core, Chromium.']},
      {
        head: 'Feedback and recourse',
        texts: [
          'If some content is out of your reach, write to the organisation that runs this installation: another way will be offered.',
          'Without a satisfying answer you may turn to the Défenseur des droits (Libre réponse 71120, 75342 Paris CEDEX 07, France).'
        ]
      }
    ]
  },
  legal: {
    title: 'Legal notice',
    sections: [
      {
        head: 'Publisher',
        texts: [
          'This installation is run by the organisation named at the top of the page, which publishes it and answers for its content.'
        ]
      },
      {
        head: 'Data',
        texts: [
          'Establishments come from the Sirene register of Insee, under Licence Ouverte 2.0. Each page states the date of the files it is made of.',
          'Attachments to the chambers are worked out by Bassin from published rules; they are no registration.'
        ]
      },
      {
        head: 'Partial diffusion',
        texts: [
          'Values of persons who objected to public diffusion (French commercial code, art. R123-232-1) are masked for who is not entitled, and must not be passed on.'
        ]
      },
      {
        head: 'Software',
        texts: ['Bassin is free software, under the EUPL 1.2.'],
        link: {href: '/code-source', text: 'Source code and licences'}
      }
    ]
  },
  personalData: {
    title: 'Personal data',
    sections: [
      {
        head: 'Businesses',
        texts: [
          'The register holds names of sole traders. It serves the economic development missions of the partners, each responsible for its own use.'
        ]
      },
      {
        head: 'Contacts',
        texts: [
          'Of persons met in businesses are kept the name, the function, numbers and addresses, where they are from and what they may be used for, for as long as is said below. Who does not want to be contacted says so to one of the partners: all take account of it.'
        ]
      },
      {
        head: 'Agents',
        texts: [
          'Kept are the name, e-mail address, organisation and role of each agent, and a journal of what they do: sign-ins, exports, corrections, readings of restricted data.'
        ]
      },
      {
        head: 'Cookies',
        texts: [
          'One cookie, needed for the session. Appearance and language stay in your browser. No audience measurement, no third-party service; the background map, if any, is asked from the server that the installation names.'
        ]
      },
      {
        head: 'Your rights',
        texts: [
          'To see, correct or object to the use of your data, write to the organisation that runs this installation. You may also turn to the CNIL. For the Sirene register, objection to diffusion is asked from Insee.'
        ]
      }
    ]
  },
  sourceCode: {
    title: 'Source code',
    sections: [
      {
        head: '',
        texts: [
          'Bassin is published under the European Union Public Licence (EUPL 1.2). Who runs a modified installation owes its source code to its users: ask the organisation at the top of the page.'
        ]
      },
      {
        head: 'Components',
        texts: ['This application holds free software and a free font, whose licences come with the program.'],
        link: {href: '/licences.txt', text: 'Licences of the components'}
      }
    ]
  }
};
