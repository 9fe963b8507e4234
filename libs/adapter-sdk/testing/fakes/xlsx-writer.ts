import { isNode, type Node, type NodeValue } from '../../node';
import { MARK, type Writer } from './format-writer';
import { workbook, workbookRow } from './workbook';

const LINE = Buffer.from('\n');
/** Of what ends the directory of a zip: its first bytes, and where behind them the length of its comment stands. */
const END = 'PK\x05\x06';
const COMMENT = 20;

/** Writes registers; members with `@` are what the format itself tells of a row. */
export function xlsxWriter(): Writer {
  const item = (node: Node): string =>
    JSON.stringify(Object.entries(leaves(node)).filter(([name]) => !name.startsWith('@')));
  return {
    mark: MARK,
    item,
    whole() {
      throw new Error('a workbook is no text');
    },
    pieces: (nodes) => workbook(rowsOf(nodes)),
    // A longer comment: its length stands before it, and it at the end.
    again(file) {
      const more = Buffer.concat([file, LINE]);
      const at = file.lastIndexOf(END) + COMMENT;
      more.writeUInt16LE(file.readUInt16LE(at) + LINE.length, at);
      return more;
    },
  };
}

/** The header has the columns of the first item: all items of a register have the same. */
function* rowsOf(nodes: Iterable<Node>): Generator<string> {
  let names: string[] | undefined;
  for (const node of nodes) {
    const held = leaves(node);
    if (names === undefined) {
      names = Object.keys(held).filter((name) => !name.startsWith('@'));
      yield workbookRow(names);
    }
    yield workbookRow(names.map((name) => (typeof held[name] === 'string' ? held[name] : null)));
  }
}

/** What stands at the ends of a tree, by its paths. */
function leaves(node: Node, within = ''): Record<string, NodeValue> {
  return Object.assign(
    {},
    ...Object.entries(node).map(([name, value]) => {
      const path = name === '#text' ? within.slice(0, -1) : within + name;
      return isNode(value) ? leaves(value, `${path}/`) : { [path]: value ?? null };
    }),
  ) as Record<string, NodeValue>;
}
