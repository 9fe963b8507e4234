import { onestop } from './onestop';
import { opencps } from './opencps';
import type { Office } from './office';
import type { Place } from './places';
import { portal } from './portal';
import { ok, problem, type Answer } from './wire';

/** A software that an office may run. */
interface Software {
  /** Which adapter of a gateway reads it. */
  readonly adapter: string;
  /** Header in which it wants its key. */
  readonly keyHeader: string;
  /** What it answers; undefined where it has no such path. */
  answer(office: Office, url: URL): Answer | undefined;
}

/** The software of the city. */
export const SOFTWARE: Readonly<Record<Place['software'], Software>> = {
  onestop: { adapter: 'onestop-rest', keyHeader: 'x-khoa-api', answer: onestop },
  opencps: { adapter: 'opencps-rest', keyHeader: 'token', answer: opencps },
  portal: { adapter: 'portal-three-ids', keyHeader: 'x-site-key', answer: portal },
};

/** What the software of an office answers when it is well. */
export function answer(office: Office, url: URL, key: string, headers: Readonly<Record<string, unknown>>): Answer {
  const software = SOFTWARE[office.place.software];
  if (url.pathname === '/api/suc-khoe') return ok({ ten: office.place.name });
  if (headers[software.keyHeader] !== key) return problem(401, 'Khoá API không đúng');
  return software.answer(office, url) ?? problem(404, 'Không có đường dẫn này');
}
