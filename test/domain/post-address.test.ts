import { describe, expect, it } from 'vitest';
import { isSameAddress, isSameQuote, readBox, recognise } from '../../src/domain/capture.ts';
import type { Channel, Directory } from '../../src/domain/directory.ts';
import { networkOf, readPostAddress } from '../../src/domain/post-address.ts';

describe('the network and the account that an address names', () => {
  it.each([
    ['https://www.facebook.com/akim.example/posts/pfbid0Abc123?__cft__[0]=x', 'facebook', 'akim.example'],
    ['https://m.facebook.com/akim.example/videos/1234567/?mibextid=1', 'facebook', 'akim.example'],
    ['https://facebook.com/profile.php?id=100012', 'facebook', '100012'],
    ['https://m.facebook.com/story.php?story_fbid=12345&id=100012', 'facebook', '100012'],
    ['https://www.facebook.com/people/Akim-Example/100012/', 'facebook', '100012'],
    ['https://www.facebook.com/akim.example/posts/12345?comment_id=9', 'facebook', null],
    ['https://www.facebook.com/share/p/1AbcDef/', 'facebook', null],
    ['https://www.facebook.com/groups/1/posts/2', 'facebook', null],
    ['https://www.facebook.com/watch/?v=77777', 'facebook', null],
    ['https://www.facebook.com/photo.php?fbid=55555', 'facebook', null],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Ft.me%2Fakimat%2F12&h=x', 'telegram', 'akimat'],
    ['https://fb.watch/abc/', 'facebook', null],
    ['https://instagram.com/p/AbC_1/?igsh=zz', 'instagram', null],
    ['https://www.instagram.com/akim.example/p/AbC_1/', 'instagram', 'akim.example'],
    ['https://www.instagram.com/stories/akim.example/123/', 'instagram', 'akim.example'],
    ['https://www.instagram.com/Akim.Example?igsh=1', 'instagram', 'akim.example'],
    ['https://twitter.com/AkimExample/status/123?s=20', 'twitter', 'akimexample'],
    ['https://x.com/i/web/status/123', 'twitter', null],
    ['https://mobile.twitter.com/AkimExample', 'twitter', 'akimexample'],
    ['https://t.co/abc', 'twitter', null],
    ['https://t.me/akimat_example/123', 'telegram', 'akimat_example'],
    ['https://t.me/s/akimat_example/123?single', 'telegram', 'akimat_example'],
    ['https://t.me/c/12345/6', 'telegram', null],
    ['https://t.me/+AbCdEf', 'telegram', null],
    ['https://akimat.t.me/5', 'telegram', 'akimat'],
    ['https://www.youtube.com/watch?v=abc&t=10s', 'youtube', null],
    ['https://youtu.be/abc?si=1', 'youtube', null],
    ['https://m.youtube.com/@AkimExample/videos', 'youtube', 'akimexample'],
    ['https://www.youtube.com/channel/UCabc', 'youtube', 'ucabc'],
    ['https://vk.com/akimat_example', 'vk', 'akimat_example'],
    ['https://m.vk.com/wall-123_456', 'vk', 'club123'],
    ['https://vk.com/akimat_example?w=wall-123_456', 'vk', 'akimat_example'],
    ['https://vk.ru/public123', 'vk', 'club123'],
    ['https://vk.com/id77', 'vk', 'id77'],
    ['https://www.tiktok.com/@akim.example/video/123?is_from_webapp=1', 'tiktok', 'akim.example'],
    ['https://vm.tiktok.com/ZMabc/', 'tiktok', null],
    ['https://www.threads.net/@akim.example/post/Cx', 'threads', 'akim.example'],
    ['https://threads.com/t/Cx', 'threads', null],
    ['https://informburo.kz/novosti/x.html', null, null],
    ['https://notfacebook.com/akim', null, null],
    ['https://informburo.kz/facebook.com', null, null],
  ])('%s: %s, %s', (url, network, account) => {
    expect(readPostAddress(url)).toMatchObject({ network, account });
    expect(networkOf(url) ?? null).toBe(network);
  });

  it.each([
    'javascript:alert(1)',
    'ftp://t.me/a',
    'tg://resolve?domain=a',
    'not an address',
    '',
    'https://',
    'mailto:a@b.kz',
  ])('«%s» is no address on the web', (text) => expect(readPostAddress(text)).toBeUndefined());
});

describe('the same address', () => {
  it.each([
    ['https://t.me/akimat/12', 'http://telegram.me/s/Akimat/12?single'],
    ['https://www.facebook.com/a/posts/12345', 'https://m.facebook.com/story.php?story_fbid=12345&id=9&mibextid=x'],
    ['https://x.com/a/status/12?s=20', 'https://mobile.twitter.com/A/status/12'],
    ['https://youtu.be/abc?si=9', 'https://www.youtube.com/watch?v=abc&feature=share'],
    ['https://instagram.com/p/AbC', 'https://www.instagram.com/akim/p/AbC/?igsh=1'],
    ['https://vk.com/wall-1_2', 'https://m.vk.com/akimat?w=wall-1_2'],
    ['http://www.vlast.kz/novosti/1/?utm_source=tg&b=2&a=1#top', 'https://vlast.kz/novosti/1?a=1&b=2'],
    ['https://www.facebook.com/akim', 'https://m.facebook.com/Akim/?ref=share'],
  ])('%s is %s', (a, b) => expect(isSameAddress(a, b)).toBe(true));

  it.each([
    ['https://t.me/akimat/12', 'https://t.me/akimat/13'],
    ['https://t.me/akimat/12', 'https://t.me/other/12'],
    ['https://vlast.kz/novosti/1?page=1', 'https://vlast.kz/novosti/1?page=2'],
    ['https://www.facebook.com/share/p/aaa', 'https://www.facebook.com/share/p/bbb'],
    ['https://www.facebook.com/a/posts/12345?comment_id=7', 'https://www.facebook.com/a/posts/12345'],
    ['https://instagram.com/p/AbC', 'https://instagram.com/p/abc'],
    ['not an address', 'not an address'],
  ])('%s is not %s', (a, b) => expect(isSameAddress(a, b)).toBe(false));

  it('is compared without what the way left on it, and kept as it was pasted', () => {
    const pasted = 'https://www.facebook.com/akim.example/posts/12345?fbclid=Zz&__tn__=R';
    expect(readBox(pasted).url).toBe(pasted);
  });
});

