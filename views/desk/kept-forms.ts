import type { Instant } from '../../src/domain/zone.ts';

/** What a page of the desk knows of what was typed and not saved. */
export type Keeping = {
  /** Stands for the person who is signed in: a form says with it whose it is. */
  keeper: string;
  /** The name of the copy that a form printed now begins. */
  once: string;
  /**
   * The copies of this page's form; on the first page everything that one typed and did not save, on an incident's all that is of
   * it. The newest first. `form`: where it is sent; `words`: the longest of what was typed.
   */
  copies: readonly { form: string; once: string; savedAt: Instant; words: string }[];
  /** The zone in which their hours are told. */
  zone: string;
  /** A court took down what the page is of: what is typed into its form is kept nowhere before the button. */
  unkept: boolean;
};

/** Fields of a form itself, not of the record: they are no part of what was typed. */
export const OWN_FIELDS: ReadonlySet<string> = new Set(['csrf', 'once', 'copy', 'keeper', 'act', 'accept', 'onward']);

const PART = '[^/?#]{1,120}';
const INCIDENT = `/desk/incidents/(?!new$|new/|reading$)${PART}`;
const LINE = '/desk/directory/(offices|officials|tenures|channels|indicators|measurements|benchmarks)';
const FACT = `/desk/directory/channels/${PART}/(states|followers|traits)`;
/** Where forms are sent that keep what is typed, with what makes of it the address of the page on which they stand. */
const KEPT: readonly (readonly [RegExp, string])[] = [
  [/^\/desk\/incidents$/, '/new'],
  [new RegExp(`^${INCIDENT}$`), '/edit'],
  [new RegExp(`^${INCIDENT}/capture$`), ''],
  [new RegExp(`^${INCIDENT}/(entries|questions|promises|checks|replies)$`), '/new'],
  [new RegExp(`^${INCIDENT}/(entries|questions|promises|checks|replies)/(?!new$)${PART}$`), ''],
  [new RegExp(`^${INCIDENT}/entries/${PART}/marks$`), ''],
  [new RegExp(`^${INCIDENT}/promises/${PART}/(changes|answers|outcomes)$`), '/new'],
  [new RegExp(`^(${LINE}|${FACT})$`), '/new'],
  [new RegExp(`^(${LINE}/(?!new$)${PART}|${FACT}/\\d+)$`), '/edit'],
];

/** The page of the form that is sent to `form` (without the language); undefined where no form keeps what is typed. */
export function pageOfForm(form: string): string | undefined {
  const kept = KEPT.find(([shape]) => shape.test(form));
  return kept && form + kept[1];
}

/** Where the form of that page is sent (without the language); undefined for any other page. */
export function formOfPage(page: string): string | undefined {
  const sent = page.replace(/\/(new|edit)$/, '');
  return [page, sent].find((form) => pageOfForm(form) === page);
}

/** The page from which one goes on: the first page of the desk and that of an incident tell what was typed below them. */
export function tellsUnsaved(page: string): boolean {
  return page === '/desk' || new RegExp(`^${INCIDENT}$`).test(page);
}

/** The path without the language in front. */
export function withoutLanguage(path: string): string {
  return path.replace(/^\/(kk|en)(?=\/)/, '').replace(/[?#].*$/, '');
}
