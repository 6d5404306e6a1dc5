import type { Child } from 'hono/jsx';
import type { Texts } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { Layout, type Site } from '../layout.tsx';
import { Actions, FileField, type FormError, Submit } from '../parts/fields.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Localised } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { EvidencePicture, type EvidenceShown, evidenceKind, sizeWords } from './shown.tsx';

/** What came of comparing a file; null: nothing was sent yet. */
export type Compared = { found: 'copy' | 'original' } | { found: 'other'; sha256: string } | null;

export type EvidenceCheckProps = {
  r: Reader;
  site: Site;
  item: EvidenceShown;
  /** Of the file as the newsroom keeps it. */
  original: { sha256: string; bytes: number };
  /** The published incidents that show it. */
  incidents: readonly { slug: string; title: Texts }[];
  compared: Compared;
  errors: readonly FormError[];
  /** The largest file that is compared. */
  megabytes: number;
};

/** One file of evidence with its hashes, how to compute them, and a form that compares a file without keeping it. */
export function EvidenceCheckPage(props: EvidenceCheckProps) {
  const { r, site, item, incidents, original } = props;
  const path = `/evidence/${item.sha256}/check`;
  const title = r.t(item.copy === null ? 'evidence.page.title.document' : 'evidence.page.title');
  const own = original.sha256 === item.sha256;
  return (
    <Layout r={r} site={site} path={path} title={title} indexed={false}>
      <PageHead kicker={evidenceKind(r, item)} title={title} lead={r.t('evidence.page.lead')} />
      <Section id="s_file" title={<Localised r={r} texts={item.alt} />}>
        <EvidencePicture r={r} item={item} />
        <dl class="facts ev-facts">
          {item.copy === null ? null : (
            <Hash label={r.t('evidence.page.copy')} sha256={item.sha256} size={sizeWords(r, item.bytes)} />
          )}
          {own && item.copy !== null ? null : (
            <Hash label={r.t('evidence.page.original')} sha256={original.sha256} size={sizeWords(r, original.bytes)} />
          )}
          <dt>{r.t('evidence.page.where')}</dt>
          {incidents.map(({ slug, title: name }) => (
            <dd>
              <a href={address(r.lang, `/incidents/${slug}`)}>
                <Localised r={r} texts={name} />
              </a>
            </dd>
          ))}
        </dl>
        {item.origin === 'residents' ? <p class="small muted">{r.t('evidence.page.stripped')}</p> : null}
        {item.copy === null ? <p class="small muted">{r.t('evidence.page.held')}</p> : null}
      </Section>
      <Compare {...props} action={address(r.lang, path)} />
      <Section id="s_how" title={r.t('evidence.page.how')}>
        <p>{r.t('evidence.page.how.save')}</p>
        <ul class="ev-how">
          {COMMANDS.map(([system, command]) => (
            <li>
              {system}: <code>{command}</code>
            </li>
          ))}
        </ul>
      </Section>
    </Layout>
  );
}

const COMMANDS = [
  ['Windows', 'certutil -hashfile FILE SHA256'],
  ['macOS', 'shasum -a 256 FILE'],
  ['Linux', 'sha256sum FILE'],
] as const;

function Hash({ label, sha256, size }: { label: string; sha256: string; size: string }): Child {
  return (
    <>
      <dt>{`${label}, ${size}`}</dt>
      <dd>
        <code class="hash">{sha256}</code>
      </dd>
    </>
  );
}

function Compare({ r, compared, errors, megabytes, action }: EvidenceCheckProps & { action: string }): Child {
  return (
    <Section id="s_compare" title={r.t('evidence.page.compare')}>
      {compared === null ? null : (
        <p role="status" id="compared">
          <strong>{comparedWords(r, compared)}</strong>
        </p>
      )}
      <form method="post" action={action} enctype="multipart/form-data" novalidate>
        <FileField
          name="file"
          label={r.t('evidence.page.file')}
          hint={r.t('evidence.page.file.hint', { megabytes })}
          errors={errors}
        />
        <Actions>
          <Submit>{r.t('evidence.page.submit')}</Submit>
        </Actions>
      </form>
    </Section>
  );
}

function comparedWords(r: Reader, compared: NonNullable<Compared>): string {
  return compared.found === 'other'
    ? r.t('evidence.page.differs', { hash: compared.sha256 })
    : r.t(`evidence.page.same.${compared.found}`);
}
