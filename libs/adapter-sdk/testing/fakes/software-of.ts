import type { Subject } from '../rule';
import { FilesSoftware } from './files-software';
import { RestSoftware } from './rest-software';
import { SqlSoftware } from './sql-software';
import type { Software } from './software';
import { Templates } from './templates';

/** The software of an adapter; or why the kit cannot play it. */
export async function softwareOf(subject: Subject, isSmall = false): Promise<Software | string> {
  const { adapter, samples } = subject;
  const { protocol } = adapter.source;
  if (protocol === undefined)
    return 'the source is one of its own and tells no protocol, so that the kit cannot play its software';
  if (protocol.kind === 'push') return 'the software is not asked: it hands its records over';
  if (protocol.kind === 'sql' && protocol.options.engine !== 'mysql')
    return 'the kit plays databases of MySQL alone: try the adapter against a copy of the database';
  const templates = Templates.of(adapter, samples, isSmall);
  if (templates === undefined)
    return 'no sample becomes a dossier that has an identity and is not deleted, or every declared column is read, so that there is nothing to make items of and to mark';
  if (protocol.kind === 'rest') return RestSoftware.open(adapter, protocol.options, templates);
  if (protocol.kind === 'sql') return SqlSoftware.open(adapter, protocol.options, templates);
  return FilesSoftware.open(adapter, protocol.options, templates, samples);
}
