/**
 * The house style that a machine can check. Formatting is Prettier's, imports between rooms are dependency-cruiser's.
 * Inline switches do not work here: a rule that is wrong is changed in this file, for everyone.
 */
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { house } from './test/support/house-style.mjs';

const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read by libs/platform alone; take what you need as a setting.',
};

const shape = {
  'max-lines': ['error', { max: 250, skipBlankLines: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-depth': ['error', 4],
  complexity: ['error', 15],
};

const habits = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  // Control characters are what several of our patterns are about.
  'no-control-regex': 'off',
  'no-console': 'error',
  'no-empty': ['error', { allowEmptyCatch: false }],
  'no-restricted-properties': ['error', environment],
  'no-restricted-imports': [
    'error',
    { paths: ['process', 'node:process'].map((name) => ({ name, message: environment.message })) },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a name is found by searching for it.' },
    {
      selector: 'CatchClause > BlockStatement[body.length=0]',
      message: 'A comment does not handle an error: return, log or rethrow it.',
    },
    {
      selector: 'MemberExpression[property.name="env"][object.property.name="process"]',
      message: environment.message,
    },
  ],
};

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Nest modules are classes that only carry a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // `return stop()` ends a branch in one line, and a type parameter may be there for the caller alone.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // Nest declares its options as classes and takes object literals.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // A method may be async because its contract is, not because it waits today.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/naming-convention': [
    'error',
    {
      selector: ['class', 'interface', 'typeAlias'],
      format: ['PascalCase'],
      custom: { regex: '^(I[A-Z]|Base[A-Z])|(Manager|Impl|Helper|Util|Utils)$', match: false },
    },
  ],
};

const laxerForTests = {
  'max-lines': ['error', { max: 400, skipBlankLines: true }],
  'max-lines-per-function': 'off',
  complexity: 'off',
  'no-console': 'off',
  'no-restricted-properties': 'off',
  'house/exports-are-documented': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

const named = (name, config) => ({ name, ...config });

export default tseslint.config(
  named('not ours to lint', {
    ignores: ['dist/', '.data/', 'coverage/', 'libs/canonical/generated/', 'apps/console/generated/'],
  }),
  named('no inline switches', { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } }),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  named('house style', {
    plugins: { house },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...shape,
      ...habits,
      ...typed,
      'house/files-are-nouns': 'error',
      'house/exports-are-documented': 'error',
    },
  }),
  named('the one reader of the environment', {
    files: ['libs/platform/**'],
    rules: { 'no-restricted-properties': 'off' },
  }),
  named('a build tells its tools what it is for', {
    files: ['apps/console/vite.config.mts'],
    rules: { 'no-restricted-properties': 'off' },
  }),
  named('a migration is one long statement', {
    files: ['libs/storage/migrations/**'],
    rules: { 'max-lines-per-function': 'off' },
  }),
  named('rows get their type where the statement is written', {
    files: ['libs/storage/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  }),
  named('kafkajs declares its closures as methods', {
    files: ['libs/messaging/**'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  }),
  named('what sees that its environment is empty', {
    files: ['libs/adapter-sdk/outside/child.ts'],
    rules: { 'no-restricted-properties': 'off' },
  }),
  named('what talks to a terminal', { files: ['apps/cli/**', '**/*.mjs'], rules: { 'no-console': 'off' } }),
  named('plain JavaScript', {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  }),
  named('CommonJS', {
    files: ['**/*.{js,cjs}'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  }),
  named('configuration files export a default, because their tools ask for one', {
    files: ['eslint.config.mjs', '.dependency-cruiser.cjs', 'jest.config.js', 'apps/console/vite.config.mts'],
    rules: { 'no-restricted-syntax': 'off', 'house/files-are-nouns': 'off' },
  }),
  named('tests', { files: ['test/**', '**/*.spec.ts'], rules: laxerForTests }),
);
