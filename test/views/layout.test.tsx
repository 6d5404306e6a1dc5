import { describe, expect, it } from 'vitest';
import { Layout } from '../../views/layout.tsx';
import { ErrorPage } from '../../views/pages/error.tsx';
import type { Shown } from '../../views/parts/day-shown.tsx';
import { SourceLink } from '../../views/parts/source-link.tsx';
import { mistakes, readers, site, visible } from './page.ts';

const past: Shown = { kind: 'date', on: '2019-11-01', text: '2019-11-01', today: '2025-11-24', first: '2019-06-24' };
const page = (r: ReturnType<typeof readers>[0], shown: Shown | undefined = past) =>
  String(
    <Layout
      r={r}
      site={{ ...site, demo: true }}
      path="/incidents/arys-2019"
      section="incidents"
      title="Арысь"
      description="Что обещали"
      feeds={[{ href: '/incidents/arys-2019.atom', title: 'Арысь' }]}
      htmx
      {...(shown === undefined ? {} : { shown })}
    >
      <h1>Арысь</h1>
      <p>
        <SourceLink r={r} source={{ kind: 'link', title: 'a.kz', url: 'https://a.kz/1', archive: null, count: null }} />
      </p>
    </Layout>,
  );

describe('a page', () => {
  it('is sound HTML in every language, with and without a day', async () => {
    for (const r of readers()) {
      const html = page(r);
      expect(html.startsWith(`<!DOCTYPE html><html lang="${r.lang}">`)).toBe(true);
      expect(await mistakes(html, 'page')).toEqual([]);
    }
    expect(await mistakes(page(readers()[0]!, { kind: 'now', today: '2025-11-24' }), 'page')).toEqual([]);
  });

  it('is one tap away in the other languages, on the same day', () => {
    const [ru, kk] = readers().map((r) => page(r));
    expect(ru).toContain('<a href="/kk/incidents/arys-2019?as_of=2019-11-01" lang="kk" hreflang="kk">Қазақша</a>');
    expect(kk).toContain('<a href="/incidents/arys-2019?as_of=2019-11-01" lang="ru" hreflang="ru">Русский</a>');
  });

  it('names its address once, and itself in each language', () => {
    const html = page(readers()[1]!);
    expect(html).toContain('<link rel="canonical" href="https://merzim.example/kk/incidents/arys-2019"/>');
    expect([...html.matchAll(/hreflang="([a-z-]+)" href="([^"]+)"\/>/g)].map(([, lang, href]) => [lang, href])).toEqual(
      [
        ['ru', 'https://merzim.example/incidents/arys-2019'],
        ['kk', 'https://merzim.example/kk/incidents/arys-2019'],
        ['en', 'https://merzim.example/en/incidents/arys-2019'],
        ['x-default', 'https://merzim.example/incidents/arys-2019'],
      ],
    );
  });

  it('loads ahead only the letters of its language', () => {
    const cuts = readers().map((r) =>
      [...page(r).matchAll(/rel="preload" href="\/static\/fonts\/golos-text-([a-z-]+)\.woff2"/g)].map(([, cut]) => cut),
    );
    expect(cuts).toEqual([['cyrillic', 'latin'], ['cyrillic', 'cyrillic-ext', 'latin'], ['latin']]);
  });

  it('says which day it shows, in every language', () => {
    const words = readers().map((r) => visible(/<div class="day">([\s\S]*?)<details/.exec(page(r))?.[1] ?? ''));
    expect(words).toEqual([
      'Показано, что было верно на 1 ноября 2019 года. Сегодня ·',
      '2019 жылғы 1 қарашадағы жағдай көрсетілген. Бүгін ·',
      'Shown is what was true as of 1 November 2019. Today ·',
    ]);
  });

  it('asks for another day by a plain form, within the days that there are', () => {
    const html = page(readers()[2]!);
    expect(html).toContain('<form class="f no-print" method="get" action="/en/incidents/arys-2019">');
    expect(html).toMatch(
      /<input type="date" id="as-of" name="as_of" value="2019-11-01" max="2025-11-24" required=""\s*min="2019-06-24"\/>/,
    );
  });

  it('says an instant with its zone', () => {
    const at = Date.UTC(2019, 6, 30, 12);
    const shown: Shown = {
      kind: 'instant',
      at,
      zone: 'Asia/Almaty',
      text: '2019-07-30T12:00:00Z',
      today: '2025-11-24',
    };
    expect(visible(page(readers()[0]!, shown))).toContain('на 30 июля 2019 года, 18:00 (время Алматы, UTC+6)');
  });

  it('links only the sections that exist, and keeps the day where a section shows one', () => {
    const html = page(readers()[0]!);
    expect(html).toContain('href="/promises?as_of=2019-11-01"');
    expect(html).toContain('href="/method"');
    expect(html).not.toContain('href="/corrections"');
    expect(html).toContain('<a href="/incidents?as_of=2019-11-01" aria-current="true">События</a>');
  });

  it('says that it is a demonstration, and lists its links at the end for paper', () => {
    const html = page(readers()[0]!);
    expect(html).toContain('class="notice"');
    expect(html.indexOf('class="footnotes"')).toBeGreaterThan(html.indexOf('<footer'));
    expect(visible(html)).toContain('a.kz: https://a.kz/1');
  });

  it('has no styles or scripts of its own within', () => {
    const html = page(readers()[0]!);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=/);
    expect([...html.matchAll(/<script[^>]*>/g)].map(String)).toEqual(['<script src="/static/htmx.min.js" defer="">']);
  });
});

describe('an error', () => {
  it.each([404, 500])('%i is a page with a way on', async (status) => {
    for (const r of readers()) {
      const html = String(
        <ErrorPage
          r={r}
          site={site}
          path="/nowhere"
          status={status}
          title={r.t('error.404.title')}
          text={r.t('error.404.text')}
          requestId="abc"
        />,
      );
      expect(await mistakes(html, 'page')).toEqual([]);
      expect(html).toContain('<meta name="robots" content="noindex"/>');
      expect(html).not.toContain('rel="canonical"');
      expect(html.includes('abc')).toBe(status === 500);
    }
  });
});
