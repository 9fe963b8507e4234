import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Says in a corner that something was done; screen readers are told, too. */
export function say(message: string): void {
  notifications.show({ message, role: 'status', closeButtonProps: { 'aria-label': i18next.t('frame.close') } });
}

/** Says in a corner that something failed, and what to do. */
export function sayProblem({ title, remedy }: { readonly title: string; readonly remedy?: string | undefined }): void {
  const closeButtonProps = { 'aria-label': i18next.t('frame.close') };
  notifications.show({ color: 'red', title, message: remedy, role: 'alert', closeButtonProps });
}
