import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { finish } from '@lienthong/platform';

/** The operating system's user a program runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** A program with the way it is to be started; `uid`, `gid` only where the system has no setpriv. */
export interface Command {
  program: string;
  args: string[];
  options: Partial<Account>;
}

/** `nobody`, the user without rights. initdb wants a user with a name, so a made-up number would not do. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/** Lets a program pass folders closed to its user (reading only), and nothing else of what root may. */
const PASS_CLOSED_FOLDERS = [
  '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
];

/** True when we are root, as whom PostgreSQL refuses to run. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * The user PostgreSQL must run as: ourselves (undefined), or, when we are root, the owner of its folder, or nobody. A
 * fault when the folder belongs to another user and we are not root.
 */
export async function accountFor(folder: string | undefined): Promise<Account | undefined> {
  const own = folder === undefined ? undefined : await stat(folder);
  if (isRoot()) return own === undefined || own.uid === 0 ? NOBODY : { uid: own.uid, gid: own.gid };
  const uid = process.getuid?.();
  if (own !== undefined && uid !== undefined && own.uid !== uid) {
    throw new Fault(
      'LT-EMBEDDED-5',
      `The folder ${folder} belongs to user number ${own.uid}, this process is user number ${uid}. Start as that user ` +
        'or as root, choose another data folder, or set DATABASE_URL.',
    );
  }
  return undefined;
}

/** The first folder on the way to `path` that the account may not pass; undefined when all are open. */
export async function closedFolder(path: string, account: Account): Promise<string | undefined> {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of folders) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

async function setpriv(args: string[]): Promise<string[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const { missing, code } = await finish('setpriv', [...args, 'true']);
  return missing || code !== 0 ? undefined : args;
}

/**
 * The command, run as `account` (default: ourselves). Where the system has setpriv, the program is sent `onParentDeath`
 * when this process dies, however it dies; elsewhere the next start ends what was left. Under root the program may pass
 * `paths` that lie in closed folders (a checkout in /root); a fault when the system cannot grant that.
 */
export async function commandAs(
  command: { program: string; args: string[]; onParentDeath: 'TERM' | 'INT' | 'KILL' },
  account?: Account,
  paths: string[] = [],
): Promise<Command> {
  const { program, args, onParentDeath } = command;
  const flags = ['--pdeathsig', onParentDeath];
  if (account === undefined) {
    const granted = await setpriv(flags);
    return {
      ...(granted ? { program: 'setpriv', args: [...granted, program, ...args] } : { program, args }),
      options: {},
    };
  }
  flags.push(`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups');
  const closed = (await Promise.all(paths.map((path) => closedFolder(path, account)))).find(Boolean);
  const granted = await setpriv(closed === undefined ? flags : [...flags, ...PASS_CLOSED_FOLDERS]);
  if (granted !== undefined) return { program: 'setpriv', args: [...granted, program, ...args], options: {} };
  if (closed === undefined) return { program, args, options: account };
  throw new Fault(
    'LT-EMBEDDED-8',
    `PostgreSQL does not run as root, and the user it runs as (number ${account.uid}) cannot enter ${closed}. Start as an ` +
      `ordinary user, move the checkout or the data folder, open the folder (chmod o+x ${closed}), or set DATABASE_URL.`,
  );
}
