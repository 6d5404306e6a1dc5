import { Submit } from '../parts/fields.tsx';
import { Section } from '../parts/section.tsx';
import { Table } from '../parts/table.tsx';
import { type Desk, isEditor } from './desk.ts';
import { DeskForm, deskAddress } from './page.tsx';

export const OUT_CHANNELS = ['mail', 'telegram', 'newsroom', 'confirmation', 'account'] as const;
export const OUT_STATES = ['queued', 'claimed', 'sent', 'failed', 'given_up'] as const;
type OutChannel = (typeof OUT_CHANNELS)[number];
type OutState = (typeof OUT_STATES)[number];

/** What became of the mails and posts of a week. */
export type DeliveriesShown = {
  counts: readonly { channel: OutChannel; state: OutState; count: number }[];
  /** The last ones that failed. `address`: for editors alone; null: nobody's, or not for this reader. */
  undelivered: readonly {
    number: string;
    channel: OutChannel;
    state: OutState;
    attempts: number;
    error: string;
    address: string | null;
  }[];
};

/** What was sent and what was not, and why; an editor sends to those who failed once more. */
export function Deliveries({ desk, week, shown }: { desk: Desk; week: string; shown: DeliveriesShown }) {
  const { r } = desk;
  const { counts, undelivered } = shown;
  const channels = OUT_CHANNELS.filter((channel) => counts.some((line) => line.channel === channel));
  const count = (channel: OutChannel, state: OutState) =>
    counts.find((line) => line.channel === channel && line.state === state)?.count ?? 0;
  return (
    <Section id="deliveries" title={r.t('desk.digest.deliveries')}>
      {channels.length === 0 ? (
        <p>{r.t('desk.digest.deliveries.none')}</p>
      ) : (
        <Table
          caption={r.t('desk.digest.deliveries')}
          captionHidden
          columns={[
            { label: r.t('desk.digest.channel') },
            ...OUT_STATES.map((state) => ({ label: r.t(`desk.delivery_state.${state}`), num: true })),
          ]}
          rows={channels.map((channel) => [
            r.t(`desk.channel_out.${channel}`),
            ...OUT_STATES.map((state) => String(count(channel, state))),
          ])}
        />
      )}
      {undelivered.length === 0 ? null : (
        <>
          <h3>{r.t('desk.digest.undelivered')}</h3>
          <ul class="desk-list">
            {undelivered.map(({ number, channel, state, attempts, error, address }) => (
              <li>
                <p>
                  {r.t(`desk.channel_out.${channel}`)}
                  {address === null ? null : <> · {address}</>}
                </p>
                <p class="small">
                  {r.t('desk.digest.undelivered.line', {
                    number,
                    state: r.t(`desk.delivery_state.${state}`),
                    attempts: String(attempts),
                    error,
                  })}
                </p>
              </li>
            ))}
          </ul>
          {isEditor(desk) ? (
            <DeskForm desk={desk} action={deskAddress(desk, `/digests/${week}/deliveries`)}>
              <Submit>{r.t('desk.digest.resend')}</Submit>
            </DeskForm>
          ) : null}
        </>
      )}
    </Section>
  );
}
