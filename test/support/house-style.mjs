/**
 * Two lint rules of the house that no plug-in has: how a file is named, and that an export says what it promises.
 * Used by eslint.config.mjs.
 */
import { basename, relative, sep } from 'node:path';

/** Suffixes that Nest or a test runner gives a meaning; any other second name hides what a file holds. */
const SUFFIXES = [
  'module',
  'controller',
  'entity',
  'spec',
  'e2e-spec',
  'chaos-spec',
  'browser-spec',
  'verify-spec',
  'd',
];
const EMPTY_NAMES = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'shared',
  'misc',
  'types',
  'constants',
  'interfaces',
];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Says what is wrong with the path of a file, or nothing. */
export function namingFault(path) {
  const folders = path.split('/').slice(0, -1);
  const [name, ...suffixes] = basename(path).split('.').slice(0, -1);
  const empty = [...folders, name].find((part) => EMPTY_NAMES.includes(part));
  if (empty) return `'${empty}' says nothing: name the file after the noun it holds.`;
  if (![...folders, name].every((part) => KEBAB.test(part))) return 'Folders and files are named in kebab-case.';
  const odd = suffixes.find((suffix) => !SUFFIXES.includes(suffix));
  return odd && `'.${odd}' is no suffix of the house (${SUFFIXES.join(', ')}): use the noun itself.`;
}

const filesAreNouns = {
  meta: { type: 'suggestion', schema: [], messages: { name: '{{fault}}' } },
  create(context) {
    return {
      Program(node) {
        const fault = namingFault(relative(context.cwd, context.filename).split(sep).join('/'));
        if (fault) context.report({ node, loc: { line: 1, column: 0 }, messageId: 'name', data: { fault } });
      },
    };
  },
};

const exportsAreDocumented = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { doc: 'An export says what it guarantees in a /** doc block */.' },
  },
  create(context) {
    return {
      ExportNamedDeclaration(node) {
        if (!node.declaration || isOverload(node)) return;
        const first = node.declaration.decorators?.[0] ?? node;
        const above = context.sourceCode.getCommentsBefore(first).concat(context.sourceCode.getCommentsBefore(node));
        if (!above.some(isDocBlock)) context.report({ node, loc: node.loc.start, messageId: 'doc' });
      },
    };
  },
};

const isDocBlock = (comment) => comment.type === 'Block' && comment.value.startsWith('*');

/** The second and later signatures of an overloaded function share the doc block of the first. */
function isOverload(node) {
  const siblings = node.parent.body;
  const before = siblings[siblings.indexOf(node) - 1]?.declaration;
  return before?.type === 'TSDeclareFunction' && before.id?.name === node.declaration.id?.name;
}

/** The plug-in as ESLint takes it. */
export const house = {
  rules: { 'files-are-nouns': filesAreNouns, 'exports-are-documented': exportsAreDocumented },
};
