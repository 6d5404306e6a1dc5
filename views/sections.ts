/** The public sections with their addresses, in the order of the menu. */
export const SECTIONS = {
  incidents: '/incidents',
  promises: '/promises',
  offices: '/offices',
  digests: '/digests',
  method: '/method',
  search: '/search',
  subscribe: '/subscribe',
  corrections: '/corrections',
  data: '/data',
  about: '/about',
  accessibility: '/accessibility',
  report: '/report',
} as const;
export type SectionName = keyof typeof SECTIONS;

/** Those that the head of a page shows; a phone shows the first three and the way to the foot. */
export const IN_HEAD = ['incidents', 'promises', 'offices', 'digests', 'method', 'search'] as const;
export const IN_HEAD_OF_PHONE = 3;
