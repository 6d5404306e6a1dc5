import { address } from '../address.ts';
import { Document, type Site } from '../document.tsx';
import type { Reader } from '../reader.ts';

/** What the installed desk shows where there is no line. It says nothing of anybody and holds nothing that was typed. */
export function OfflinePage({ r, site }: { r: Reader; site: Site }) {
  return (
    <Document r={r} site={site} title={r.t('desk.offline.title')} indexed={false}>
      <main class="wrap desk-page" id="main">
        <header class="head desk-head">
          <h1>{r.t('desk.offline.title')}</h1>
        </header>
        <p>{r.t('desk.offline.text')}</p>
        <p class="acts">
          <a class="button go" href={address(r.lang, '/desk')}>
            {r.t('desk.offline.again')}
          </a>
        </p>
      </main>
    </Document>
  );
}
