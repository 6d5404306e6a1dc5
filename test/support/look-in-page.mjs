// Runs in the page, as a script of its own; look-at-page.ts calls it.

/** What is wrong with the page as it is laid out: language, sideways scrolling, headings, small targets, words cut in two. */
globalThis.lookAtLayout = async (lang) => {
  await document.fonts.ready;
  const { documentElement: root } = document;
  return [
    ...(root.lang === lang ? [] : [`lang is ${root.lang}`]),
    ...(root.scrollWidth > innerWidth ? [`scrolls sideways: ${root.scrollWidth} of ${innerWidth} px`] : []),
    ...headings(),
    ...targets(),
    ...cutWords(),
  ];
};

/** The sheets of both pages are the same one, so no navigation is needed to see the other. */
globalThis.layIn = async (html) => {
  const other = new DOMParser().parseFromString(html, 'text/html');
  const sheets = (page) =>
    [...page.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute('href'));
  if (String(sheets(other)) !== String(sheets(document)))
    throw new Error(`not the same sheet: ${sheets(other)}: ${html.slice(0, 300)}`);
  document.documentElement.lang = other.documentElement.lang;
  document.title = other.title;
  document.body.replaceWith(other.body);
  document.body.getBoundingClientRect();
  await document.fonts.ready;
};

const shortly = (element) => element.outerHTML.slice(0, 160);

function headings() {
  const all = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const levels = all.map((heading) => Number(heading.tagName[1]));
  const leaps = all.filter((_, index) => levels[index] > (levels[index - 1] ?? 0) + 1);
  const h1 = levels.filter((level) => level === 1).length;
  return [...(h1 === 1 ? [] : [`h1: ${h1}`]), ...leaps.map((heading) => `leaps over a rank: ${shortly(heading)}`)];
}

/** A target, or its label, is 24 px high and wide; a link within a sentence is as high as its line lets it be. */
function targets() {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  return all
    .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.closest('.skip, .hide'))
    .filter((target) => ![target, ...(target.labels ?? [])].some(isLarge) && !isWithinSentence(target))
    .map((target) => `target of ${Math.round(target.getBoundingClientRect().height)} px: ${shortly(target)}`);
}

function isLarge(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 23.9 && height > 23.9;
}

function isWithinSentence(target) {
  if (target.tagName !== 'A') return false;
  let block = target.parentElement;
  while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  const letters = (element) => element.textContent.replace(/\s/g, '').length;
  return letters(block) > [...block.querySelectorAll('a')].reduce((sum, link) => sum + letters(link), 0);
}

/** Long words that a narrow column breaks; not addresses, nor what a program is told. */
function cutWords() {
  const found = [];
  const range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode;
    const words = [...text.data.matchAll(/(?<![^\s(«“])\p{L}{8,}(?![^\s),.:;»”])/gu)];
    if (words.length === 0 || text.parentElement.closest('svg, thead, code, .cite, .hide, textarea, select')) continue;
    for (const { 0: word, index } of words) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
        found.push(`cut in two: ${word}`);
    }
  }
  return found;
}
