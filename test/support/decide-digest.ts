import { type DigestDecision, type DigestQuestion, digestDue, missingWeeks } from '../../src/domain/digest-due.ts';

/** A process of its own, for hosts in other zones: reads instants, says what is decided at each about the digest of Almaty. */
const NONE: ReadonlySet<string> = new Set();
const decisions = process.argv.slice(2).map((now) => {
  const question: DigestQuestion = {
    now: Number(now),
    zone: 'Asia/Almaty',
    at: { weekday: 1, hour: 9, minute: 0 },
    issued: NONE,
    held: NONE,
    released: NONE,
    releaseByEditor: false,
    restored: false,
    since: 0,
  };
  const decision: DigestDecision = digestDue(question);
  return { decision, missing: missingWeeks(question) };
});
// The offset of this host shows that it really stands elsewhere.
process.stdout.write(JSON.stringify({ decisions, offset: new Date(2019, 6, 1).getTimezoneOffset() }));
