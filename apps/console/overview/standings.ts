import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Answers } from '../api/client';
import { linksQuery, progressQuery, systemsQuery } from '../api/queries';
import { useFormats } from '../frame/formats';

/** A system with its link and how far it has come, as far as that is known yet. */
export interface Standing {
  readonly system: Answers['System'];
  readonly link: Answers['Link'] | undefined;
  readonly progress: Answers['Progress'] | undefined;
}

/** All systems with how each stands, by name. */
export function useStandings(): { systems: UseQueryResult<Answers['System'][]>; standings: readonly Standing[] } {
  const { compare } = useFormats();
  const systems = useQuery(systemsQuery);
  const { data: links = [] } = useQuery(linksQuery);
  const rows = [...(systems.data ?? [])].sort((a, b) => compare(a.name, b.name));
  const progresses = useQueries({ queries: rows.map(({ code }) => progressQuery(code)) });
  const standings = rows.map((system, n) => ({
    system,
    link: links.find((link) => link.system === system.code),
    progress: progresses[n]?.data,
  }));
  return { systems, standings };
}
