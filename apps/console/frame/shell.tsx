import { useEffect, useRef } from 'react';
import { AppShell, Burger, Drawer, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { freshness } from '../api/freshness';
import { identityQuery } from '../api/identity';
import { follow } from '../api/live';
import { systemsQuery } from '../api/queries';
import { AccountMenu } from './account-menu';
import { DemoBanner } from './demo-banner';
import { LanguageSwitch } from './language-switch';
import { LiveMark } from './live-mark';
import { Navigation } from './navigation';
import { ThemeMenu } from './theme-menu';

const HEAD = 52;
const SIDE = 212;

/** What surrounds every page once somebody is signed in: header, navigation, the mark of demo data. */
export function Shell() {
  const { t } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEvents();
  useEffect(close, [path, close]);
  useTitleFocus(path);
  return (
    <AppShell header={{ height: HEAD }} navbar={{ width: SIDE, breakpoint: 'sm', collapsed: { mobile: true } }}>
      <a className="lt-skip" href="#content">
        {t('frame.skip')}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger hiddenFrom="sm" size="sm" opened={isOpen} onClick={toggle} aria-label={t('frame.menu')} />
            <Brand />
          </Group>
          <Group gap={6} wrap="nowrap">
            <LiveMark />
            <LanguageSwitch />
            <ThemeMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('frame.navigation')} visibleFrom="sm">
        <Navigation />
      </AppShell.Navbar>
      <Drawer
        opened={isOpen}
        onClose={close}
        title={t('frame.menu')}
        size={SIDE + 60}
        closeButtonProps={{ 'aria-label': t('frame.close') }}
        hiddenFrom="sm"
      >
        <nav aria-label={t('frame.navigation')}>
          <Navigation />
        </nav>
      </Drawer>
      <AppShell.Main id="content" tabIndex={-1}>
        <Marked />
        <div style={{ padding: '16px clamp(12px, 2vw, 24px) 40px' }}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

function Brand() {
  const { t } = useTranslation();
  return (
    <Link to="/" style={{ display: 'flex', gap: 9, alignItems: 'center', color: 'inherit', textDecoration: 'none' }}>
      <img src="/icon.svg" alt="" width={26} height={26} />
      <strong style={{ fontSize: 16, whiteSpace: 'nowrap' }}>{t('frame.name')}</strong>
    </Link>
  );
}

/** Demo data is marked on every page, wherever some of it may show. */
function Marked() {
  const { data: me } = useQuery(identityQuery);
  const { data: systems } = useQuery(systemsQuery);
  return me?.demo || systems?.some(({ demo }) => demo) ? <DemoBanner /> : null;
}

/** On a new page the keyboard and the screen reader begin at its title; not on the first one, which the browser reads. */
function useTitleFocus(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    document.getElementById('page-title')?.focus({ preventScroll: true });
  }, [path]);
}

/** One stream of events for the whole console. */
function useEvents(): void {
  const queries = useQueryClient();
  useEffect(() => follow(freshness(queries)), [queries]);
}
