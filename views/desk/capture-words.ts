import type { Recognised } from '../../src/domain/capture.ts';
import type { Directory } from '../../src/domain/directory.ts';
import type { Span } from '../../src/domain/span.ts';
import type { Speaker } from '../../src/domain/speakers.ts';
import type { Texts } from '../../src/domain/words.ts';
import { localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import type { Input } from './form-state.ts';
import type { TermsShown } from './terms.tsx';

/** What of the box its form shows. */
export type CaptureShown = {
  capture: {
    box: { url: string | null; words: string };
    recognised: Recognised | undefined;
    at: Span | undefined;
    speakers: readonly Speaker[];
    /** `event`, `report`, or a speaker's key. */
    by: string;
    as: 'quote' | 'text';
    /** What would stand there if nothing were chosen: the form sends it back. */
    proposed: { by: string; as: 'quote' | 'text' };
    /** What the form sends back: for which text all this was shown. */
    shown: string;
  };
  /** Entries with the same address or the same words. */
  same: readonly { slug: string; title: Texts; id: string; words: string; by: 'address' | 'quote' }[];
  terms: TermsShown;
  /** The fields of the entry that it becomes. */
  fields: Input;
};

/** Whose address was recognised, in words; undefined where there is no address. */
export function captureWords(
  r: Reader,
  directory: Directory,
  { recognised }: CaptureShown['capture'],
): { title: string; note: string } | undefined {
  if (recognised === undefined) return undefined;
  const { address, channel, office, official } = recognised;
  const named = (list: readonly { id: string; name: Texts }[], id: string | null) =>
    list.flatMap((one) => (one.id === id ? [localWords(r, one.name)] : []));
  const network = address.network ?? (channel?.network === 'site' ? 'site' : null);
  const place = network === null ? address.host : `${r.t(`network.${network}`)}, ${address.host}`;
  if (channel !== null) {
    const who = [...named(directory.officials, official), ...named(directory.offices, office)];
    const note = office === null ? 'desk.capture.read.no_office' : 'desk.capture.read.known';
    return { title: [...who, place].join(' · '), note: r.t(note) };
  }
  if (address.network === null) return { title: place, note: r.t('desk.capture.read.site') };
  if (address.account === null) return { title: place, note: r.t('desk.capture.read.no_account') };
  return { title: `${place}, @${address.account}`, note: r.t('desk.capture.read.unknown') };
}
