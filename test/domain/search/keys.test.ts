import { describe, expect, it } from 'vitest';
import { foldKazakh } from '../../../src/domain/deadline/fold.ts';
import { kazakhStems } from '../../../src/domain/search/kazakh.ts';
import { askedFor, keysOfTexts, type Said } from '../../../src/domain/search/keys.ts';
import { snippetOf } from '../../../src/domain/search/snippet.ts';
import { STEMMERS } from '../../../src/records/search-words.ts';

/** Whether the question finds the text: each of its words by one of its keys. */
function finds(question: string, text: string, lang: Said['lang']): boolean {
  const keys = new Set(keysOfTexts([{ text, lang }], STEMMERS));
  const { words } = askedFor(question, STEMMERS);
  return words.length > 0 && words.every((word) => word.some((key) => keys.has(key)));
}

const shares = (stems: readonly string[]) => (others: string[]) => others.some((stem) => stems.includes(stem));

describe('Search: the endings of Kazakh words', () => {
  it.each([
    ['үй', 'үйлер', 'үйлерді', 'үйлердің'],
    ['көше', 'көшелер', 'көшелерге', 'көшелерінде', 'көшесі', 'көшедегі'],
    ['қала', 'қаланың', 'қалада', 'қалалар', 'қаласының', 'қаладағы'],
    ['жарық', 'жарықтың', 'жарығы', 'жарықты', 'жарықпен'],
    ['әкім', 'әкімнің', 'әкімге', 'әкімдер', 'әкімі', 'әкімінің'],
    ['тұрғын', 'тұрғындар', 'тұрғындардың', 'тұрғындарға'],
    ['халық', 'халқы', 'халықтың', 'халыққа'],
    ['мектеп', 'мектебі', 'мектептер', 'мектепке', 'мектептерден'],
    ['жарылыс', 'жарылыстан', 'жарылыстың', 'жарылыстар'],
    ['шешім', 'шешімдер', 'шешімін', 'шешіммен'],
    ['Алматы', 'Алматыда', 'Алматыдан', 'Алматының', 'Алматыдағы'],
    ['орындалды', 'орындалады', 'орындалған'],
    ['министрлік', 'министрлігі', 'министрлікке'],
  ])('%s: every form is the same word', (first, ...forms) => {
    const stems = kazakhStems(foldKazakh(first));
    for (const form of forms) expect(kazakhStems(foldKazakh(form)), form).toSatisfy(shares(stems));
  });

  it.each([
    ['алма', 'Алматы'],
    ['қала', 'қалам'],
    ['жол', 'жолдас'],
    ['су', 'суық'],
    ['бала', 'балық'],
  ])('%s is not %s', (one, other) => {
    expect(kazakhStems(foldKazakh(other))).not.toSatisfy(shares(kazakhStems(foldKazakh(one))));
  });

  it('keep to the harmony of vowels: an ending of the other kind is no ending', () => {
    // «-ден» would be an ending after a front vowel, «-дан» after a back one.
    expect(kazakhStems('mekenden')).toContain('meken');
    expect(kazakhStems('mekendan')).toEqual(['mekendan']);
    expect(kazakhStems('kaladan')).toContain('kala');
    expect(kazakhStems('kaladen')).toEqual(['kaladen']);
  });

  it('keep to the letter before them: -ты stands on a voiceless consonant, -ды on a voiced one', () => {
    expect(kazakhStems(foldKazakh('мектепті'))).toContain('mektep');
    expect(kazakhStems(foldKazakh('жолды'))).toContain('jol');
    expect(kazakhStems(foldKazakh('жолты'))).not.toContain('jol');
  });

  it('leave two letters and a vowel', () => {
    for (const word of ['су', 'ел', 'ода', 'ата', 'дене', 'нан']) {
      const folded = foldKazakh(word);
      for (const stem of kazakhStems(folded)) expect(stem.length, word).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('Search: what finds what', () => {
  it.each([
    // Russian endings; ё and е
    ['авария', 'Об аварии сообщили жители', 'ru', true],
    ['воды', 'Вода вернулась вечером', 'ru', true],
    ['счет', 'Счёт города арестован', 'ru', true],
    ['счёт', 'Счет города арестован', 'ru', true],
    ['обещания', 'Обещание дано', 'ru', true],
    ['АКИМ', 'Слово акима', 'ru', true],
    ['водитель', 'Вода вернулась', 'ru', false],
    // all the words, not one of them
    ['свет Алматы', 'В Алматы пропал свет', 'ru', true],
    ['свет Шымкент', 'В Алматы пропал свет', 'ru', false],
    ['в Алматы', 'Алматы: пропал свет', 'ru', true],
    // Kazakh, in three spellings
    ['жарық', 'Алматыда жарық сөнді', 'kk', true],
    ['жарығы', 'Алматыда жарық сөнді', 'kk', true],
    ['жарык', 'Алматыда жарық сөнді', 'kk', true],
    ['жарык сонди', 'Алматыда жарық сөнді', 'kk', true],
    ['jaryq sóndi', 'Алматыда жарық сөнді', 'kk', true],
    ['jaryq söndı', 'Алматыда жарық сөнді', 'kk', true],
    ['turgyndar', 'Тұрғындардың айтуынша', 'kk', true],
    ['әкімнің', 'Ákimniń sózi', 'kk', true],
    ['акимнин', 'Ákimniń sózi', 'kk', true],
    ['әкімнің', 'Äkımnıñ sözı', 'kk', true],
    // English
    ['explosions', 'An explosion shook the depot', 'en', true],
    ['promise', 'He promised to restore the houses', 'en', true],
    // names, across alphabets and cases
    ['Sagintayev', 'Бакытжан Сагинтаев поручил', 'ru', true],
    ['sagintayev', 'по словам Сагинтаева', 'ru', true],
    ['Сағынтаев', 'по словам Сагинтаева', 'ru', true],
    ['Сагинтаев', 'Бақытжан Сағынтаевтың айтуынша', 'kk', true],
    ['Сагинтаева', 'Akim Sagintayev said', 'en', true],
    ['Sagintayev', 'Бақытжан Сағынтаевтың айтуынша', 'kk', true],
    ['Кульгинов', 'Алтай Көлгінов', 'kk', true],
    ['Kulginov', 'Алтаем Кульгиновым', 'ru', true],
    ['Шукеев', 'Өмірзақ Шүкеев', 'kk', true],
    ['Shukeyev', 'Умирзака Шукеева', 'ru', true],
    ['Nur-Sultan', 'аким Нур-Султана', 'ru', true],
    ['Нурсултан', 'аким Нур-Султана', 'ru', true],
    ['Нұр-Сұлтан', 'Akim of Nur-Sultan', 'en', true],
    ['Нур-Султан', 'Нұр-Сұлтан қаласының әкімі', 'kk', true],
    ['Арысь', 'Взрывы в Арыси', 'ru', true],
    ['Arys', 'Взрывы в Арыси', 'ru', true],
    ['Арыс', 'Explosions in Arys', 'en', true],
    ['Шымкент', 'People of Shymkent', 'en', true],
    ['Astana', 'деньги Банка Астаны', 'ru', true],
    // numbers
    ['10 дней', 'в течение 10 дней', 'ru', true],
    ['11 дней', 'в течение 10 дней', 'ru', false],
    ['LRT', 'Достроят ли LRT', 'ru', true],
    ['lrt', 'LRT құрылысы', 'kk', true],
  ] as const)('%s in «%s» (%s): %s', (question, text, lang, found) => {
    expect(finds(question, text, lang)).toBe(found);
  });

  it('a short common word is not taken for a name', () => {
    expect(finds('дума', 'Дома восстановят', 'ru')).toBe(false);
  });

  it('nothing is asked by signs alone, and no text breaks it', () => {
    for (const typed of ['', '*', '"', '--', 'в', '\ud800', "' OR 1=1 --", 'NEAR(a b)', '\u0000', '🙂'.repeat(50)])
      expect(() => askedFor(typed, STEMMERS), typed).not.toThrow();
    for (const typed of ['', '*', '"*"', 'в', '\ud800', '🙂']) expect(askedFor(typed, STEMMERS).words).toEqual([]);
    expect(
      askedFor('я'.repeat(10_000), STEMMERS)
        .words.flat()
        .every((key) => key.length < 200),
    ).toBe(true);
  });

  it('every key is of a-z and 0-9 alone', () => {
    const texts = ['Ғылым ё-моё Ýaqyt naïve İstanbul ẞ ﬁ №5 ٣ 字', 'ӘҒҚҢӨҰҮҺІ ЪЬЫЭЮЯ', 'x\u0301y'];
    for (const lang of ['ru', 'kk', 'en', 'any'] as const)
      for (const key of keysOfTexts(
        texts.map((text) => ({ text, lang })),
        STEMMERS,
      ))
        expect(key).toMatch(/^[a-z0-9]+$/);
  });
});

describe('Search: the words around what was found', () => {
  const snippet = (text: string, question: string, lang: Said['lang'] = 'ru') =>
    snippetOf({ text, lang }, askedFor(question, STEMMERS), STEMMERS);

  it('marks each form of a word', () => {
    expect(snippet('Аким сказал: воды нет, вода будет.', 'вода')).toEqual([
      { text: 'Аким сказал: ', found: false },
      { text: 'воды', found: true },
      { text: ' нет, ', found: false },
      { text: 'вода', found: true },
      { text: ' будет.', found: false },
    ]);
  });

  it('loses no letter of a short text, and cuts a long one around the first word', () => {
    const text = 'Где свет? <b>';
    expect(
      snippet(text, 'свет')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    const long = `${'слово '.repeat(100)}авария ${'ещё '.repeat(100)}`;
    const pieces = snippet(long, 'аварии');
    expect(pieces[0]?.text).toBe('… ');
    expect(pieces.at(-1)?.text).toBe(' …');
    expect(pieces.filter(({ found }) => found).map(({ text: words }) => words)).toEqual(['авария']);
    expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(260);
  });
});
