import { useState, type SubmitEvent } from 'react';
import { Alert, Button, Divider, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signInQuery, type SignInWays } from '../api/identity';
import { session } from '../api/session';
import { DemoBanner } from '../frame/demo-banner';
import { LanguageSwitch } from '../frame/language-switch';
import { Page } from '../frame/page';
import { ProblemNotice } from '../frame/problem-notice';
import { ThemeMenu } from '../frame/theme-menu';

/** Stands before every page until somebody is signed in; the address stays, so that one arrives where one wanted. */
export function SignInPage() {
  const { t } = useTranslation();
  const { data: ways } = useQuery(signInQuery);
  return (
    <div style={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      {ways?.demo && <DemoBanner />}
      <Group justify="space-between" p="sm" component="header">
        <Group gap={9}>
          <img src="/icon.svg" alt="" width={26} height={26} />
          <strong>{t('frame.name')}</strong>
        </Group>
        <Group gap={6}>
          <LanguageSwitch />
          <ThemeMenu />
        </Group>
      </Group>
      <main style={{ width: 'min(400px, 100% - 24px)', margin: 'clamp(16px, 12vh, 120px) auto' }}>
        <div className="lt-panel" style={{ padding: 24 }}>
          <Page title={t('signIn.title')} about={t('signIn.about')}>
            {session.hasEnded() && (
              <Alert role="alert" variant="outline" color="orange" icon={<IconInfoCircle size={18} />}>
                {t('signIn.ended')}
              </Alert>
            )}
            {ways?.oidc && <CityAccount ways={ways.oidc} />}
            <TokenForm isFirst={!ways?.oidc} />
          </Page>
        </div>
      </main>
    </div>
  );
}

function CityAccount({ ways }: { readonly ways: NonNullable<SignInWays['oidc']> }) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>();
  const go = async (): Promise<void> => {
    try {
      const { toIssuer } = await import('./oidc');
      await toIssuer(ways);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Stack gap="sm">
      <Button size="md" onClick={() => void go()}>
        {t('signIn.oidc')}
      </Button>
      {error !== undefined && <ProblemNotice error={error} />}
      <Divider label={<Text c="dimmed">{t('signIn.or')}</Text>} />
    </Stack>
  );
}

function TokenForm({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (given.trim() === '') setEmpty(true);
    else session.begin(given.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <PasswordInput
          label={t('signIn.token')}
          description={t('signIn.tokenAbout')}
          value={given}
          onChange={({ currentTarget }) => setGiven(currentTarget.value)}
          error={isEmpty && given.trim() === '' ? t('signIn.empty') : undefined}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <Button type="submit" variant={isFirst ? 'filled' : 'default'} size="sm">
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
