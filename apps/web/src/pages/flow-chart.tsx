import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useSay, type Say } from '../messages/language.js';
import { roughly } from '../parts/tonnes.js';
import type { FlowMember, MonthFlow } from './flow-of-year.js';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const SERIES: readonly (readonly [FlowMember, string, 1 | -1])[] = [
  ['credited', '#1a4f8b', 1],
  ['withdrawn', '#9aa7b5', -1],
  ['retired', '#57606a', -1],
  ['writtenOff', '#b3261e', -1],
];

const optionOf = (flow: readonly MonthFlow[], say: Say): EChartsCoreOption => ({
  animation: false,
  grid: { left: 56, right: 16, top: 32, bottom: 24 },
  legend: { top: 0, left: 48, itemWidth: 12, itemHeight: 12 },
  // Drawn on the canvas: a tooltip of HTML styles itself inline, which the page's policy refuses.
  tooltip: { trigger: 'axis', renderMode: 'richText' },
  xAxis: { type: 'category', data: flow.map(({ month }) => month) },
  yAxis: { type: 'value' },
  series: SERIES.map(([member, color, sign]) => ({
    name: say(`balance.${member}`),
    type: 'bar',
    stack: 'flow',
    barMaxWidth: 36,
    itemStyle: { color },
    data: flow.map((row) => sign * roughly(row[member])),
  })),
});

/** Months across, what came in above the line, what went out below it. */
export const FlowChart = ({ flow }: { readonly flow: readonly MonthFlow[] }) => {
  const say = useSay();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current);
    chart.setOption(optionOf(flow, say));
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(place.current);
    return () => {
      follow.disconnect();
      chart.dispose();
    };
  }, [flow, say]);
  return <div ref={place} className="chart" role="img" aria-label={say('overview.flowChart')} />;
};
