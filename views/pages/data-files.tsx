import { isMessageKey, type MessageKey } from '../../src/i18n/translate.ts';
import { address } from '../address.ts';
import { sizeWords } from '../evidence/shown.tsx';
import { Table } from '../parts/table.tsx';
import type { Reader } from '../reader.ts';

/** A file of the record: of which kind, in which format, how much it holds; null where the record is too large to say it here. */
export type ShownFile = {
  name: string;
  kind: string;
  format: 'jsonl' | 'csv';
  held: { rows: number; bytes: number; sha256: string } | null;
};

type Props = { r: Reader; files: readonly ShownFile[]; day: { as_of?: string } };

/** The files by kind, with their rows and sizes; their hashes and schema below. They have one address for all languages. */
export function RecordFiles({ r, files, day }: Props) {
  const to = (name: string) => address('ru', `/data/${name}`, day);
  const kinds = [...Map.groupBy(files, ({ kind }) => kind)];
  const link = (file: ShownFile | undefined) =>
    file === undefined ? (
      '–'
    ) : (
      <>
        <a href={to(file.name)}>{file.format === 'csv' ? 'CSV' : 'JSON Lines'}</a>
        {file.held === null ? null : `, ${sizeWords(r, file.held.bytes)}`}
      </>
    );
  return (
    <>
      <Table
        caption={r.t('data.files')}
        captionHidden
        columns={[
          { label: r.t('data.what') },
          { label: r.t('data.files.rows'), num: true },
          { label: 'JSON Lines', bare: true },
          { label: 'CSV', bare: true },
        ]}
        rows={kinds.map(([kind, own]) => [
          kindWords(r, kind),
          own[0]?.held == null ? '–' : String(own[0].held.rows),
          link(own.find(({ format }) => format === 'jsonl')),
          link(own.find(({ format }) => format === 'csv')),
        ])}
      />
      <p class="note">{r.t('data.files.times')}</p>
      <p class="note">{r.t('data.files.formulas')}</p>
      <ul class="links">
        <li>
          <a href="/data/schema.json">{r.t('data.files.schema')}</a>
        </li>
        <li>
          <a href={to('manifest.json')}>{r.t('data.files.manifest')}</a>
        </li>
        <li>
          <a href={to('sha256sums.txt')}>{r.t('data.files.sums')}</a>
        </li>
      </ul>
      <Sums r={r} files={files} />
    </>
  );
}

function Sums({ r, files }: Pick<Props, 'r' | 'files'>) {
  const held = files.flatMap(({ name, held: own }) => (own === null ? [] : [{ name, ...own }]));
  if (held.length === 0) return null;
  return (
    <details>
      <summary>SHA-256</summary>
      <p class="note">{r.t('data.files.sums_note')}</p>
      <dl class="facts sums">
        {held.map(({ name, sha256 }) => (
          <>
            <dt>{name}</dt>
            <dd>
              <code>{sha256}</code>
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}

/** What a kind of rows is called; one without words by its name. */
function kindWords(r: Reader, kind: string): string {
  const key = `data.kind.${kind}`;
  return isMessageKey(key) ? r.t(key satisfies MessageKey) : kind;
}
