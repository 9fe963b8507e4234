import { WITHOUT } from './template';

/** The mapping.ts of a new adapter: what its adapter.yaml would say, in TypeScript. */
export function mappingText(): string {
  return `import {
  code, constant, day, dossier, each, given, keyFrom, keyId, moment, name, personalId, phones, status, text,
} from '@lienthong/adapter-sdk';

// How the software writes its times.
const TIME = 'dd/MM/yyyy HH:mm';

// Canonical fields your software does not have, each with the reason. Map one, and take it out here.
const without = {
${WITHOUT.map((pointer) => `  '${pointer}': 'not kept by this software',`).join('\n')}
};

export const mapping = dossier(
  {
    deleted: code('deleted', { 1: true, 0: false }).optional(),
    identifiers: [{ scheme: constant('dossier-code'), value: text('code'), source: constant('system') }],
    procedure: { national: text('procedure/code').optional(), name: text('procedure/name').optional() },
    units: { receiving: { code: text('unit/code'), name: text('unit/name').optional() } },
    parties: [
      {
        role: constant('APPLICANT'),
        kind: constant('CITIZEN'),
        name: name('applicant/name'),
        ids: [given('applicant/id', personalId('applicant/id'))],
        phones: phones('applicant/phone').optional(),
        address: { line: text('applicant/address').optional() },
      },
    ],
    status: status(
      'status',
      { 1: 'SUBMITTED', 2: 'ACCEPTED', 4: 'IN_PROGRESS', 9: 'DECIDED', 10: 'RETURNED' },
      { unknown: 'park' }, // or UNMAPPED: keep the record with the raw code
    ),
    receivedAt: moment('receivedAt', TIME),
    timeline: each('step', {
      key: keyId('id'), // the software's own id of a step
      step: text('code'),
      occurredAt: moment('at', TIME),
      actor: { name: text('officer').optional() },
    }),
    dueDates: [
      given('dueOn', {
        key: keyFrom({ word: 'PROMISED' }, 'dueOn'),
        kind: constant('PROMISED'),
        at: day('dueOn', 'dd/MM/yyyy'),
      }),
    ],
  },
  { without },
);
`;
}
