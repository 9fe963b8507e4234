import { useTranslation } from 'react-i18next';
import { useDossier } from './dossier-context';
import { genericOf } from './sealed';

/** A mask in the place of a sealed value. */
export function MaskedValue() {
  const { t } = useTranslation('dossiers');
  return (
    <span className="lt-quiet">
      <span aria-hidden>••••••</span>
      <span className="lt-unseen">{t('one.masked')}</span>
    </span>
  );
}

interface SealedValueProps {
  readonly pointer: string;
  /** Words before the value. */
  readonly name: string;
}

/** A personal value in its place: a mask until somebody has looked, nothing where the source has none. */
export function SealedValue({ pointer, name }: SealedValueProps) {
  const { sealed, personal } = useDossier();
  const generic = genericOf(pointer);
  if (!sealed.some((field) => field.pointer === generic || field.pointer.startsWith(`${generic}/`))) return null;
  const found = personal?.filter((leaf) => leaf.pointer === pointer || leaf.pointer.startsWith(`${pointer}/`));
  if (found?.length === 0) return null;
  return (
    <span>
      <span className="lt-quiet">{name}: </span>
      {found ? (
        found
          .map(({ value }) => value)
          .reverse()
          .join(' · ')
      ) : (
        <MaskedValue />
      )}
    </span>
  );
}
