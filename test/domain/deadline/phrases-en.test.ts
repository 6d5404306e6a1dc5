import { describe, expect, it } from 'vitest';
import { dues } from './said.ts';

// said on Tuesday 16 July 2019 at 10:00 in Almaty; add a phrase with a row
const SAID = '2019-07-16T10:00';

const PHRASES: readonly (readonly [text: string, ...due: string[]])[] = [
  ['We will finish by the end of this week.', '2019-07-21'],
  ['Repairs will be completed by the end of next month.', '2019-08-31'],
  ['Power will be back in half an hour.', '2019-07-16T10:30'],
  ['Power will be back within the hour.', '2019-07-16T11:00'],
  ['Water will be restored in two to three hours.', '2019-07-16T13:00'],
  ['The report will be submitted by 25 July.', '2019-07-25'],
  ['The report is due on July 25, 2019.', '2019-07-25'],
  ['I instructed the department to report by 5 p.m. tomorrow.', '2019-07-17T17:00'],
  ['The bridge will open on Friday.', '2019-07-19'],
  ['The list will be published on Monday, 22 July.', '2019-07-22'],
  ['Next Wednesday a commission will visit the site.', '2019-07-24'],
  ['From 1 August we will launch a new route.', '2019-08-01'],
  ['In August we will start the repairs.', '2019-08-31'],
  ['By August the road will be open.', '2019-08-01'],
  ['By the end of August the school will open.', '2019-08-31'],
  ['By mid-August the design will be ready.', '2019-08-15'],
  ['In early September the site will be handed over.', '2019-09-10'],
  ['In the third quarter we will hold a tender.', '2019-09-30'],
  ['The house will be commissioned in Q4 2019.', '2019-12-31'],
  ['We will build two schools in 2020.', '2020-12-31'],
  ['All villages will have gas by the end of 2020.', '2020-12-31'],
  ['By autumn the roads will be repaired.', '2019-09-01'],
  ['This autumn the boiler house will be launched.', '2019-11-30'],
  ['The square will open by Constitution Day.', '2019-08-30'],
  ['The school will be ready by the start of the school year.', '2019-09-01'],
  ['All boilers will be ready before the start of the heating season.', '2019-10-14'],
  ['No later than 1 August the contractor will fix all defects.', '2019-08-01'],
  ['A reply will be given within 15 calendar days.', '2019-07-31'],
  ['The contractor was given three days to fix the problem.', '2019-07-19'],
  ['The contractor has two weeks to clean up.', '2019-07-30'],
  ['It will take about a month.', '2019-08-16'],
  ['Restoration will take up to two weeks.', '2019-07-30'],
  ['It will take from three to five days.', '2019-07-21'],
  ['Within 24 to 48 hours heating will be restored.', '2019-07-18T10:00'],
  ['In the next two weeks payments will begin.', '2019-07-30'],
  ['Over the next few days we will open the road.', 'vague'],
  ['Work will be finished in the coming days.', 'vague'],
  ['The deadline is 30 September.', '2019-09-30'],
  ['The opening is scheduled for 25 August.', '2019-08-25'],
  ['The deadline has been moved from 1 August to 1 September.', '2019-09-01'],
  ['The launch has been postponed until October 15.', '2019-10-15'],
  ['If the weather permits, asphalt will be laid by Thursday.', '2019-07-18'],
  ['We will update the information every three hours.', '2019-07-16T13:00'],
  ['I will report every Friday.', '2019-07-19'],
  ['Payments will start within 10 days after the assessment.', 'within'],
  ['We will resolve it shortly.', 'vague'],
  ['A crew will be sent immediately.', 'immediate'],
  ['There will be no water until 6 pm.', '2019-07-16T18:00'],
  ['Power supply will be restored tonight.', '2019-07-16'],
  ['Crews will be on site tomorrow morning.', '2019-07-17T12:00'],
  ['We will meet residents the day after tomorrow.', '2019-07-18'],
];

const NO_DEADLINES: readonly string[] = [
  'Last year 20 yards were repaired.',
  'We repaired 3 streets in 10 days.',
  'The accident was fixed within three hours.',
  'The bridge was built in two years.',
  'The school was not ready by 1 September.',
  'The contractor promised to finish by 1 July but missed the deadline.',
  'The repairs were to be finished by 15 July.',
  'An accident occurred at 9 am today.',
  'Applications are accepted until 10 August.',
  'The centre is open from 9:00 to 18:00.',
  'Under the law, a reply is due within 15 days.',
  'Heat will not be supplied before 15 October.',
  'The repairs will take at least two months.',
  'When will water be back? In a week?',
  'We will not make it by 1 September.',
  'It is too early to name the dates.',
  'Rain is forecast until Friday.',
  'By 2030 the population will reach 3 million.',
  'On 24 June a depot exploded in Arys.',
  'Residents have been without water for two weeks.',
  'Three years ago they promised to build a school.',
  'Residents are asked to boil water until 20 July.',
  'He was sentenced to five years in prison.',
];

describe('the deadline reader on English phrases', () => {
  it.each(PHRASES)('reads %s', (text, ...due) => {
    expect(dues(text, SAID)).toEqual(due);
  });

  it.each(NO_DEADLINES)('finds nothing in %s', (text) => {
    expect(dues(text, SAID)).toEqual([]);
  });
});
