import { NavLink, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { IconBuildingCommunity, IconFiles, IconFlask, IconLayoutDashboard, IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { identityQuery, mayOperate } from '../api/identity';

const PLACES = [
  { to: '/', icon: IconLayoutDashboard, name: 'frame.overview' },
  { to: '/systems', icon: IconBuildingCommunity, name: 'frame.systems' },
  { to: '/dossiers', icon: IconFiles, name: 'frame.dossiers' },
  { to: '/parked', icon: IconArchive, name: 'frame.parked' },
  { to: '/demo', icon: IconFlask, name: 'frame.demo' },
] as const;

/** The way to the pages; the demo city only where there is one and somebody may break it. */
export function Navigation() {
  const { t } = useTranslation();
  const { data: me } = useQuery(identityQuery);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const shown = PLACES.filter(({ to }) => to !== '/demo' || (me?.demo === true && mayOperate(me)));
  return (
    <Stack gap={2}>
      {shown.map(({ to, icon: Sign, name }) => {
        const isHere = to === '/' ? path === '/' : path.startsWith(to);
        return (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={t(name)}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            leftSection={<Sign size={18} stroke={1.7} aria-hidden />}
            variant="filled"
            style={{ borderRadius: 6 }}
          />
        );
      })}
    </Stack>
  );
}
