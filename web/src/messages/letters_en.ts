// Texts of what reaches an agent outside of the application: the calendar, letters. In English.
import type {LettersMessages} from './letters_fr';

export const en: LettersMessages = {
  calendar: 'Calendar',
  calendarIntro:
    'Your reminders, the needs that await your answer, committees and your milestones in the calendar of your mail program or phone, kept up to date.',
  calendarWarning:
    'The address is worth a password: whoever has it reads this calendar without signing in, with the text of your reminders. A business bears its public name alone.',
  none: 'No address was made.',
  made: (day) => `Address made on ${day}.`,
  opened: (day) => `Read last on ${day}.`,
  neverOpened: 'It has not been read yet.',
  make: 'Make an address',
  renew: 'Renew the address',
  renewText:
    'The address is shown only when it is made. Lost, or known to somebody else: renew it, the former one stops at once.',
  revoke: 'Stop the calendar',
  revoked: 'The address is out of service.',
  address: 'Address of the calendar',
  once: 'Note it now: it will not be shown again. In your calendar choose "subscribe to a calendar" and paste it.',
  copy: 'Copy the address',
  copied: 'Address copied.',
  alerts: {
    ofOne: 'To watch',
    ofAll: 'Conventions to watch',
    deliberation: (party) => `The deliberation of ${party} is missing.`,
    notice: (day) => `Last day to denounce before it is renewed: ${day}.`,
    end: (day) => `It ends on ${day}.`,
    action: (action, day) => `The action ${action} is late since ${day}.`,
    indicator: (indicator) => `The indicator ${indicator} has no value yet.`,
    decision: (decision, who, day) => `A decision that ${who} sees to waits since ${day}: ${decision}`
  },
  letters: 'Letters',
  lettersIntro:
    'What Bassin writes to your e-mail address: the text of your reminders, public names and a link, never what a need says.',
  lettersNone: 'This installation sends no mail.',
  kinds: {
    silence: 'A need stays without an answer for 9, 21 or 45 days (one letter a day at most)',
    digest: 'The week: what is late, what comes, what waits, conventions to watch'
  },
  kept: 'Your choice is saved.'
};
