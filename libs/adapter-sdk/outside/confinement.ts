/**
 * How a mapping from outside is started: what it cannot do, the kernel refuses. A network namespace without an
 * interface, an empty root folder but for Node and the system's libraries, a process namespace of its own (it can signal
 * nobody), the user `nobody` where we are root, a limit on memory; and Node's own permission model inside of that.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/** Megabytes of JavaScript values. */
const HEAP_MB = 128;
/** Kilobytes of memory of any kind. Half a gigabyte of it is only an address range that the engine keeps for code. */
const DATA_KB = 819_200;

const NODE = [
  '--permission',
  `--max-old-space-size=${HEAP_MB}`,
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  // What a record changes in the language would be there for all records after it.
  '--frozen-intrinsics',
  // It opens files past the permission model.
  '--no-experimental-sqlite',
  '--disable-sigusr1',
  '--disable-warning=ExperimentalWarning',
];

/**
 * The new root is mounted over /sys, where Node's own binary never lies. The shell stays as the first process: when it
 * dies with us, the kernel ends all others. Node gives up every capability before it starts: in a user namespace we are
 * root, too.
 */
const SCRIPT = `set -e
ulimit -c 0
ulimit -d ${DATA_KB}
mount -t tmpfs -o size=64k,mode=755 none /sys
for each in /lib /lib64 /usr/lib /usr/lib64 /usr/local/lib; do
  if [ -d $each ]; then mkdir -p /sys$each; mount --rbind $each /sys$each; fi
done
: > /sys/node
: > /sys/setpriv
mount --bind "$0" /sys/node
mount --bind "$(command -v setpriv)" /sys/setpriv
mount -o remount,bind,ro /sys
cd /sys
env -i "$(command -v chroot)" . /setpriv $USER_OPTIONS --no-new-privs --inh-caps=-all --ambient-caps=-all --bounding-set=-all /node "$@"
exit 0`;

/** Reads the program off the channel and runs it: the child needs no file of ours. */
const BOOT = `const fs=require('node:fs');
const take=(n)=>{const b=Buffer.alloc(n);for(let at=0;at<n;){const got=fs.readSync(3,b,at,n-at);if(got===0)process.exit();at+=got}return b};
const text=take(take(4).readUInt32BE(0)).toString();
require('node:vm').compileFunction(text,['require','module','exports','process','Buffer','TextDecoder'],{filename:'outside'})(require,{exports:{}},{},process,Buffer,TextDecoder);`;

/** True where there is a way at all; whether this kernel lets us go it shows when it is tried. */
export const isConfinable = (): boolean => process.platform === 'linux';

/** Starts a child that knows only what is written to its channel, the fourth of its pipes. */
export function startConfined(): ChildProcess {
  const isRoot = process.getuid?.() === 0;
  const spaces = ['--mount', '--net', '--pid', '--ipc', '--fork', '--kill-child'];
  const user = isRoot ? [] : ['--user', '--map-root-user'];
  const command = ['unshare', ...user, ...spaces, 'sh', '-c', SCRIPT, process.execPath, ...NODE, '-e', BOOT];
  return spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      USER_OPTIONS: isRoot ? '--reuid=65534 --regid=65534 --clear-groups' : '',
    },
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
  });
}
