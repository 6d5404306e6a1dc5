import type { Desk } from './desk.ts';

const PHONES: ReadonlySet<string> = new Set(['android', 'iphone']);
/** As their makers write them. */
const NAMES: Readonly<Record<string, string>> = {
  android: 'Android',
  iphone: 'iPhone',
  ipad: 'iPad',
  windows: 'Windows',
  mac: 'Mac',
  chromeos: 'ChromeOS',
  linux: 'Linux',
  yandex: 'Yandex',
  samsung: 'Samsung Internet',
  opera: 'Opera',
  edge: 'Edge',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
};

/** A device in plain words: "Телефон Android, Chrome". `device`: as the session keeps it, `android chrome`. */
export function deviceWords({ r }: Pick<Desk, 'r'>, device: string | null): string {
  const [system = '', browser = ''] = (device ?? '').split(' ');
  const known = NAMES[system];
  if (known === undefined) return NAMES[browser] ?? r.t('desk.device.unknown');
  const kind = PHONES.has(system) ? 'phone' : system === 'ipad' ? 'tablet' : 'computer';
  return [r.t(`desk.device.${kind}`, { system: known }), NAMES[browser]].filter(Boolean).join(', ');
}
