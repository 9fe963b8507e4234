import { useEffect, useRef, useState } from 'react';
import { Anchor, SegmentedControl, useComputedColorScheme } from '@mantine/core';
import type { EChartsType } from 'echarts/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../frame/formats';
import { Panel } from '../frame/panel';
import { Rows } from '../frame/rows';
import { barChart, barOption, type Bar, type Paint } from './bar-chart';

interface ChartPanelProps {
  readonly title: string;
  /** What the bars are of. */
  readonly head: string;
  readonly bars: readonly Bar[];
  readonly choose: (code: string) => void;
}

const ROW = 27;

/** A chart with its table: the same numbers as text, for whoever wants them so. */
export function ChartPanel({ title, head, bars, choose }: ChartPanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [view, setView] = useState('chart');
  const toggle = (
    <SegmentedControl
      size="xs"
      aria-label={`${t('frame.view')}: ${title}`}
      value={view}
      onChange={setView}
      data={[
        { value: 'chart', label: t('frame.asChart') },
        { value: 'table', label: t('frame.asTable') },
      ]}
    />
  );
  return (
    <Panel title={title} aside={toggle} flush={view === 'table'}>
      {view === 'chart' ? (
        <Chart title={title} bars={bars} choose={choose} />
      ) : (
        <Rows
          label={title}
          rows={bars}
          keyOf={({ code }) => code}
          columns={[
            {
              key: 'name',
              head,
              isTitle: true,
              cell: ({ code, name }) => (
                <Anchor component="button" type="button" fz={14} ta="left" onClick={() => choose(code)}>
                  {name}
                </Anchor>
              ),
            },
            { key: 'count', head: t('overview.count'), isNumber: true, cell: ({ count }) => number(count) },
          ]}
        />
      )}
    </Panel>
  );
}

function Chart({ title, bars, choose }: Omit<ChartPanelProps, 'head'>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useComputedColorScheme('light');
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = barChart(place.current);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    if (!chart.current || !place.current) return;
    chart.current.setOption(barOption(bars, paintOf(place.current), number));
    chart.current.off('click');
    chart.current.on('click', ({ dataIndex }) => {
      const bar = bars[dataIndex];
      if (bar) choose(bar.code);
    });
  });
  const parts = bars.map(({ name, count }) => `${name} ${number(count)}`).join(', ');
  return (
    <div
      ref={place}
      role="img"
      aria-label={t('overview.chartSummary', { title, parts })}
      style={{ height: Math.max(bars.length, 2) * ROW + 12, cursor: 'pointer' }}
    />
  );
}

function paintOf(element: HTMLElement): Paint {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: colour('--mantine-color-text'),
    line: colour('--lt-line'),
    bar: colour('--mantine-color-ink-5'),
    ground: colour('--mantine-color-body'),
    family: style.fontFamily,
  };
}
