import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment } from '../frame/formats';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';
import type { DossierDocument } from './document';
import { Origin } from './origin';
import { SealedValue } from './sealed-value';

/** Every promise ever made, with its reason, and the rounds of asking for more papers that moved them. */
export function Promises({ document }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  const { dueDates, supplements = [] } = document;
  return (
    <>
      <Panel title={t('one.due')}>
        {dueDates.length === 0 && <None words={t('one.dueEmpty')} />}
        <ul className="lt-plain">
          {dueDates.map(({ key, kind, at }, n) => (
            <li key={key}>
              <Origin pointer={`/dueDates/${n}/at`}>
                <strong>{moment(at)}</strong>
              </Origin>{' '}
              · <Word group="due" code={kind} />
              <div>
                <SealedValue pointer={`/dueDates/${n}/reason`} name={t('one.reason')} />
              </div>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('one.supplements')}>
        {supplements.length === 0 && <None words={t('one.supplementsEmpty')} />}
        <ul className="lt-plain">
          {supplements.map(({ key, requestedAt, receivedAt, dueBefore, dueAfter, state }, n) => (
            <li key={key}>
              <Origin pointer={`/supplements/${n}/requestedAt`}>
                <strong>
                  {t('one.requested')} {moment(requestedAt)}
                </strong>
              </Origin>
              {receivedAt && (
                <div>
                  {t('one.answered')} {moment(receivedAt)}
                </div>
              )}
              {(dueBefore ?? dueAfter) && (
                <div className="lt-quiet">
                  {t('one.dueMoved')}:{' '}
                  {[dueBefore, dueAfter]
                    .filter((due) => due !== undefined)
                    .map(moment)
                    .join(' → ')}
                </div>
              )}
              {state !== undefined && (
                <div className="lt-quiet">
                  {t('one.state')}: {state}
                </div>
              )}
              <SealedValue pointer={`/supplements/${n}/content`} name={t('one.content')} />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function None({ words }: { readonly words: string }) {
  return (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  );
}
