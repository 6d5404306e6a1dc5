import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/domain/source.ts';
import { spanOf } from '../../../src/domain/span.ts';
import { Filled } from '../../../views/parts/filled.tsx';
import { Moment, SpanWords } from '../../../views/parts/moment.tsx';
import { Footnotes, SourceLink, webAddress } from '../../../views/parts/source-link.tsx';
import { Localised, natureVerb, natureWords, Person, Phrase, Quote, tenureWords } from '../../../views/parts/words.tsx';
import { mistakes, plain, readers, visible } from '../page.ts';

const zone = 'Asia/Almaty';
const link: Source = {
  kind: 'link',
  title: 'tengrinews.kz',
  url: 'https://tengrinews.kz/a?b=1&c=2',
  archive: null,
  count: null,
};
const three = () =>
  readers() as [ReturnType<typeof readers>[0], ReturnType<typeof readers>[0], ReturnType<typeof readers>[0]];

describe('a source', () => {
  it('links to http and https and to nothing else', () => {
    expect(webAddress('https://informburo.kz/x')).toBe('https://informburo.kz/x');
    expect(webAddress('http://www.hzptgs.cn/')).toBe('http://www.hzptgs.cn/');
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x.kz',
      '/desk',
      'https://a:b@x.kz',
      'нет',
      null,
    ])
      expect(webAddress(url)).toBeUndefined();
    const [ru] = three();
    const html = String(<SourceLink r={ru} source={{ ...link, url: 'javascript:alert(1)' }} />);
    expect(html).toBe('tengrinews.kz, без ссылки');
  });

  it('is a link with its number for paper, and keeps the number where it comes again', async () => {
    const [ru] = three();
    const other = { ...link, title: null, url: 'https://www.khabar.kz/ru/1' };
    const page = (
      <div>
        <p>
          <SourceLink r={ru} source={link} />, <SourceLink r={ru} source={other} />, <SourceLink r={ru} source={link} />
        </p>
        <Footnotes r={ru} />
      </div>
    );
    const html = String(page);
    expect([...html.matchAll(/<sup class="fn">(\d)<\/sup>/g)].map(([, number]) => number)).toEqual(['1', '2', '1']);
    expect(html).toContain('<a href="https://tengrinews.kz/a?b=1&amp;c=2" rel="noopener">tengrinews.kz</a>');
    expect(html).toContain('<li>khabar.kz: https://www.khabar.kz/ru/1</li>');
    expect(await mistakes(html)).toEqual([]);
  });

  it('offers its saved copy', () => {
    const [, kk] = three();
    const html = visible(<SourceLink r={kk} source={{ ...link, archive: 'https://web.archive.org/x' }} />);
    expect(html).toBe('tengrinews.kz1 (сақталған көшірмесі2)');
  });

  it('is in words where there is no address; residents are counted, never named', () => {
    const words = (source: Partial<Source>) =>
      three().map((r) => visible(<SourceLink r={r} source={{ ...link, url: null, ...source }} />));
    expect(words({})).toEqual(['tengrinews.kz, без ссылки', 'tengrinews.kz, сілтемесіз', 'tengrinews.kz, no link']);
    expect(words({ kind: 'residents', title: 'Иванов', count: 3 })).toEqual([
      'рассказали 3 жителя',
      '3 тұрғын айтты',
      'told by 3 residents',
    ]);
    expect(words({ kind: 'newsroom_saw' })).toEqual([
      'видела сама редакция',
      'редакция өзі көрді',
      'seen by the newsroom',
    ]);
    expect(words({ kind: 'document', title: 'Указ' })[0]).toBe('Указ, документ');
    expect(words({ kind: 'call', title: null })[0]).toBe('звонок редакции');
  });
});

