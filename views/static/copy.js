// Copies the words of a field at one press. Without it the field is there to select from.
for (const button of document.querySelectorAll('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector('[role=status]');
  if (!field || !said || button.dataset.ready) continue;
  button.dataset.ready = 'yes';
  button.hidden = false;
  button.addEventListener('click', async () => {
    said.textContent = '';
    const done = await copied(field);
    said.textContent = done ? button.dataset.done : button.dataset.failed;
  });
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Older browsers and plain http: the field itself is copied from, which has to be open for that.
    const fold = field.closest('details');
    if (fold) fold.open = true;
    field.select();
    return document.execCommand('copy');
  }
}
