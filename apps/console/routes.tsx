import { useSyncExternalStore } from 'react';
import { createRootRoute, createRoute, createRouter, Outlet, type ErrorComponentProps } from '@tanstack/react-router';
import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dossierFilterOf, parkedFilterOf } from './api/filters';
import { session } from './api/session';
import { DemoPage } from './demo/demo-page';
import { DossierPage } from './dossiers/dossier-page';
import { DossiersPage } from './dossiers/dossiers-page';
import { Empty } from './frame/empty';
import { Page } from './frame/page';
import { PageButton } from './frame/page-link';
import { ProblemNotice } from './frame/problem-notice';
import { Shell } from './frame/shell';
import { OverviewPage } from './overview/overview-page';
import { ParkedPage } from './parked/parked-page';
import { ReturnPage } from './sign-in/return-page';
import { SignInPage } from './sign-in/sign-in-page';
import { ConnectPage } from './systems/connect-page';
import { SettingsPage } from './systems/settings-page';
import { SystemPage } from './systems/system-page';
import { SystemsPage } from './systems/systems-page';

const root = createRootRoute({ component: Outlet });

/** Everything that needs somebody signed in. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Gate });

const overview = createRoute({ getParentRoute: () => inside, path: '/', component: OverviewPage });
const systems = createRoute({ getParentRoute: () => inside, path: '/systems', component: SystemsPage });
const connect = createRoute({ getParentRoute: () => inside, path: '/systems/new', component: ConnectPage });
const system = createRoute({ getParentRoute: () => inside, path: '/systems/$code', component: SystemPage });
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/systems/$code/settings',
  component: SettingsPage,
});
const dossiers = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers',
  validateSearch: dossierFilterOf,
  component: DossiersPage,
});
const dossier = createRoute({ getParentRoute: () => inside, path: '/dossiers/$id', component: DossierPage });
const parked = createRoute({
  getParentRoute: () => inside,
  path: '/parked',
  validateSearch: parkedFilterOf,
  component: ParkedPage,
});
const demo = createRoute({ getParentRoute: () => inside, path: '/demo', component: DemoPage });
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: Nowhere });
const back = createRoute({ getParentRoute: () => root, path: '/sign-in/back', component: ReturnPage });

function Gate() {
  const token = useSyncExternalStore(session.subscribe, session.token);
  return token === null ? <SignInPage /> : <Shell />;
}

function Nowhere() {
  const { t } = useTranslation();
  return (
    <Page title={t('frame.notFound')}>
      <Empty icon={IconMapOff} title={t('frame.notFoundAbout')}>
        <PageButton to="/" mt="xs">
          {t('frame.overview')}
        </PageButton>
      </Empty>
    </Page>
  );
}

function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('problem.broken')} about={t('problem.brokenRemedy')}>
      <ProblemNotice error={error} retry={reset} />
    </Page>
  );
}

/** The pages and their addresses. A query holds texts only: `unit=001` is a code and no number. */
export const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([overview, systems, connect, system, settings, dossiers, dossier, parked, demo, nowhere]),
    back,
  ]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>) => {
    const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
