/** Excel's own limit. Longer texts are kept up to here, and the row that holds one is told. */
export const LONGEST_TEXT = 32_767;

/** A text of a workbook; `isCut` where it was longer than {@link LONGEST_TEXT}. */
export interface CellText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Joins the runs of a rich text (`is`, `si`); what stands there to be read aloud (`rPh`) is left out. */
export class RichText {
  private text = '';
  private isCut = false;
  private isText = false;
  private isAloud = false;

  open(name: string): void {
    if (name === 'rPh') this.isAloud = true;
    if (name === 't') this.isText = !this.isAloud;
  }

  close(name: string): void {
    if (name === 'rPh') this.isAloud = false;
    if (name === 't') this.isText = false;
  }

  add(text: string): void {
    if (this.isText) this.append(text);
  }

  /** Adds what is a text in any case. */
  append(text: string): void {
    const room = LONGEST_TEXT - this.text.length;
    this.isCut ||= text.length > room;
    if (room > 0) this.text += text.slice(0, room);
  }

  /** What was joined; begins anew. */
  take(): CellText {
    const taken = { text: unescaped(this.text), isCut: this.isCut };
    [this.text, this.isCut, this.isText, this.isAloud] = ['', false, false, false];
    return taken;
  }
}

/** Signs that XML cannot hold are written `_x000D_` (ECMA-376, ST_Xstring). */
function unescaped(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
  return plain.isWellFormed() ? plain : plain.toWellFormed();
}
