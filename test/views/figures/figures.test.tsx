import { describe, expect, it } from 'vitest';
import { spanOf, type WrittenTime } from '../../../src/domain/span.ts';
import { endOfDay } from '../../../src/domain/zone.ts';
import { GapBar } from '../../../views/figures/gap-bar.tsx';
import { placeLabel } from '../../../views/figures/label.tsx';
import { PromiseLine } from '../../../views/figures/promise-line.tsx';
import { mistakes, readers, visible } from '../page.ts';

const zone = 'Asia/Almaty';
const span = (written: WrittenTime) => spanOf(written, zone);
const minute = (at: string) => span({ precision: 'minute', at });
const between = (earliest: string, latest: string) => span({ precision: 'between', earliest, latest });

/** The explosions of 24 June 2019 as the record has them. */
const arys = {
  zone,
  heading: 'Первые часы',
  start: { span: between('2019-06-24T06:00', '2019-06-24T09:20'), name: 'Начало взрывов' },
  known: { span: minute('2019-06-24T09:20'), name: 'Вызов пожарных', note: 'время звонка', source: 'inshymkent.kz' },
  firstWord: { span: between('2019-06-24T09:20', '2019-06-24T13:15'), name: 'Первое слово' },
  firstPost: { span: minute('2019-06-24T13:52'), name: 'Первая запись', words: 'Facebook, 13:52' },
};

/** The drawing for one room. */
const pictureFor = (html: string, room: 'phone' | 'page') =>
  new RegExp(`<svg class="fig-${room}"[\\s\\S]*?</figure>|$`).exec(html)?.[0].split('<svg class="fig-page"')[
    room === 'phone' ? 0 : 1
  ] ?? '';

/** Each rectangle, circle and line of a class, with its x. */
const drawn = (html: string, name: string) =>
  [
    ...html.matchAll(
      new RegExp(`class="${name}"[^>]*?(?:x|cx|x1)="([\\d.]+)%"(?:[^>]*?(?:width|x2)="([\\d.]+)%")?`, 'g'),
    ),
  ].map(([, x, to]) => [x, to]);

