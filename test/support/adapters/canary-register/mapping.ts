import { constant, custom, dossier, each, keyId, moment, status, text } from '@lienthong/adapter-sdk';

const TIME = 'dd/MM/yyyy HH:mm';

export const mapping = dossier({
  identifiers: [{ scheme: constant('receipt'), value: text('@number'), source: constant('register') }],
  parties: [
    {
      role: constant('APPLICANT'),
      kind: constant('CITIZEN'),
      name: text('applicant'),
      ids: [{ kind: constant('CCCD'), value: text('id') }],
      phones: [text('phone')],
      address: { line: text('address') },
    },
  ],
  channel: custom((value) => value, 'channel'),
  status: status('status', { 1: 'SUBMITTED', 9: 'RETURNED' }, { unknown: 'park' }),
  receivedAt: moment('received', TIME),
  subject: text('subject'),
  note: text('note'),
  filedBy: custom((value) => {
    if (value !== undefined) throw new Error(`cannot read "${value}"`);
    return undefined;
  }, 'defect'),
  timeline: each('step', {
    key: keyId('@id'),
    step: text('@code'),
    occurredAt: moment('@at', TIME),
    actor: { id: text('officer-id'), name: text('officer') },
    note: text('remark'),
  }),
});
