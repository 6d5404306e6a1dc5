// Selected words go where a button says: into the promise, its phrase, or as an answer to one of the five questions. They are
// selected in a field, or in words that only stand on the page. Without this script the fields take them by hand.
for (const tools of document.querySelectorAll('[data-words-of]')) {
  const sources = () => tools.dataset.wordsOf.split(' ').flatMap((id) => document.getElementById(id) ?? []);
  const within = (from) => {
    if (from instanceof HTMLTextAreaElement) return from.value.slice(from.selectionStart, from.selectionEnd);
    const chosen = document.getSelection();
    return chosen && from.contains(chosen.anchorNode) && from.contains(chosen.focusNode) ? chosen.toString() : '';
  };
  const isField = (from) => from instanceof HTMLTextAreaElement;
  let last = '';
  let lastFrom;
  const show = (event) => {
    const on = document.activeElement;
    // The last selection stays while somebody is on his way to a button.
    if (tools.contains(on)) return;
    const from = sources().find((source) => (isField(source) ? source === on : within(source).trim() !== ''));
    // Somebody works in another field: what was selected in a field stays; what only stands on the page is selected no more.
    if (from === undefined && event.type === 'selectionchange' && isField(lastFrom)) return;
    lastFrom = from;
    last = from === undefined ? '' : within(from).trim();
    tools.classList.toggle('marks-on', last !== '');
  };
  document.addEventListener('selectionchange', show);
  document.addEventListener('keyup', show);
  document.addEventListener('select', show, true);
  // A press on a button must not take the selection away before it is read.
  tools.addEventListener('mousedown', (event) => event.preventDefault());
  tools.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button || last === '') return;
    const words = last;
    const { into: field = '', tick } = button.dataset;
    const into = tick
      ? document.querySelector(`input[name="answers[]"][value="${CSS.escape(tick)}"]`)
      : document.getElementById(field);
    const isLong = into && 'maxLength' in into && into.maxLength > 0 && words.length > into.maxLength;
    if (into instanceof HTMLInputElement && into.type === 'checkbox') into.checked = true;
    else if (!isLong && (into instanceof HTMLInputElement || into instanceof HTMLTextAreaElement)) {
      into.value = words;
      into.closest('details')?.setAttribute('open', '');
    }
    into?.dispatchEvent(new Event('input', { bubbles: true }));
    into?.dispatchEvent(new Event('change', { bubbles: true }));
    const said = tools.querySelector('[role="status"]');
    if (said) said.textContent = isLong ? said.dataset.long : `${button.textContent?.trim()}: «${words}»`;
  });
}
