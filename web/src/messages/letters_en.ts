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
  copied: 'Address copied.'
};
