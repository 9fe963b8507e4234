import { contentOf, joinPersonal, upcast, type Content, type Dossier, type PersonalValues } from '@lienthong/canonical';
import { open, type DataKey, type Sealed } from '@lienthong/platform';

/**
 * The plain content of a document, for comparing two installations: personal values opened and put in place. It depends
 * neither on keys nor on coordinates nor on times of arrival. Null where there is no document.
 *
 * @param text dossier.v1 as JSON text
 * @throws Fault LT-KEY-2 when the sealed values are not those of this dossier and key
 */
export function plainContent(text: string | undefined, key: DataKey | undefined): Content | null {
  if (text === undefined) return null;
  const { personal, ...document } = upcast(JSON.parse(text) as Dossier & { personal?: Sealed });
  if (personal === undefined) return contentOf(document);
  if (key === undefined) return { ...contentOf(document), personal: 'erased' };
  const values = JSON.parse(open(key, document.system, 'personal', personal).toString('utf8')) as PersonalValues;
  return contentOf(joinPersonal(document, values));
}
