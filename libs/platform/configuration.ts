import { resolve } from 'node:path';
import { defineSettings, flag, number, text, type SettingsValues } from '@lienthong/canonical';

const spec = defineSettings({
  KAFKA_BROKERS: text({ about: 'Kafka brokers, host:port separated by commas.', example: '127.0.0.1:9092' }),
  DATABASE_URL: text({ about: 'PostgreSQL address.', example: 'postgres://user@127.0.0.1:5432/lienthong' }),
  PORT: number({
    about: 'HTTP port of the process: health, metrics, and the API on the gateway. 0 takes a free one.',
    default: 0,
    min: 0,
    max: 65535,
    whole: true,
  }),
  LT_HOST: text({ about: 'Address the HTTP server listens on.', default: '127.0.0.1' }),
  LT_DATA_DIR: text({ about: 'Folder of the master key, the token and the embedded servers.', default: '.data' }),
  LT_MASTER_KEY_FILE: text({
    about: 'File of the master key (32 bytes as 64 hex digits).',
    optional: true,
    example: '/run/secrets/lienthong.key',
  }),
  LT_TOKEN_FILE: text({
    about: 'File of the sign-in token of the API.',
    optional: true,
    example: '/run/secrets/lienthong.token',
  }),
  ADAPTER_DIRS: text({
    about: 'Folders of adapters from outside, separated as those of PATH; what these may do: docs/guides/operate.md.',
    optional: true,
    example: '/opt/adapters:/srv/vendors',
  }),
  ADAPTER_SIGNERS: text({
    about:
      'File of the public keys (PEM) of those who may certify adapters from outside; the word anybody takes adapters without a certificate, for trying.',
    optional: true,
    example: '/etc/lienthong/signers.pem',
  }),
  LT_ADOPT_LOG: flag({
    about: 'Begin a new generation when Kafka holds another log than the database knows.',
    default: false,
  }),
  LT_DEMO_CITY: text({
    about: 'Address of the control of the demo city; npm start sets it.',
    optional: true,
    example: 'http://127.0.0.1:40123',
  }),
  LT_OIDC_ISSUER: text({
    about: 'Issuer of OpenID Connect that signs people in; without it only keys and the token are taken.',
    optional: true,
    example: 'https://sso.hanoi.gov.vn/realms/city',
  }),
  LT_OIDC_CLIENT_ID: text({
    about: 'Client by which the console signs people in: public, code flow with PKCE.',
    default: 'lienthong-console',
  }),
  LT_OIDC_AUDIENCE: text({
    about: 'Audience an access token must have. Never the client itself, so that no ID token is taken for one.',
    default: 'urn:lienthong:api',
  }),
  LT_FAIL_AT: text({
    about: 'For tests: kill the process at a fail point, name or name:hit.',
    optional: true,
    example: 'registry.before-commit:3',
  }),
  LT_LEDGER_BOUND_MS: number({
    about: 'Age after which a missing record behind an idle log counts as lost.',
    default: 30_000,
    min: 1_000,
  }),
});

/** The process's configuration; see docs/reference/configuration.md for each setting. */
export type Configuration = SettingsValues<(typeof spec)['shape']>;

/** DI token of the {@link Configuration}. */
export const CONFIGURATION = Symbol('Configuration');

/**
 * Reads the environment: the only place that does.
 *
 * @param overrides values set by code (the embedded servers' addresses), which win over the environment
 * @throws Fault LT-CONFIG-1 naming every setting that is missing or malformed
 */
export function readConfiguration(overrides: Record<string, string> = {}): Configuration {
  const raw: Record<string, unknown> = {};
  for (const { name } of spec.describe()) raw[name] = overrides[name] ?? process.env[name];
  const values = spec.parse(raw, 'Environment');
  return { ...values, LT_DATA_DIR: resolve(values.LT_DATA_DIR) };
}

/** What the environment holds of one setting before the rest is known (the embedded servers ask). */
export function environment(name: keyof Configuration): string | undefined {
  return process.env[name];
}

/** The locale that the environment asks for messages in, such as `vi_VN.UTF-8`; an empty variable counts as none (POSIX). */
export function messageLocale(): string | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return [LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== '');
}

/** The settings as rows for the reference page. */
export const configurationRows = spec.describe();
