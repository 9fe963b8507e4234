import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, matchesGlob, relative } from 'node:path';

/** Where the image keeps its files. */
const WORKDIR = '/app/';

interface Stage {
  readonly name: string;
  readonly steps: readonly (readonly [verb: string, rest: string])[];
}

/** The stages of a Dockerfile; the lines of a step that goes on are joined. */
export function stagesOf(dockerfile: string): Stage[] {
  const lines = dockerfile
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: { name: string; steps: [string, string][] }[] = [];
  for (const line of lines.filter((text) => text.trim() !== '')) {
    const [verb = '', ...rest] = line.split(' ');
    if (verb === 'FROM') stages.push({ name: rest.at(-1) ?? '', steps: [] });
    else stages.at(-1)?.steps.push([verb, rest.join(' ')]);
  }
  return stages;
}

/**
 * Makes the files of the image without an engine: every COPY of the Dockerfile through .dockerignore, and every RUN of
 * the stages before the last one, in folders of their own below `work`. What the last stage runs takes away from its
 * base, which is not here.
 *
 * @returns the folder that is /app of the image
 */
export function makeImageFiles(repository: string, work: string): string {
  const stages = stagesOf(readFileSync(join(repository, 'deploy', 'Dockerfile'), 'utf8'));
  const isSent = contextOf(readFileSync(join(repository, '.dockerignore'), 'utf8'));
  let folder = work;
  for (const { name, steps } of stages) {
    folder = join(work, name);
    mkdirSync(folder, { recursive: true });
    for (const [verb, rest] of steps) {
      if (verb === 'COPY') copy(rest, folder);
      else if (verb === 'RUN' && name !== stages.at(-1)?.name) runStep(rest, folder);
    }
  }
  return folder;

  function copy(words: string, to: string): void {
    const from = /^--from=(\S+) /.exec(words)?.[1];
    const paths = words.split(' ').filter((word) => !word.startsWith('--'));
    const target = paths.pop() ?? '';
    const source = from === undefined ? repository : join(work, from);
    for (const path of paths.map((one) => join(source, one.startsWith(WORKDIR) ? one.slice(WORKDIR.length) : one))) {
      const place = target.endsWith('/') ? join(to, target, basename(path)) : join(to, target);
      mkdirSync(dirname(place), { recursive: true });
      const filter = (file: string): boolean => from !== undefined || isSent(relative(repository, file));
      cpSync(path, place, { recursive: statSync(path).isDirectory(), verbatimSymlinks: true, filter });
    }
  }
}

function runStep(script: string, cwd: string): void {
  execFileSync('sh', ['-e', '-c', script], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Whether a path is sent to the builder: the last pattern that fits it or a folder above it decides. */
export function contextOf(dockerignore: string): (path: string) => boolean {
  const patterns = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return (path) => {
    const parts = path.split('/');
    const places = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
    const last = patterns.findLast((pattern) => places.some((place) => matchesGlob(place, pattern.replace(/^!/, ''))));
    return last === undefined || last.startsWith('!');
  };
}
