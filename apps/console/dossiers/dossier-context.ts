import { createContext, useContext } from 'react';
import type { Answers } from '../api/client';
import type { Leaf } from './sealed';

/** What the values of a page ask about themselves. */
export interface DossierContent {
  readonly origins: Answers['Dossier']['origins']['rows'];
  readonly sealed: Answers['Dossier']['sealed'];
  /** Undefined until somebody has looked. */
  readonly personal: readonly Leaf[] | undefined;
}

/** Given by the page of a dossier to all that is on it. */
export const DossierContext = createContext<DossierContent>({ origins: [], sealed: [], personal: undefined });

/** The content of the dossier that is shown. */
export const useDossier = (): DossierContent => useContext(DossierContext);
