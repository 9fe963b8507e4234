/** One project per kind of test: unit specs beside their files, contract and e2e under test/. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2024',
    },
    module: { type: 'commonjs' },
  },
];
/** Packages that are ES modules alone: Jest loads CommonJS, so they are compiled as our own sources are. */
const MODULES = ['@nestjs', 'jose', 'content-disposition'].join('|');
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '\\.ts$': swc, [`/node_modules/(${MODULES})/.*\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!(${MODULES})/)`],
  moduleNameMapper: { '^@lienthong/(.+)$': '<rootDir>/libs/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};
/** What runs from dist/ builds it first. */
const built = { globalSetup: '<rootDir>/test/support/build.cjs' };
const project = (displayName, testMatch, extra = {}) => ({ ...common, displayName, testMatch, ...extra });

module.exports = {
  projects: [
    project('unit', ['<rootDir>/{apps,libs}/**/*.spec.ts']),
    project('contract', ['<rootDir>/test/contract/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts'], built),
    project('browser', ['<rootDir>/test/browser/**/*.browser-spec.ts'], built),
    project('chaos', ['<rootDir>/test/chaos/**/*.chaos-spec.ts'], built),
    project('verify', ['<rootDir>/test/verify/**/*.verify-spec.ts'], built),
  ],
};
