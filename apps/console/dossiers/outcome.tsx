import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { moment, useFormats } from '../frame/formats';
import { Pairs } from '../frame/pairs';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';
import type { DossierDocument } from './document';
import { Origin } from './origin';

/** What is paid, which papers there are, what is decided, and how it gets to the citizen. */
export function Outcome({ document }: { readonly document: DossierDocument }) {
  return (
    <>
      <Money document={document} />
      <Papers document={document} />
      <Result document={document} />
    </>
  );
}

function Money({ document: { fees = [], payments = [] } }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  const { money } = useFormats();
  return (
    <Panel title={t('one.fees')}>
      {fees.length + payments.length === 0 && <None words={t('one.feesEmpty')} />}
      <ul className="lt-plain">
        {fees.map(({ key, kind, name, amount, currency }, n) => (
          <li key={key}>
            <Origin pointer={`/fees/${n}/amount`}>
              <strong>{money(amount, currency)}</strong>
            </Origin>{' '}
            · {name ?? <Word group="fee" code={kind} />}
          </li>
        ))}
        {payments.map(({ key, at, amount, currency, channel, state }) => (
          <li key={key}>
            {t('one.paid')} <strong>{money(amount, currency)}</strong>{' '}
            <span className="lt-quiet">{[at && moment(at), channel, state].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Papers({ document: { components = [] } }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  return (
    <Panel title={t('one.components')}>
      {components.length === 0 && <None words={t('one.componentsEmpty')} />}
      <ul className="lt-plain">
        {components.map(({ key, name, form }, n) => (
          <li key={key}>
            <Origin pointer={`/components/${n}/name`}>{name ?? key}</Origin>{' '}
            <span className="lt-quiet">
              · <Word group="form" code={form} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Result({ document: { result, delivery } }: { readonly document: DossierDocument }) {
  const { t } = useTranslation('dossiers');
  return (
    <Panel title={t('one.result')}>
      {!result && <None words={t('one.resultEmpty')} />}
      <Pairs
        pairs={[
          [t('one.number'), result?.code && <Origin pointer="/result/code">{result.code}</Origin>],
          [t('one.name'), result?.name],
          [t('one.issued'), result?.issuedAt && <Origin pointer="/result/issuedAt">{moment(result.issuedAt)}</Origin>],
          [
            t('one.delivery'),
            delivery && (
              <Origin pointer="/delivery/method">
                <Word group="delivery" code={delivery.method} />
              </Origin>
            ),
          ],
        ]}
      />
      {delivery && delivery.events.length > 0 && (
        <ul className="lt-plain" aria-label={t('one.delivery')}>
          {delivery.events.map(({ at, state }, n) => (
            <li key={n}>
              {moment(at)} · {state}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function None({ words }: { readonly words: string }) {
  return (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  );
}
