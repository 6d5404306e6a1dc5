// Selected words of a quotation go where a button says: into the promise, its phrase, or as an answer to one of the five
// questions. Without this script the fields below take them by hand.
for (const tools of document.querySelectorAll('[data-words-of]')) {
  const from = document.getElementById(tools.dataset.wordsOf);
  if (!(from instanceof HTMLTextAreaElement)) continue;
  const selected = () => from.value.slice(from.selectionStart, from.selectionEnd).trim();
  const show = () => {
    // The last selection stays while somebody is on his way to a button.
    if (document.activeElement === from) tools.classList.toggle('marks-on', selected() !== '');
  };
  document.addEventListener('selectionchange', show);
  from.addEventListener('keyup', show);
  from.addEventListener('select', show);
  tools.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button || selected() === '') return;
    const { into: field = '', tick } = button.dataset;
    const into = tick
      ? document.querySelector(`input[name="answers[]"][value="${CSS.escape(tick)}"]`)
      : document.getElementById(field);
    if (into instanceof HTMLInputElement && into.type === 'checkbox') into.checked = true;
    else if (into instanceof HTMLInputElement || into instanceof HTMLTextAreaElement) {
      into.value = selected();
      into.closest('details')?.setAttribute('open', '');
    }
    into?.dispatchEvent(new Event('input', { bubbles: true }));
    into?.dispatchEvent(new Event('change', { bubbles: true }));
    const said = tools.querySelector('[role="status"]');
    if (said) said.textContent = `${button.textContent?.trim()}: «${selected()}»`;
  });
}
