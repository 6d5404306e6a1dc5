import type { Child } from 'hono/jsx';
import type { OfficeAccounts } from '../../src/domain/accounts.ts';
import { joined } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import type { Reader } from '../reader.ts';

/** What the record does not have of these offices and their accounts, each with how many of how many. */
export function AccountGaps({ r, offices }: { r: Reader; offices: readonly OfficeAccounts[] }) {
  const accounts = offices.flatMap((each) => each.accounts);
  const named = (list: readonly OfficeAccounts[]): Child =>
    joined(list.map(({ office }) => inWords(r, office.region, '') || inWords(r, office.name, office.id)));
  const ofOffices = [
    ['accounts.gap.holder', offices.filter(({ held }) => held.length === 0)],
    ['accounts.gap.accounts', offices.filter((each) => each.held.length > 0 && each.accounts.length === 0)],
    ['accounts.gap.network', offices.filter(({ group }) => group === 'unnamed')],
  ] as const;
  const ofAccounts = [
    ['accounts.gap.followers', accounts.filter(({ known }) => known.followers === null).length],
    ['accounts.gap.since', accounts.filter(({ known }) => known.state?.from == null).length],
    ['accounts.gap.address', accounts.filter(({ channel }) => channel.url === null).length],
  ] as const;
  const lines = [
    ...ofOffices.flatMap(([key, list]) =>
      list.length === 0
        ? []
        : [
            <>
              {r.t(key, { count: list.length, of: offices.length })} {named(list)}.
            </>,
          ],
    ),
    ...ofAccounts.flatMap(([key, count]) => (count === 0 ? [] : [r.t(key, { count, of: accounts.length })])),
  ];
  if (lines.length === 0) return <p>{r.t('accounts.gap.none')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}
