import {
  amount, constant, dossier, each, given, keyFrom, moment, status, text, type MomentOptions,
} from '@lienthong/adapter-sdk'; // prettier-ignore

/** What the logs' `<global>` section declares for "no value": it is none, wherever it stands. */
export const PLACEHOLDER = 'UNKNOWN';

const NONE = { absent: [PLACEHOLDER] };
/** The logs write a day as its local midnight, and the beginning of 1970 for "no date". */
const TIME: MomentOptions = {
  midnight: 'day',
  absent: [PLACEHOLDER, '1970-01-01T00:00:00+01:00', '1970-01-01T00:00:00.000+01:00'],
};
const LOCAL = 'yyyy-MM-dd HH:mm:ss';

const string = (key: string): string => `string[@key=${key}]/@value`;
const date = (key: string): string => `date[@key=${key}]/@value`;
const number = (key: string): string => `float[@key=${key}]/@value | int[@key=${key}]/@value`;

const PERSONLESS = 'the logs tell persons by a code alone';
const UNSAID = 'an event log has no such attribute';

/** Fields of a dossier that these logs do not have. */
const without = {
  '/deleted': 'an export holds the cases there are; one that is left out is not said to be deleted',
  '/procedure/national': 'the national list of procedures is Vietnamese',
  '/units': 'a log is that of one municipality and does not name it',
  '/parties': 'applicants are left out of the logs before they are given away',
  '/filedBy': 'applicants are left out of the logs before they are given away',
  '/channel': UNSAID,
  '/serviceLevel': UNSAID,
  '/submittedAt': 'startDate is the only beginning of a case',
  '/returnedAt': UNSAID,
  '/subject': UNSAID,
  '/note': UNSAID,
  '/handler/name': PERSONLESS,
  '/handler/department': PERSONLESS,
  '/timeline/*/status': 'an event has a transition, and the status is that of the case',
  '/timeline/*/actor/name': PERSONLESS,
  '/timeline/*/actor/title': PERSONLESS,
  '/timeline/*/actor/department': PERSONLESS,
  '/timeline/*/supervisor/name': PERSONLESS,
  '/timeline/*/supervisor/title': PERSONLESS,
  '/timeline/*/supervisor/department': PERSONLESS,
  '/dueDates/*/reason': UNSAID,
  '/dueDates/*/supplement': 'requests for supplements are events like any others',
  '/supplements': 'requests for supplements are events like any others',
  '/components': UNSAID,
  '/payments': 'the sum of the fees is known, and not whether it was paid',
  '/result': 'a decision is an event like any other',
  '/delivery': UNSAID,
  '/civilStatus': 'the cases are building permits',
};

/** A trace of a municipal event log as a dossier. README.md lists every attribute and what becomes of it. */
export const mapping = dossier(
  {
    identifiers: [
      { scheme: constant('case'), value: text(string('concept:name'), NONE), source: constant('municipality') },
    ],
    procedure: {
      local: text(string('case_type'), NONE).optional(),
      name: text(string('parts'), NONE).optional(),
      variant: text(string('caseProcedure'), NONE).optional(),
    },
    status: status(string('caseStatus'), { G: 'DECIDED', O: 'IN_PROGRESS' }, { unknown: 'UNMAPPED', ...NONE }),
    receivedAt: moment(date('startDate'), 'iso', TIME).optional(),
    finishedAt: moment(date('endDate'), 'iso', TIME).optional(),
    handler: { id: text(string('Responsible_actor'), NONE).optional() },
    timeline: each('event', {
      key: keyFrom(string('concept:name'), date('time:timestamp'), string('org:resource')),
      step: text(string('concept:name'), NONE),
      label: text(string('activityNameEN'), NONE).optional(),
      occurredAt: moment(date('time:timestamp'), 'iso', TIME),
      recordedAt: moment(string('dateFinished'), LOCAL, TIME).optional(),
      plannedAt: moment(date('planned'), 'iso', TIME).optional(),
      dueAt: moment(date('dueDate'), 'iso', TIME).optional(),
      transition: text(string('lifecycle:transition'), NONE).optional(),
      actor: { id: text(string('org:resource'), NONE).optional() },
      supervisor: { id: text(string('monitoringResource'), NONE).optional() },
      note: text(string('question'), { absent: [PLACEHOLDER, 'EMPTY'] }).optional(),
    }),
    dueDates: [
      given(
        date('endDatePlanned'),
        {
          key: keyFrom({ word: 'PROMISED' }, date('endDatePlanned')),
          kind: constant('PROMISED'),
          at: moment(date('endDatePlanned'), 'iso', TIME),
        },
        { absent: TIME.absent ?? [] },
      ),
    ],
    fees: [
      given(number('SUMleges'), {
        key: keyFrom({ word: 'SUMleges' }),
        kind: constant('LEVY'),
        name: constant('leges'),
        amount: amount(number('SUMleges'), { places: 6 }),
        currency: constant('EUR'),
      }),
    ],
    references: [
      given(
        string('IDofConceptCase'),
        {
          scheme: constant('concept-case'),
          value: text(string('IDofConceptCase')),
          relation: constant('concept case'),
        },
        NONE,
      ),
      given(
        string('landRegisterID'),
        {
          scheme: constant('land-register'),
          value: text(string('landRegisterID')),
          relation: constant('land register'),
        },
        NONE,
      ),
    ],
  },
  { without },
);
