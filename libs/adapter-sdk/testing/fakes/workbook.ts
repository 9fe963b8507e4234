import { zip, type ZipPart } from './zip';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Sheets of a workbook as the XML of each, and what stands beside them. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly xml: ZipPart['bytes'] }[];
  /** The part of its shared strings. */
  readonly strings?: string | ZipPart['bytes'];
  /** Attributes of `workbookPr`. */
  readonly properties?: string;
  readonly isPacked?: boolean;
}

/** The parts of a small workbook, in the order of a zip. */
export function workbookParts({ sheets, strings, properties = '', isPacked = false }: WorkbookParts): ZipPart[] {
  const numbers = sheets.map((_, at) => at + 1);
  const part = (name: string, xml: string | ZipPart['bytes']): ZipPart => ({
    name,
    bytes: typeof xml === 'string' ? [Buffer.from(`${HEAD}${xml}`)] : xml,
    isPacked,
  });
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`; // prettier-ignore
  const relations = (all: string): string => `<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
  const list = sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at + 1}"/>`).join('');
  const types = numbers.map((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${SHEET}.worksheet+xml"/>`).join(''); // prettier-ignore
  const targets = numbers.map((at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`)).join('');
  const texts = strings === undefined ? '' : relation('t', 'sharedStrings', 'sharedStrings.xml');
  return [
    part('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/>${types}</Types>`),
    part('_rels/.rels', relations(relation('w', 'officeDocument', 'xl/workbook.xml'))),
    part('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${TYPES}"><workbookPr ${properties}/><sheets>${list}</sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', relations(targets + texts)),
    ...(strings === undefined ? [] : [part('xl/sharedStrings.xml', strings)]),
    ...sheets.map(({ xml }, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, bytes: xml, isPacked })),
  ]; // prettier-ignore
}

/** The bytes of a workbook with one sheet. @param rows the XML of its rows */
export function workbook(rows: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  const xml = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`);
    for await (const row of rows) yield Buffer.from(row);
    yield Buffer.from('</sheetData></worksheet>');
  };
  return zip(workbookParts({ sheets: [{ name: 'So', xml: xml() }] }));
}

/** The XML of a row of texts; what is null has no cell. */
export function workbookRow(texts: readonly (string | null)[]): string {
  const cells = texts.map((text) => (text === null ? '<c t="inlineStr"/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`)); // prettier-ignore
  return `<row>${cells.join('')}</row>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\t\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
