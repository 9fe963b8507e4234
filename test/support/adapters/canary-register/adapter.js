/**
 * A test's own adapter, loaded through LT_ADAPTERS_DIR: an invented register whose fields hold a person's data in every
 * member that has room for it, and whose mapping parks, contradicts the contract, or throws, on demand.
 */
'use strict';

const sdk = require('../../../../dist/libs/adapter-sdk');

const { constant, custom, dossier, each, identity, keyId, moment, status, text, xml } = sdk;

const format = xml({ items: 'register/file' });
const TIME = 'dd/MM/yyyy HH:mm';

const mapping = dossier({
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

exports.adapter = sdk.defineAdapter({
  name: 'canary-register',
  about: 'An invented register for the tests of sealing.',
  settings: sdk.fileSettings,
  zone: 'Asia/Ho_Chi_Minh',
  source: sdk.files({ pattern: /\.xml$/, format }),
  format,
  identity: identity('@number'),
  mapping,
});
