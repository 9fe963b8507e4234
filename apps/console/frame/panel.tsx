import { useId, type ReactNode } from 'react';
import { Title } from '@mantine/core';

interface PanelProps {
  readonly title: string;
  /** What stands at the right of the title. */
  readonly aside?: ReactNode;
  /** Without room around, for tables. */
  readonly flush?: boolean;
  /** Anchor of the section. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** A titled section of a page. */
export function Panel({ title, aside, flush = false, id, children }: PanelProps) {
  const own = useId();
  return (
    <section className="lt-panel" aria-labelledby={own} id={id}>
      <div className="lt-panel-head">
        <Title order={2} size={15} id={own}>
          {title}
        </Title>
        {aside}
      </div>
      <div className={flush ? 'lt-panel-body lt-flush' : 'lt-panel-body'}>{children}</div>
    </section>
  );
}