describe('the figure of the first hours', () => {
  it('is sound HTML with a name, a description and a table, in every language', async () => {
    for (const r of readers()) {
      const html = String(<GapBar r={r} id="gap" {...arys} />);
      expect(await mistakes(html)).toEqual([]);
      for (const room of ['phone', 'page'])
        expect(html).toContain(`role="img" aria-labelledby="gap-${room}-t gap-${room}-d"`);
      expect(html).toContain('<table class="t t-fold">');
    }
  });

  it('hatches what is unknown, and draws the gap only where it is certain', () => {
    const whole = String(<GapBar r={readers()[0]!} id="gap" {...arys} />);
    const html = pictureFor(whole, 'phone');
    expect(drawn(pictureFor(whole, 'page'), 'g-gap')).toEqual(drawn(html, 'g-gap'));
    expect(drawn(html, 'g-ha')).toEqual([
      ['0', '37.04'],
      ['37.04', '43.52'],
    ]);
    expect(drawn(html, 'g-gap')).toEqual([['37.04', '87.41']]);
    expect(html).toContain('fill="url(#gap-phone-hatch)"');
    expect(visible(whole)).toContain('24 июня 2019 года. Время Алматы, UTC+6. Штриховкой показано');
  });

  it('says each latency in the table, from the clock that is known most exactly', () => {
    const [ru, kk, en] = readers().map((r) => visible(<GapBar r={r} id="gap" {...arys} />)) as [string, string, string];
    expect(ru).toContain('отсчёт отсюда');
    expect(ru).toContain('не позже чем через 3 ч 55 мин');
    expect(ru).toContain('4 ч 32 мин');
    expect(kk).toContain('3 сағ 55 минуттан кешікпей');
    expect(en).toContain('within 3 h 55 min');
  });

  it('draws no gap where it is not certain that the post came after', () => {
    const early = { ...arys, firstPost: { span: between('2019-06-24T09:00', '2019-06-24T13:52'), name: 'Запись' } };
    const html = String(<GapBar r={readers()[0]!} id="gap" {...early} />);
    expect(html).not.toContain('g-gap');
    expect(visible(html)).toContain('что было раньше, неизвестно');
  });

  it('draws what there is, and nothing where there is nothing', () => {
    const [ru] = readers();
    expect(GapBar({ r: ru!, id: 'gap', zone, heading: 'x' })).toBe(null);
    const open = String(
      <GapBar
        r={ru!}
        id="gap"
        zone={zone}
        heading="x"
        firstWord={{ span: span({ precision: 'before', at: '2019-07-15T17:00' }), name: 'Первое слово' }}
      />,
    );
    expect(visible(open)).toContain('до 17:00');
    expect(open).not.toContain('NaN');
  });

  it('leaves a stretch open at the end of which nothing is known', () => {
    const draw = (written: WrittenTime) =>
      pictureFor(
        String(<GapBar {...arys} r={readers()[0]!} id="gap" firstWord={{ span: span(written), name: 'Слово' }} />),
        'page',
      );
    const before = draw({ precision: 'before', at: '2019-06-24T09:00' });
    // top and foot, and a line where it is known to end, none where it may have begun
    expect(drawn(before, 'g-hatch')).toEqual([['0', '37.04']].map(([x]) => [x, expect.any(String)]));
    expect([...before.matchAll(/<line class="g-ha"/g)]).toHaveLength(3);
    expect([...draw(arys.firstWord.span.written).matchAll(/<line class="g-ha"/g)]).toHaveLength(0);
  });

  it('names what the record has not, in the picture, in its description and in the table', () => {
    const [ru, kk] = readers().map((r) => String(<GapBar r={r} id="gap" {...arys} missing={['Окончание']} />));
    expect(visible(pictureFor(ru!, 'page').replace(/^[^>]*>/, ''))).toContain('Окончание у нас не значится');
    expect(ru).toContain('Окончание: у нас не значится.</desc>');
    expect(kk).toContain('бізде көрсетілмеген');
    expect(visible(ru!.slice(ru!.indexOf('<table')))).toContain('Окончаниеу нас не значится');
  });

  it('wraps a label on a phone that has a line to itself on a page', () => {
    const html = String(<GapBar r={readers()[0]!} id="gap" {...arys} />);
    const lines = (room: 'phone' | 'page') => [...pictureFor(html, room).matchAll(/<text class="g-t/g)].length;
    expect(lines('page')).toBeLessThan(lines('phone') + 4);
    expect(pictureFor(html, 'page')).toContain('<tspan class="g-b">Первая запись</tspan> Facebook, 13:52');
    expect(pictureFor(html, 'phone')).not.toContain('<tspan class="g-b">Первая запись</tspan>');
  });

  it('says the day where the figure has several', () => {
    const late = { ...arys, firstPost: { span: minute('2019-06-25T01:00'), name: 'Запись' } };
    expect(visible(<GapBar r={readers()[0]!} id="gap" {...late} />)).toContain('24–25 июня 2019 года');
  });
});

describe('the way of a promise', () => {
  const day = (at: string) => span({ precision: 'day', at });
  const houses = {
    zone,
    heading: 'Дома',
    until: endOfDay('2019-11-01', zone),
    terms: [
      { span: day('2019-07-15'), dueAt: endOfDay('2019-08-01', zone), name: 'к 1 августа', words: 'первый срок' },
      { span: between('2019-08-06', '2019-08-20'), dueAt: endOfDay('2019-09-01', zone), name: 'к 1 сентября' },
      { span: day('2019-10-23'), dueAt: null, name: 'до холодов' },
    ],
    checks: [{ span: day('2019-10-01'), found: false, name: 'не нашли', words: 'informburo.kz' }],
    outcome: { span: day('2019-10-23'), kind: 'partly_kept' as const, name: 'готово 90 %', words: 'аким области' },
  };

  it('is sound HTML with a name, a description and a table, in every language', async () => {
    for (const r of readers()) {
      const html = String(<PromiseLine r={r} id="line" {...houses} />);
      expect(await mistakes(html)).toEqual([]);
      expect(html).not.toContain('NaN');
    }
  });

  it('has a diamond for each named term, the full one where somebody looked, and the shape of the outcome', () => {
    const whole = String(<PromiseLine r={readers()[0]!} id="line" {...houses} />);
    const html = pictureFor(whole, 'phone');
    expect([...html.matchAll(/class="g-open"/g)]).toHaveLength(2);
    expect([...html.matchAll(/<g class="g-past"/g)]).toHaveLength(2);
    expect(visible(whole)).toContain('1 августа 2019 года');
    expect(visible(whole)).toContain('Ромб — названный срок. Штриховкой показано, когда это могли сказать');
  });
});

describe('the way of a promise that was moved many times', () => {
  it('has a row for each move, none above another, and says on a page when each was said', () => {
    const days = Array.from({ length: 12 }, (_, index) => `2019-${String(index + 1).padStart(2, '0')}-05`);
    const terms = days.map((on, index) => ({
      span: span({ precision: 'day', at: on }),
      dueAt: endOfDay(`2020-${String(index + 1).padStart(2, '0')}-01`, zone),
      name: `к 1 числу, перенос ${index}`,
      words: 'Министерство индустрии и инфраструктурного развития',
    }));
    const html = String(
      <PromiseLine
        r={readers()[0]!}
        id="line"
        zone={zone}
        heading="x"
        terms={terms}
        until={endOfDay('2020-12-31', zone)}
      />,
    );
    for (const room of ['phone', 'page'] as const) {
      const picture = pictureFor(html, room);
      const rows = [...picture.matchAll(/<circle class="g-dot"[^>]*cy="([\d.]+)"/g)].map(([, y]) => Number(y));
      expect(rows).toHaveLength(12);
      for (const [index, y] of rows.entries()) expect(y - (rows[index - 1] ?? -44)).toBeGreaterThanOrEqual(44);
    }
    expect(visible(pictureFor(html, 'page'))).toContain(
      'Министерство индустрии и инфраструктурного развития, 5 декабря',
    );
  });
});

describe('a label', () => {
  it('stands right of its mark before 60 % of the axis and left of it after', () => {
    expect(placeLabel(20, 30, 'Первое слово', '13:15').side).toBe('right');
    expect(placeLabel(70, 80, 'Первое слово', '13:15').side).toBe('left');
  });

  it('stands below where neither side has room, and on the other side where that spares a wrapped line', () => {
    expect(placeLabel(5, 80, 'Twitter', 'около 18:00').side).toBe('below');
    expect(placeLabel(33.94, 61, 'к 20 сентября', 'министерство').side).toBe('right');
  });

  it('never stands where its longest word has no room', () => {
    expect(placeLabel(35, 62, 'Готово', 'аким Туркестанской').side).toBe('right');
    expect(placeLabel(39, 72, 'Готово', 'аким Туркестанской').side).toBe('left');
    expect(placeLabel(35, 72, 'Готово', 'аким Туркестанской').side).toBe('below');
  });

  it('stands below where that spares two lines of many', () => {
    expect(placeLabel(35, 62, 'Сделано частично', 'аким Туркестанской области')).toMatchObject({
      side: 'below',
      lines: 3,
    });
    expect(placeLabel(37, 87, 'Первая запись', 'Facebook, 13:52')).toMatchObject({ side: 'below', lines: 2 });
  });

  it('has lines no longer than its room', () => {
    const { names, words, lines } = placeLabel(0, 50, 'Өрт сөндірушілер шақырылды', '6:00 мен 9:20 аралығында');
    expect(names.length + words.length).toBe(lines);
    for (const line of [...names, ...words]) expect(line.length).toBeLessThanOrEqual(21);
  });
});
