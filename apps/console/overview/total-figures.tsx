import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { useFormats } from '../frame/formats';
import { Figures } from '../frame/pairs';
import type { Standing } from './standings';

interface TotalFiguresProps {
  readonly standings: readonly Standing[];
  readonly overdue: number | undefined;
}

type Counted = 'liveDossiers' | 'inFlight' | 'parked';

/** The sum of a number over all systems; undefined until each has told it. */
export function totalOf(standings: readonly Standing[], name: Counted): number | undefined {
  const told = standings.flatMap(({ progress }) => (progress ? [progress] : []));
  if (told.length < standings.length) return undefined;
  return told.reduce((sum: number, progress: Answers['Progress']) => sum + progress[name], 0);
}

/** The few numbers that say whether all is well. */
export function TotalFigures({ standings, overdue }: TotalFiguresProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const shown = (value: number | undefined): string => (value === undefined ? '…' : number(value));
  const well = standings.filter(({ link }) => link?.standing === 'WELL').length;
  return (
    <Figures
      pairs={[
        [t('overview.linksWell'), t('overview.of', { n: number(well), all: number(standings.length) })],
        [t('overview.dossiersLive'), shown(totalOf(standings, 'liveDossiers'))],
        [t('overview.overdue'), shown(overdue)],
        [t('overview.backlog'), shown(totalOf(standings, 'inFlight'))],
        [t('overview.parked'), shown(totalOf(standings, 'parked'))],
      ]}
    />
  );
}
