import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { time, useFormats } from '../frame/formats';
import { Mark } from '../frame/mark';
import { useWords } from '../frame/words';

/** That the mapping of a system has failed on records which wait; nothing where it has not. */
export function MappingMark({ mappingStops: stops }: Pick<Answers['System'], 'mappingStops'>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const word = useWords();
  if (!stops) return null;
  const hint = t('systems.mappingStopsHint', { cause: word('cause', stops.cause), time: time(stops.lastAt, true) });
  return (
    <Mark icon={IconAlertTriangle} tone="bad" hint={hint}>
      {t('systems.mappingStops', { records: number(stops.records) })}
    </Mark>
  );
}
