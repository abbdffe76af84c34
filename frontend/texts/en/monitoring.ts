import type { monitoring as french } from '../fr/monitoring.ts';

/** The monitoring page. */
export const monitoring: typeof french = {
  title: 'Monitoring of supported projects',
  introduction: 'Supported projects and amounts granted, per territory and per calendar quarter of the decision.',
  range: {
    legend: 'Period and measure',
    from: 'From quarter',
    to: 'To quarter',
  },
  measure: {
    label: 'Measure',
    projects: 'Projects',
    euros: 'Euros',
  },
  quarter: 'Q{{quarter}} {{year}}',
  summary: {
    projects: 'Supported projects',
    euros: 'Amount granted',
    territories: 'Territories reached',
    territoriesValue: '{{count}} of {{total}}',
  },
  table: {
    title: 'Table by territory and quarter',
    captionProjects: 'Number of supported projects per territory and quarter, from {{from}} to {{to}}',
    captionEuros: 'Amounts granted per territory and quarter, from {{from}} to {{to}}, in euros',
    territory: 'Territory',
    total: 'Total',
    period: 'from {{from}} to {{to}}',
    cityTotal: 'All of Lille',
    note: 'A project in several territories counts in each of them, and once only in the totals of all of Lille: the sum of a column of projects may thus be above its total.',
    noteEuros: 'In euros. The amount of a project in several territories is shared between them.',
    cell: '{{territory}}, {{quarter}}: {{value}}. See the projects',
    csv: 'Download the table (CSV)',
    csvName: 'monitoring-{{measure}}-{{from}}-{{to}}.csv',
    csvNameKept: 'monitoring-{{measure}}-{{from}}-{{to}}-with-unannounced.csv',
    scroll: 'Table, can be scrolled sideways',
  },
  kept: {
    apart_one:
      'One decision to support of this period, of {{amount}}, is not announced yet. It counts in no figure of this page.',
    apart_other:
      '{{count}} decisions to support of this period, for {{amount}}, are not announced yet. They count in no figure of this page.',
    counted_one:
      'These figures count one decision to support that is not announced yet, of {{amount}}: do not pass them on outside the service.',
    counted_other:
      'These figures count {{count}} decisions to support that are not announced yet, for {{amount}}: do not pass them on outside the service.',
    count: 'Count them too',
    leaveOut: 'Count them no more',
  },
  chart: {
    title: 'Quarter by quarter',
    territory: 'Territory',
    all: 'All of Lille',
    nameProjects: 'Chart: supported projects per quarter, {{territory}}, from {{from}} to {{to}}',
    nameEuros: 'Chart: euros granted per quarter, {{territory}}, from {{from}} to {{to}}',
    same: 'The same values stand in the table.',
    loading: 'The chart is loading…',
  },
  map: {
    title: 'Map of the territories',
    caption: 'A schematic map of the twelve territories of Lille, not a drawing of their borders.',
    period: 'Values of the whole period, from {{from}} to {{to}}',
    legend: 'Legend',
    none: 'None',
    band: '{{from}} to {{to}}',
    tile: ': {{value}}. See the projects',
    tileNone: '{{territory}}: no project',
  },
  list: {
    title: 'Projects behind this figure',
    whole: 'Lille, from {{from}} to {{to}}',
    ofQuarter: 'Lille, {{quarter}}',
    ofTerritory: '{{territory}}, from {{from}} to {{to}}',
    ofBoth: '{{territory}}, {{quarter}}',
    caption: 'Supported projects: {{what}}',
    columns: {
      number: 'Number',
      project: 'Project and organisation',
      quarter: 'Quarter',
      decidedOn: 'Decision',
      part: 'Part of the territory',
      granted: 'Amount granted',
    },
    close: 'Close the list',
    empty: 'No supported project behind this figure.',
    more: 'Show more',
    count_one: '{{count}} project shown',
    count_other: '{{count}} projects shown',
  },
  value: {
    projects_zero: 'no project',
    projects_one: '{{count}} project',
    projects_other: '{{count}} projects',
  },
  empty: {
    title: 'No supported project in this period',
    body: 'Choose another period: figures appear as soon as a decision to support is announced.',
  },
};
