import { useState, type SubmitEvent } from 'react';
import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDeviceFloppy, IconStethoscope } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway, type Answers } from '../api/client';
import { Panel } from '../frame/panel';
import { ProblemNotice } from '../frame/problem-notice';
import { useWords } from '../frame/words';
import { draftOf, faultsOf, settingsOf, type Draft } from './draft';
import { SettingField } from './setting-field';
import { TrialResult } from './trial-result';

interface SystemFormProps {
  readonly adapters: readonly Answers['Adapter'][];
  /** Undefined connects a new one. */
  readonly system?: Answers['System'];
  readonly saved: (system: Answers['System']) => void;
}

/** The form of a system, made from what its adapter asks for: checked without saving, then saved. */
export function SystemForm({ adapters, system, saved }: SystemFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(system));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const spec = adapters.find(({ name }) => name === draft.adapter)?.settings ?? [];
  const check = useMutation({ mutationFn: () => tried(draft, spec) });
  const save = useMutation({ mutationFn: () => stored(draft, spec), onSuccess: ({ system: now }) => saved(now) });

  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part });
    setFaults({});
    check.reset();
    save.reset();
  };
  const ifGood = (act: () => void): void => {
    const found = faultsOf(draft, spec, t);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first === undefined) act();
    else document.getElementById(first.replace('settings.', 'setting-'))?.focus();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    ifGood(() => save.mutate());
  };

  return (
    <form onSubmit={submit} noValidate style={{ maxWidth: 860 }}>
      <Stack gap="md">
        <Panel title={t('systems.about')}>
          <Basics draft={draft} change={change} faults={faults} adapters={adapters} isNew={system === undefined} />
        </Panel>
        <Settings spec={spec} draft={draft} change={change} faults={faults} />
        <div aria-live="polite">
          {check.data && <TrialResult trial={check.data} />}
          {check.error && <ProblemNotice error={check.error} />}
          {save.error && <ProblemNotice error={save.error} />}
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconStethoscope size={16} aria-hidden />}
            loading={check.isPending}
            onClick={() => ifGood(() => check.mutate())}
          >
            {t('systems.check')}
          </Button>
          <Button type="submit" leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={save.isPending}>
            {t('frame.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type SettingsProps = Pick<BasicsProps, 'draft' | 'change' | 'faults'> & {
  readonly spec: Answers['Adapter']['settings'];
};

function Settings({ spec, draft, change, faults }: SettingsProps) {
  const { t } = useTranslation();
  if (spec.length === 0) return null;
  return (
    <Panel title={t('systems.settings')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {spec.map((setting) => (
          <SettingField
            key={`${draft.adapter} ${setting.name}`}
            setting={setting}
            value={draft.settings[setting.name] ?? ''}
            error={faults[`settings.${setting.name}`]}
            change={(value) => change({ settings: { ...draft.settings, [setting.name]: value } })}
          />
        ))}
      </SimpleGrid>
    </Panel>
  );
}

interface BasicsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly faults: Readonly<Record<string, string>>;
  readonly adapters: readonly Answers['Adapter'][];
  readonly isNew: boolean;
}

function Basics({ draft, change, faults, adapters, isNew }: BasicsProps) {
  const { t } = useTranslation();
  const word = useWords();
  const told = word('adapter', draft.adapter);
  const about = told === draft.adapter ? adapters.find(({ name }) => name === draft.adapter)?.about : told;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        id="adapter"
        label={t('systems.adapter')}
        description={about ?? t('systems.adapterAbout')}
        data={adapters.map(({ name }) => name)}
        value={draft.adapter === '' ? null : draft.adapter}
        onChange={(adapter) => change({ adapter: adapter ?? '', settings: {} })}
        error={faults['adapter']}
        readOnly={!isNew}
        variant={isNew ? 'default' : 'filled'}
        withAsterisk
      />
      <TextInput
        id="name"
        label={t('systems.name')}
        description={t('systems.nameAbout')}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={faults['name']}
        withAsterisk
      />
      <TextInput
        id="code"
        label={t('systems.code')}
        description={t('systems.codeAbout')}
        value={draft.code}
        onChange={({ currentTarget }) => change({ code: currentTarget.value.trim().toLowerCase() })}
        error={faults['code']}
        readOnly={!isNew}
        variant={isNew ? 'default' : 'filled'}
        withAsterisk
        spellCheck={false}
      />
      <TextInput
        id="unit"
        label={`${t('systems.unit')} (${t('systems.optional')})`}
        description={t('systems.unitAbout')}
        value={draft.unit}
        onChange={({ currentTarget }) => change({ unit: currentTarget.value })}
      />
    </SimpleGrid>
  );
}

function tried(draft: Draft, spec: Answers['Adapter']['settings']): Promise<Answers['Trial']> {
  const { code, adapter } = draft;
  return answerOf(gateway.POST('/v1/systems/check', { body: { code, adapter, settings: settingsOf(draft, spec) } }));
}

function stored(draft: Draft, spec: Answers['Adapter']['settings']): Promise<Answers['SystemChange']> {
  const { code, name, unit, adapter } = draft;
  const body = { name: name.trim(), unit: unit.trim() || null, adapter, settings: settingsOf(draft, spec) };
  return answerOf(gateway.PUT('/v1/systems/{code}', { params: { path: { code } }, body }));
}
