import {number} from '../base/format';
import type {CrisisClosingMessages} from './crisis_closing_fr';

const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

export const en: CrisisClosingMessages = {
  staysOpen: 'What stays open',
  nothingOpen: 'Nothing stays open.',
  stays: {
    cases: (n) => plural(n, 'business hit without an end', 'businesses hit without an end'),
    nobodys: (n) => `of these, ${number(n)} in nobody’s hand`,
    unreached: (n) => plural(n, 'business of the list never reached', 'businesses of the list never reached'),
    deadlines: (n) => plural(n, 'deadline of a right still to come', 'deadlines of rights still to come'),
    requests: (n) => plural(n, 'request without an answer', 'requests without an answer'),
    reports: (n) => plural(n, 'report that waits for its business', 'reports that wait for their business'),
    toFollow: (n) => plural(n, 'business to follow within the year', 'businesses to follow within the year'),
    toDo: (n) => plural(n, 'thing to do of the lessons', 'things to do of the lessons')
  },
  followsOn: 'Who follows businesses that nobody has in hand',
  followsOnHint: 'They come into “My day” of its coordinators, at 1, 3, 6 and 12 months.',
  followedBy: (who) => `Businesses that nobody had in hand are followed by ${who}.`,
  quiet: (since) => `Nobody has written in this room since ${since}. Is it to be closed?`,
  quietMark: (since) => `nothing written since ${since}`,
  quietText: 'Nothing closes by itself: who runs the room decides.',
  lessons: 'Lessons',
  lessonsNote: 'What worked, what lacked, what is to be done before the next one. Read by the room, closed too.',
  headings: {worked: 'What worked', lacked: 'What lacked', to_do: 'To do'},
  addLesson: 'Note a lesson',
  changeLesson: 'Change a lesson',
  removeLesson: 'Remove a lesson',
  heading: 'Kind',
  lessonText: 'In a few words',
  lessonHint: 'Read by the whole room; without the name of a business or person hit.',
  charge: 'Organisation that does it',
  chargeNone: 'that of who writes it',
  person: 'Who, in words',
  untilLabel: 'Before',
  until: (on) => `before ${on}`,
  done: 'done',
  setDone: 'Done',
  again: 'Not done yet',
  change: 'Change',
  remove: 'Remove',
  save: 'Save',
  noLesson: 'Nothing noted yet.',
  lessonSaved: 'Lesson noted.',
  lessonRemoved: 'Lesson removed.',
  lessonSure: 'This lesson goes, and is not found again.',
  myLessons: 'To do after a crisis',
  late: 'late'
};
