import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

/** One bar. */
export interface Bar {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

/** Colours of a chart, taken from the page, so that it follows its scheme. */
export interface Paint {
  readonly text: string;
  readonly line: string;
  readonly bar: string;
  readonly ground: string;
  readonly family: string;
}

const NAME_WIDTH = 160;
const GAP = 10;

/** A chart in an element. */
export function barChart(element: HTMLElement): EChartsType {
  return init(element, undefined, { renderer: 'svg' });
}

/** What a chart shows: horizontal bars, the first on top, each with its number. */
export function barOption(
  bars: readonly Bar[],
  { text, line, bar, ground, family }: Paint,
  number: (value: number) => string,
) {
  const font = { color: text, fontSize: 12, fontFamily: family };
  return {
    animationDuration: 200,
    grid: { left: NAME_WIDTH + GAP, right: 54, top: 4, bottom: 4 },
    tooltip: {
      trigger: 'item',
      backgroundColor: ground,
      borderColor: line,
      textStyle: font,
      valueFormatter: (value: unknown) => number(Number(value)),
    },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...font, width: NAME_WIDTH, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ count }) => count),
        barMaxWidth: 16,
        itemStyle: { color: bar, borderRadius: [0, 3, 3, 0] },
        label: { ...font, show: true, position: 'right', formatter: ({ value }: { value: number }) => number(value) },
      },
    ],
  };
}
