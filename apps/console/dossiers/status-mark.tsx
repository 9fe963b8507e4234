import {
  IconArrowBackUp,
  IconBan,
  IconCash,
  IconCheck,
  IconCheckupList,
  IconCircleDashed,
  IconFilePlus,
  IconHelpCircle,
  IconInbox,
  IconLoader,
  IconPlayerStop,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { Mark, type Tone } from '../frame/mark';
import { useWords } from '../frame/words';

const SIGNS: Record<string, readonly [Icon, Tone] | undefined> = {
  SUBMITTED: [IconCircleDashed, 'quiet'],
  ACCEPTED: [IconInbox, 'quiet'],
  REJECTED_AT_INTAKE: [IconX, 'quiet'],
  IN_PROGRESS: [IconLoader, 'quiet'],
  SUPPLEMENT_REQUESTED: [IconFilePlus, 'warn'],
  PAYMENT_REQUESTED: [IconCash, 'warn'],
  WITHDRAWN: [IconArrowBackUp, 'quiet'],
  SUSPENDED: [IconPlayerStop, 'warn'],
  DECIDED: [IconCheck, 'good'],
  RETURNED: [IconCheckupList, 'good'],
  UNMAPPED: [IconHelpCircle, 'warn'],
};

/** A status by its word, with a sign. */
export function StatusMark({ status }: { readonly status: string }) {
  const word = useWords();
  const [icon, tone] = SIGNS[status] ?? [IconBan, 'quiet'];
  return (
    <Mark icon={icon} tone={tone} hint={status}>
      <span style={{ whiteSpace: 'normal', minWidth: '8em', color: 'var(--mantine-color-text)' }}>
        {word('status', status)}
      </span>
    </Mark>
  );
}
