/** A person who does not exist, with values that occur nowhere else. */
export const CANARY = {
  applicant: 'Đặng Quỵnh Thuyền Xuyễn',
  id: '001297038416',
  phone: '0987650213',
  address: 'Số 17 ngách 9/41 phố Ngọc Thụỵ',
  note: 'Vợ là Hoàng Thị Diễmx, xin giữ kín',
  officer: 'Vũ Trần Khuỵnh',
} as const;

/** The register of the test adapter with sound records, and with the canary wherever it can do harm. */
export function canaryRegister(): string {
  const at = '03/08/2026 09:15';
  const sound = { status: '1', received: at };
  const files = [
    file('1', sound),
    file('2', { ...sound, status: '9' }),
    // Parked: the canary stands where a time, a code or a word of the contract has to be.
    file('3', { ...sound, received: CANARY.applicant }),
    file('4', { ...sound, received: CANARY.id }),
    file('5', { ...sound, status: CANARY.applicant }),
    file('6', { ...sound, channel: CANARY.applicant }),
    // A mapping that throws with the value in its message.
    file('7', { ...sound, defect: CANARY.applicant }),
    // XML that is broken inside the item, beside the canary.
    file('8', { ...sound, broken: `${CANARY.applicant}&#xD800;` }),
    file('', sound),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<register>\n${files.join('\n')}\n</register>\n`;
}

/** A register that breaks off in the middle of the canary. */
export function brokenRegister(): string {
  return `<?xml version="1.0"?>\n<register>\n<file number="9"><applicant>${CANARY.applicant}</note></file></register>`;
}

function file(number: string, fields: Record<string, string>): string {
  const { applicant, id, phone, address, note, officer } = CANARY;
  const all = { applicant, id, phone, address, note, subject: `Hồ sơ của ${applicant}`, ...fields };
  const parts = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  const step = `<step id="1" code="RECEIVED" at="03/08/2026 09:15"><officer-id>${id}</officer-id><officer>${officer}</officer><remark>${note}</remark></step>`;
  return `<file${number === '' ? '' : ` number="2026-${number}"`}>${parts.join('')}${step}</file>`;
}

/** Every form a text may hide in: as bytes of several encodings, as base64, hex, URL, JSON and XML escapes, in any case. */
export function formsOf(text: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  for (const normal of ['NFC', 'NFD'] as const) {
    const cases = { plain: text, upper: text.toUpperCase(), lower: text.toLowerCase() };
    for (const [name, cased] of Object.entries(cases)) {
      const value = cased.normalize(normal);
      const bytes = Buffer.from(value, 'utf8');
      const put = (form: string, found: string | Buffer): void =>
        void forms.set(
          `${form} of ${name} ${normal}`,
          typeof found === 'string' ? Buffer.from(found, 'latin1') : found,
        );
      put('UTF-8', bytes);
      put('UTF-16', Buffer.from(value, 'utf16le'));
      put('UTF-16 big-endian', Buffer.from(value, 'utf16le').swap16());
      put('hex', bytes.toString('hex'));
      put('upper-case hex', bytes.toString('hex').toUpperCase());
      put('URL', encodeURIComponent(value));
      put('form URL', encodeURIComponent(value).replaceAll('%20', '+'));
      put(
        'lower-case URL',
        encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()),
      );
      put(
        'JSON',
        escaped(value, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
      );
      put(
        'upper-case JSON',
        escaped(value, (unit) => `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`),
      );
      put(
        'XML',
        escaped(value, (unit) => `&#${unit};`),
      );
      put(
        'hex XML',
        escaped(value, (unit) => `&#x${unit.toString(16).toUpperCase()};`),
      );
      for (const shift of [0, 1, 2]) {
        put(`base64+${shift}`, base64At(bytes, shift));
        put(`base64url+${shift}`, base64At(bytes, shift).replaceAll('+', '-').replaceAll('/', '_'));
      }
    }
  }
  return forms;
}

/** The digits of the base64 of longer bytes that depend on these alone, when they begin at `shift` modulo 3. */
function base64At(bytes: Buffer, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const from = shift === 0 ? 0 : 4;
  return padded.toString('base64').slice(from, Math.floor(padded.length / 3) * 4);
}

function escaped(text: string, escape: (unit: number) => string): string {
  return text.replace(/[^ -~]/g, (unit) => escape(unit.charCodeAt(0)));
}
