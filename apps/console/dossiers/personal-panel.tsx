import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { identityQuery, mayLook } from '../api/identity';
import { Pairs, type Pair } from '../frame/pairs';
import { Panel } from '../frame/panel';
import { useWords } from '../frame/words';
import type { DossierDocument } from './document';
import { useDossier } from './dossier-context';
import { useFieldName } from './field-name';
import { LookButton, type Look } from './look';
import { Origin } from './origin';
import { maskedPlaces } from './sealed';
import { MaskedValue } from './sealed-value';

interface PersonalPanelProps {
  readonly id: string;
  readonly document: DossierDocument;
  readonly look: Look | undefined;
  readonly looked: (look: Look | undefined) => void;
}

/** People and other personal values: which there are, and behind a purpose what they say. */
export function PersonalPanel({ id, document, look, looked }: PersonalPanelProps) {
  const { t } = useTranslation('dossiers');
  const word = useWords();
  const { sealed } = useDossier();
  const parties = document.parties ?? [];
  const { data: me } = useQuery(identityQuery);
  const hasAny = sealed.length > 0;
  return (
    <Panel
      title={t('one.personal')}
      aside={hasAny && mayLook(me) && <LookButton id={id} look={look} looked={looked} />}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {!hasAny && t('one.personalNone')}
          {hasAny && (look ? t('one.looked', { purpose: word('purpose', look.purpose) }) : t('one.personalAbout'))}
        </Text>
        {parties.map(({ role, kind }, n) => (
          <div key={n}>
            <Text size="sm" fw={600} mb={2}>
              {word('party', role)}
              {kind !== undefined && ` · ${word('partyKind', kind)}`}
            </Text>
            <Values within={`/parties/${n}/`} parties={parties.length} />
          </div>
        ))}
        <Values parties={parties.length} />
      </Stack>
    </Panel>
  );
}

/** Places that are shown where they belong, on the timeline and in the supplements. */
const ELSEWHERE = ['/parties', '/timeline', '/dueDates', '/supplements'];

function Values({ within, parties }: { readonly within?: string; readonly parties: number }) {
  const { sealed, personal } = useDossier();
  const nameOf = useFieldName();
  const word = useWords();
  const isHere = (pointer: string): boolean =>
    within === undefined ? !ELSEWHERE.some((place) => pointer.startsWith(place)) : pointer.startsWith(within);
  const shortName = (pointer: string): string => {
    const name = nameOf(within === undefined ? pointer : `/${pointer.slice(within.length)}`);
    return name.charAt(0).toUpperCase() + name.slice(1);
  };
  const pairs = personal
    ? personal
        .filter(({ pointer }) => isHere(pointer))
        .map(({ pointer, value }): Pair => [
          shortName(pointer),
          <Origin key={pointer} pointer={pointer}>
            {pointer.endsWith('/sex') ? word('sex', value) : value}
          </Origin>,
        ])
    : maskedPlaces(sealed, parties)
        .filter(isHere)
        .map((pointer): Pair => [
          shortName(pointer),
          <Origin key={pointer} pointer={pointer}>
            <MaskedValue />
          </Origin>,
        ]);
  return pairs.length === 0 ? null : <Pairs pairs={pairs} />;
}
