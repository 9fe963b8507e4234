import type { Office } from './office';
import { render } from './render';
import { instant, ok, problem, whole, type Answer } from './wire';

/** One-stop software with a JSON interface: whole dossiers by change time, in numbered pages. */
export function onestop(office: Office, url: URL): Answer | undefined {
  if (url.pathname === '/api/ho-so/danh-sach') return listing(office, url);
  return url.pathname === '/api/ho-so' ? dossiers(office, url) : undefined;
}

function dossiers(office: Office, url: URL): Answer {
  const sinceMs = instant(url, 'tu');
  const page = whole(url, 'trang', 1, 1_000_000, 1);
  const size = whole(url, 'soDong', 1, 500, 100);
  if (sinceMs === undefined || page === undefined || size === undefined) return problem(400, 'Tham số không đúng');
  const { total, dossiers: found } = office.shelf.since(sinceMs, page, size);
  return ok({ tongSo: total, trang: page, duLieu: found.map(render) });
}

function listing(office: Office, url: URL): Answer {
  const after = whole(url, 'sau', 0, Number.MAX_SAFE_INTEGER, 0);
  const size = whole(url, 'soDong', 1, 5_000, 1_000);
  if (after === undefined || size === undefined) return problem(400, 'Tham số không đúng');
  return ok({ duLieu: office.shelf.ids(after, size).map((id) => ({ id })) });
}
