import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of an image matters to a process of it. */
export interface Image {
  readonly files: string;
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly health: readonly string[];
}

/** The part of a service of compose.yaml that is kept here. */
export interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly unknown[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

/** Where it runs, and what stands in for names that only a network of containers knows. */
export interface Ground {
  readonly work: string;
  readonly given: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Mounts the parts of $root, all but /tmp read-only, and becomes the program in it. The programs of the host stand in for the base. */
const ENTER = `
root=$1 files=$2 node=$3 exports=$4 tmp=$5 user=$6; shift 6
mount --bind "$root" "$root"
mount --bind "$files" "$root/app"
mount --bind /usr "$root/usr"
mount --bind "$node" "$root/node"
mount --bind /proc "$root/proc"
for device in null urandom; do mount --bind "/dev/$device" "$root/dev/$device"; done
[ -z "$exports" ] || mount --bind "$exports" "$root/exports"
for part in "" /app /usr /node \${exports:+/exports}; do mount -o remount,bind,ro "$root$part"; done
mount -t tmpfs -o "$tmp" tmpfs "$root/tmp"
exec chroot "$root" /usr/bin/env -i -C /app PATH=/node:/usr/bin /usr/bin/setpriv --reuid "\${user%:*}" --regid "\${user#*:}" \\
  --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all /usr/bin/env "$@"
`;

/** A service of compose.yaml as a process in a mount namespace of its own, in the network of the host. */
export class Container {
  readonly port: string;
  private readonly root: string;
  private child: ChildProcess | undefined;
  private output = '';

  constructor(
    readonly name: string,
    private readonly image: Image,
    private readonly service: Service,
    private readonly ground: Ground,
  ) {
    this.port = ground.given['PORT'] ?? '';
    this.root = join(ground.work, `root-${name}`);
    for (const folder of ['app', 'usr', 'node', 'proc', 'dev', 'tmp', 'exports', 'run/secrets'])
      mkdirSync(join(this.root, folder), { recursive: true });
    for (const folder of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${folder}`, join(this.root, folder));
    for (const device of ['null', 'urandom']) writeFileSync(join(this.root, 'dev', device), '');
    for (const secret of service.secrets ?? [])
      writeFileSync(join(this.root, 'run', 'secrets', secret), ground.secrets[secret] ?? '');
  }

  start(): void {
    this.child = spawn('unshare', this.words(this.service.command ?? []), { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Runs another program in the same surroundings to its end. */
  run(command: readonly string[]): SpawnSyncReturns<string> {
    return spawnSync('unshare', this.words(command), { encoding: 'utf8', timeout: 180_000 });
  }

  /** The exit codes of the health checks of the image and of compose.yaml. */
  asksHealth(): (number | null)[] {
    const [, ...test] = this.service.healthcheck?.test ?? [];
    return [this.image.health, test].map((command) => this.run(command).status);
  }

  /** What the kernel says about the process. */
  rights(): { user: string; capabilities: string; noNewPrivileges: string } {
    const status = readFileSync(`/proc/${this.child?.pid ?? 0}/status`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
    return { user: field('Uid'), capabilities: field('CapPrm'), noNewPrivileges: field('NoNewPrivs') };
  }

  temporaryFiles(): string[] {
    return readdirSync(`/proc/${this.child?.pid ?? 0}/root/tmp`);
  }

  said(): string {
    return this.output.split('\n').slice(-15).join('\n');
  }

  isGone(): boolean {
    return this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The exit code after SIGTERM; null where a signal ended it. */
  async stop(): Promise<number | null> {
    if (this.child !== undefined && !this.isGone()) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await gone;
    }
    return this.child?.exitCode ?? null;
  }

  private words(command: readonly string[]): string[] {
    const { files, user, environment } = this.image;
    const { volumes = [], tmpfs = [], environment: own } = this.service;
    const exports = volumes.length > 0 ? join(this.ground.work, 'exports') : '';
    const tmp = tmpfs[0]?.split(':')[1] ?? '';
    const variables = Object.entries({ ...environment, ...own, ...this.ground.given }).map((pair) => pair.join('='));
    const node = join(process.execPath, '..');
    const enter = ['--mount', '--propagation', 'private', 'sh', '-eu', '-c', ENTER, 'enter'];
    return [...enter, this.root, files, node, exports, tmp, user, ...variables, ...command];
  }
}
