import type { Installation } from '../../support/installation';

/** later */
export function badInput(at: Installation): void { it.skip('x '+at.folder, () => undefined); }
