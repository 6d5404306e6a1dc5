import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import { dayWords } from '../format/dates.ts';
import { inCase } from '../format/kazakh.ts';
import { rich } from '../incidents/rich.tsx';
import type { Reader } from '../reader.ts';

type Props = { r: Reader; site: Site; mirror: { day: string }; path: string };

/** On every page of a copy: that it is one, for which day it is true, and where the living page is. */
export function MirrorWords({ r, site, mirror: { day }, path }: Props) {
  const live = (
    <a href={site.base + address(r.lang, path)} rel="external">
      {new URL(site.base).host}
    </a>
  );
  return <>{rich(r, 'mirror.notice', { day: <time datetime={day}>{dayShown(r, day)}</time>, site: live })}</>;
}

/** An instant stands as it was asked for. */
function dayShown(r: Reader, day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const words = dayWords(r, day);
  return r.lang === 'kk' ? inCase(words, 'at') : words;
}
