import type { Licence } from '../../src/domain/licence.ts';
import { webAddress } from './source-link.tsx';

/** The terms of use by their name, with their text where it has a page. */
export function LicenceLink({ licence: { name, url } }: { licence: Licence }) {
  const href = webAddress(url);
  if (href === undefined) return <>{name}</>;
  return (
    <a href={href} rel="license noopener">
      {name}
    </a>
  );
}
