import { useMemo, useState } from 'react';
import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { dossierQuery } from '../api/queries';
import { Answer } from '../frame/answer';
import { Page } from '../frame/page';
import { codeOf, type DossierDocument } from './document';
import { DossierContext } from './dossier-context';
import { Findings } from './findings';
import { Headline } from './headline';
import type { Look } from './look';
import { OriginTable } from './origin-table';
import { Outcome } from './outcome';
import { PersonalPanel } from './personal-panel';
import { Promises } from './promises';
import { leavesOf } from './sealed';
import { Timeline } from './timeline';
import { VersionTable } from './version-table';

/** One dossier: what it is, what happened, what was promised, and where each value comes from. */
export function DossierPage() {
  const { t } = useTranslation('dossiers');
  const { id } = useParams({ from: '/inside/dossiers/$id' });
  const dossier = useQuery(dossierQuery(id));
  const code = dossier.data && codeOf(documentOf(dossier.data));
  return (
    <Page title={code === undefined ? t('list.title') : t('one.title', { code })}>
      <Answer query={dossier} lines={12}>
        {(found) => <Content key={id} dossier={found} />}
      </Answer>
    </Page>
  );
}

function documentOf({ document }: Answers['Dossier']): DossierDocument {
  return document as unknown as DossierDocument;
}

function Content({ dossier }: { readonly dossier: Answers['Dossier'] }) {
  const { id, system, origins, sealed, versions, versionCount } = dossier;
  const document = documentOf(dossier);
  const [look, setLook] = useState<Look>();
  const content = useMemo(
    () => ({ origins: origins.rows, sealed, personal: look && leavesOf(look.personal) }),
    [origins, sealed, look],
  );
  return (
    <DossierContext value={content}>
      <Stack gap="md">
        <Headline system={system} document={document} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="md">
              <Timeline entries={document.timeline} />
              <Promises document={document} />
              <Outcome document={document} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <PersonalPanel id={id} document={document} look={look} looked={setLook} />
              <Findings findings={document.findings} />
            </Stack>
          </Grid.Col>
        </Grid>
        <VersionTable versions={versions} count={versionCount} />
        <OriginTable origins={origins} />
      </Stack>
    </DossierContext>
  );
}
