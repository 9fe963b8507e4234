import type { Dossier, PersonalValues } from '@lienthong/canonical';
import { open, type KeyRing, type Sealed } from '@lienthong/platform';

/** Opens the personal values of a dossier. Whoever calls it has checked that they may be looked at. */
export class Looks {
  constructor(private readonly keys: KeyRing) {}

  /**
   * @param text dossier.v1 as JSON text
   * @returns values by the JSON Pointer of their place; none where nothing is sealed, or its key was destroyed
   * @throws Fault LT-KEY-2 when the sealed values are not those of this dossier
   */
  async open(text: string): Promise<PersonalValues> {
    const { id, system, personal } = JSON.parse(text) as Dossier & { personal?: Sealed };
    const key = personal && (await this.keys.find([id])).get(id);
    return key ? (JSON.parse(open(key, system, 'personal', personal).toString('utf8')) as PersonalValues) : {};
  }
}
