// Texts of one's own account and of signing in through a provider, in English.
import type {AccountMessages} from './account_fr';

export const en: AccountMessages = {
  title: 'My account',
  identity: 'Identity',
  name: 'Name',
  email: 'E-mail address',
  roles: 'Roles',
  secondFactor: 'Second factor',
  secondFactorSet: 'A code of the phone is asked for at each sign-in.',
  secondFactorNone:
    'No code is asked for at sign-in. A second factor protects the account if somebody else knows the password.',
  addSecondFactor: 'Add a second factor',
  lostPhone: 'Phone lost or changed: your administrator can take the second factor away, then you add another.',
  sessions: 'Open sessions',
  sessionsIntro: 'A session that you do not recognise: end it, and change your password.',
  browser: 'Browser',
  started: 'Opened',
  seen: 'Seen',
  by: 'By',
  action: 'Action',
  thisOne: 'this one',
  end: 'End',
  endThat: (browser) => `End the session of ${browser}`,
  unknownBrowser: 'unknown browser',
  startedBy: {password: 'password', provider: 'sign-in provider', invitation: 'invitation'},
  links: (name) => `Sign-in with ${name}`,
  linksIntro: (name) => `Link your ${name} identity to this account: it will open it in place of the password.`,
  linked: (day) => `Linked on ${day}`,
  behind: (idp) => `provider ${idp}`,
  link: (name) => `Link my ${name} identity`,
  unlink: 'Remove the link',
  linkMade: (name) => `Your ${name} identity is linked to this account.`,
  acceptWith: (name) => `Accept with ${name}`,
  ending: {
    soon: 'Your session is about to end',
    soonText: (clock: string, within: string) =>
      `Unless you do something, it ends at ${clock}, ${within}. The page and what you typed in it are kept.`,
    within: (seconds: number) => (seconds > 60 ? `in ${Math.ceil(seconds / 60)}\u00a0minutes` : 'in less than a minute'),
    prolong: 'Prolong my session',
    notProlonged: 'The session could not be prolonged. Nothing is lost: try again.',
    last: 'Your session comes to its end',
    lastText: (clock: string, within: string) =>
      `It ends at ${clock}, ${within}: it will be twelve hours old, and use no longer prolongs it. Sign in again, now or then: the page and what you typed in it are kept.`,
    now: 'Sign in again now',
    later: 'Later',
    again: 'Sign in again',
    againText: 'The page and what you typed in it stay in place.',
    over: 'Your session has ended',
    overText:
      'It ends after two hours without use, twelve hours after signing in, or when it is ended from another window. The page is hidden, and what you typed in it is kept: sign in again to find it.',
    byProvider: (name: string) =>
      `Through ${name} you leave the page: you come back to the same address, without what you typed there.`,
    other: 'Leave the page and take another account'
  },
  failures: {
    cancelled: (name) => `The sign-in with ${name} was given up. Nothing was changed.`,
    down: (name) => `${name} does not answer, or not as expected. Nothing was changed. Try again later, or use your password.`,
    expired: (name) =>
      `This sign-in with ${name} has expired, was used, or did not begin in this browser. Nothing was changed. Start again.`,
    unlinked: (name) =>
      `This ${name} identity is linked to no account. Nothing was changed. Sign in with your password, then link it under “My account”.`,
    siret: (name) =>
      `${name} says that you belong to an organisation in which you have no role here. Nothing was changed. Choose the other organisation at ${name}, or tell your administrator.`,
    taken: (name) =>
      `This ${name} identity is linked to another account already. Nothing was changed. Remove it from that other account first.`,
    known: () =>
      'You have an account already. The invitation still stands: accept it with your password, then link your identity under “My account”.',
    invitation: () => 'This invitation has expired or was used. Nothing was changed. Ask for another.',
    locked: () => 'Too many sign-ins begun from this address. Nothing was changed. Try again in a minute.',
    refused: (name) =>
      `The answer of ${name} is refused. Nothing was changed. Start again; if it persists, tell your administrator.`,
    trouble: () => 'The server could not finish the sign-in. Nothing was changed. Try again in a moment.'
  }
};
