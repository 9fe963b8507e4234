import { defineAdapter, files, fileSettings, identity, xml } from '@lienthong/adapter-sdk';
import { mapping, PLACEHOLDER } from './mapping';

const format = xml({ items: 'log/trace' });

/** Event logs of building-permit cases as Dutch municipalities export them: XES, plain or gzip, a case per trace. */
export const adapter = defineAdapter({
  name: 'municipal-xes',
  about: 'XES event logs of municipal permit cases: a case is a dossier, its events are the timeline.',
  settings: fileSettings,
  zone: 'Europe/Amsterdam',
  source: files({ pattern: /\.xes(?:\.gz)?$/i, format }),
  format,
  identity: identity('string[@key=concept:name]/@value', { absent: [PLACEHOLDER] }),
  mapping,
});