describe('the same quote', () => {
  it('is the same whatever its marks and capitals', () => {
    expect(isSameQuote('«Результаты — в течение 10 дней!»', 'результаты в течение 10 дней')).toBe(true);
    expect(isSameQuote('Результаты в течение 10 дней', 'Он сказал: результаты в течение 10 дней будут')).toBe(true);
    expect(isSameQuote('Результаты в течение 10 дней', 'Результаты в течение 11 дней')).toBe(false);
  });

  it('is not told of a word or two', () => {
    expect(isSameQuote('Разберёмся', 'Разберёмся')).toBe(false);
  });
});

describe('what is put into the one box', () => {
  it.each([
    ['https://t.me/a/1', 'https://t.me/a/1', ''],
    ['Аким сказал: «Сделаем». (https://t.me/a/1).', 'https://t.me/a/1', 'Аким сказал: «Сделаем». ().'],
    ['t.me/a/1 сделаем', 'https://t.me/a/1', 'сделаем'],
    ['«Сделаем за 10 дней»', null, 'Сделаем за 10 дней'],
    ['Нет света\n\n\n\nс утра', null, 'Нет света\n\nс утра'],
    ['Пишите на akim@x.com/ и всё', null, 'Пишите на akim@x.com/ и всё'],
    ['https://kk.wikipedia.org/wiki/Арыс_(қала)', 'https://kk.wikipedia.org/wiki/Арыс_(қала)', ''],
  ])('«%s»', (text, url, words) => expect(readBox(text)).toEqual({ url, words }));
});

const channel = (id: string, rest: Partial<Channel>): Channel => ({
  id,
  owner: { official: 'akim' },
  network: 'facebook',
  handle: null,
  url: null,
  states: [],
  followers: [],
  traits: [],
  note: null,
  ...rest,
});
const tenure = (office: string, from: string | null, to: string | null) => ({
  office,
  official: 'akim',
  from,
  to,
  source: null,
  note: null,
});
const DIRECTORY: Directory = {
  offices: [],
  officials: [],
  tenures: [tenure('first', '2018', '2019-06-28'), tenure('second', '2019-06-28', null)],
  channels: [
    channel('fb', { url: 'https://www.facebook.com/akim.example' }),
    channel('tg', { network: 'telegram', handle: '@Akim_Example' }),
    channel('office-tg', { network: 'telegram', handle: 'akimat', owner: { office: 'second' } }),
    channel('office-site', { network: 'site', url: 'https://akimat.example.kz/', owner: { office: 'second' } }),
    channel('insta', { network: 'instagram' }),
  ],
  indicators: [],
  measurements: [],
  benchmarks: [],
};

describe('whose address it is', () => {
  const found = (url: string, on = '2019-07-16') => {
    const { channel: known, office, official } = recognise(url, DIRECTORY, on) ?? {};
    return [known?.id ?? null, office ?? null, official ?? null];
  };
  it('is told by a known account, with the office that its owner held on that day', () => {
    expect(found('https://m.facebook.com/Akim.Example/posts/12345')).toEqual(['fb', 'second', 'akim']);
    expect(found('https://m.facebook.com/akim.example/posts/12345', '2019-01-01')).toEqual(['fb', 'first', 'akim']);
    expect(found('https://t.me/s/akim_example/5')).toEqual(['tg', 'second', 'akim']);
  });
  it('leaves the office open on a day on which two may be meant, and where none was held', () => {
    expect(found('https://t.me/akim_example/5', '2019-06-28')).toEqual(['tg', null, 'akim']);
    expect(found('https://t.me/akim_example/5', '2017-06-28')).toEqual(['tg', null, 'akim']);
  });
  it('of an office’s own account names no person', () => {
    expect(found('https://t.me/akimat/5')).toEqual(['office-tg', 'second', null]);
    expect(found('https://news.akimat.example.kz/a')).toEqual(['office-site', 'second', null]);
  });
  it('is not guessed where the address names no account, or another', () => {
    expect(found('https://www.facebook.com/share/p/1Abc')).toEqual([null, null, null]);
    expect(found('https://www.facebook.com/akim.example.fan/posts/12345')).toEqual([null, null, null]);
    expect(found('https://www.instagram.com/p/AbC')).toEqual([null, null, null]);
    expect(found('https://notakimat.example.kz/a')).toEqual([null, null, null]);
    expect(recognise('слова', DIRECTORY, '2019-07-16')).toBeUndefined();
  });
});