describe('words in more than one language', () => {
  it('are in the language of the reader, or marked with their own', () => {
    const texts = { ru: 'Аким города Алматы', kk: 'Алматы қаласының әкімі' };
    const [ru, kk, en] = three();
    expect(String(<Localised r={ru} texts={texts} />)).toBe('Аким города Алматы');
    expect(String(<Localised r={kk} texts={texts} />)).toBe('Алматы қаласының әкімі');
    expect(String(<Localised r={en} texts={texts} />)).toBe('<span lang="ru">Аким города Алматы</span>');
    expect(Localised({ r: en, texts: {} })).toBe(null);
  });

  it('are quoted with the marks of their own language, once', () => {
    const [ru, , en] = three();
    expect(String(<Quote r={ru} lang="kk" words="Қазір болып жатқан" />)).toBe(
      '<blockquote><p lang="kk">«Қазір болып жатқан»</p></blockquote>',
    );
    expect(String(<Phrase r={ru} lang="ru" words="«к 1 августа»" />)).toBe('«к 1 августа»');
    expect(String(<Phrase r={ru} lang="en" words="by August 20" />)).toBe('<span lang="en">“by August 20”</span>');
    expect(String(<Phrase r={en} lang="en" words="by August 20" />)).toBe('“by August 20”');
    expect(visible(<Phrase r={ru} lang="ru" words="«Арыс-1» и «Арыс-2»" />)).toBe('««Арыс-1» и «Арыс-2»»');
  });

  it('say what a promise is by its nature', () => {
    expect(three().map((r) => natureWords(r, 'order'))).toEqual(['Поручение', 'Тапсырма', 'Order']);
    expect(three().map((r) => natureVerb(r, 'plan'))).toEqual(['планировал', 'жоспарлады', 'planned']);
  });

  it('put elements into a message', () => {
    const [ru] = three();
    expect(String(<Filled r={ru} words="day.past" slots={{ day: <b>на 1 ноября</b> }} />)).toBe(
      'Показано, что было верно <b>на 1 ноября</b>.',
    );
  });
});

describe('a person', () => {
  const official = { name: { ru: 'Бакытжан Сагинтаев' } };
  const office = { name: { ru: 'аким города Алматы' } };

  it('comes with office and term', () => {
    const [ru, kk, en] = three();
    const tenure = { from: '2019-06-28', to: null };
    expect(visible(<Person r={ru} official={official} office={office} tenure={tenure} />)).toBe(
      'Бакытжан Сагинтаев, аким города Алматы (в должности с 28 июня 2019 года)',
    );
    expect(plain(tenureWords(kk, tenure))).toBe('2019 жылғы 28 маусымнан бастап қызметте');
    expect(plain(tenureWords(en, tenure))).toBe('in office since 28 June 2019');
  });

  it('says what of the term is not recorded', () => {
    const [ru, kk, en] = three();
    expect(plain(tenureWords(ru, { from: '2019-06', to: null }, true))).toBe(
      'в должности с июня 2019 года; до какого дня, не записано',
    );
    expect(plain(tenureWords(ru, { from: '2019-06', to: '2022-01-31' }))).toBe(
      'в должности с июня 2019 года до 31 января 2022 года',
    );
    expect(plain(tenureWords(kk, { from: '2019-06', to: '2022' }))).toBe(
      '2019 жылғы маусымнан бастап 2022 жылға дейін қызметте болған',
    );
    expect(plain(tenureWords(en, { from: null, to: '2022' }))).toBe(
      'in office until 2022; the beginning is not recorded',
    );
    expect(tenureWords(ru, { from: null, to: null })).toBe('срок в должности не записан');
  });
});

describe('a time on a page', () => {
  it('carries a datetime no finer than the fact', async () => {
    const [ru] = three();
    const morning = String(
      <SpanWords
        r={ru}
        span={spanOf({ precision: 'morning', at: '2019-06-24', stated: 'утром' }, zone)}
        zone={zone}
        stated
      />,
    );
    expect(morning).toContain('<time datetime="2019-06-24">');
    expect(visible(morning)).toBe('утром 24 июня 2019 года, между 6:00 и 12:00 (сказано: «утром»)');
    expect(
      String(<SpanWords r={ru} span={spanOf({ precision: 'before', at: '2019-07-15T17:00' }, zone)} zone={zone} />),
    ).not.toContain('<time');
    const moment = String(<Moment r={ru} at={Date.UTC(2019, 6, 26, 18)} zone={zone} ends />);
    expect(moment).toContain('datetime="2019-07-27T00:00+06:00"');
    expect(visible(moment)).toBe('26 июля 2019 года, 24:00');
    expect(String(<Moment r={ru} at={Date.UTC(2019, 6, 26, 18)} zone={zone} ends show="day" />)).toContain(
      'datetime="2019-07-26"',
    );
    expect(await mistakes(`<p>${morning}${moment}</p>`)).toEqual([]);
  });
});
