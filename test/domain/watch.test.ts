import { describe, expect, it } from 'vitest';
import { uncheckedSince } from '../../src/domain/watch.ts';
import { ALMATY, check, day, incident, noLaterThan, when } from '../support/facts.ts';

const { checks } = incident({ checks: [check('first_post', day('2019-07-10')), check('p', day('2019-06-01'))] });
const started = when('2019-05-01');
/** The last check proves absence from its earliest: 00:00 of 10 July. */
const LAST = when('2019-07-09');
const since = (asOf: number, of = checks) => uncheckedSince(of, started, asOf, ALMATY);

describe('A site with no check for 30 days carries a banner by itself', () => {
  it('and not before 30 local days have passed since the last one', () => {
    expect(since(when('2019-08-08'))).toBeNull();
    expect(since(when('2019-08-08') + 1)).toEqual({ since: LAST, checked: true });
  });

  it('a check counts when certain: before the end of its day an earlier one is the last', () => {
    expect(since(when('2019-07-10') - 1)).toEqual({ since: when('2019-05-31'), checked: true });
    expect(since(when('2019-07-10'))).toBeNull();
  });

  it('a check without an earliest proves nothing', () => {
    const open = incident({ checks: [check('p', noLaterThan('2019-07-01'))] }).checks;
    expect(since(when('2019-07-10'), open)).toEqual({ since: started, checked: false });
  });

  it('without any check it counts from the beginning of the record, and an empty record has no banner', () => {
    expect(since(when('2019-05-31'), [])).toBeNull();
    expect(since(when('2019-06-01'), [])).toEqual({ since: started, checked: false });
    expect(uncheckedSince([], null, when('2019-06-01'), ALMATY)).toBeNull();
  });
});
