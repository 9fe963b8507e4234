import type { ReactNode } from 'react';

/** A name with its value; the value may bring marks and buttons. */
export type Pair = readonly [name: string, value: ReactNode];

/** Names and values, one below the other. What has no value is left out. */
export function Pairs({ pairs }: { readonly pairs: readonly Pair[] }) {
  return (
    <dl className="lt-pairs">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Large figures side by side. */
export function Figures({ pairs }: { readonly pairs: readonly Pair[] }) {
  return (
    <dl className="lt-panel lt-figures">
      {pairs.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
