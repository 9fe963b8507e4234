import { useEffect, useState } from 'react';
import { Container } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signInQuery } from '../api/identity';
import { Waiting } from '../frame/answer';
import { Page } from '../frame/page';
import { ProblemNotice } from '../frame/problem-notice';

/** Where the issuer sends people back to. */
export function ReturnPage() {
  const { t } = useTranslation();
  const { data: ways } = useQuery(signInQuery);
  const { history } = useRouter();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const back = async (): Promise<void> => {
      if (!ways?.oidc) return;
      try {
        const { fromIssuer } = await import('./oidc');
        history.replace(await fromIssuer(ways.oidc));
      } catch (failure) {
        setError(failure);
      }
    };
    void back();
  }, [ways, history]);
  return (
    <Container component="main" size="xs" py="xl">
      <Page title={error === undefined ? t('signIn.working') : t('signIn.failed')}>
        {error === undefined ? (
          <Waiting lines={2} />
        ) : (
          <ProblemNotice error={error} retry={() => history.replace('/')} />
        )}
      </Page>
    </Container>
  );
}
