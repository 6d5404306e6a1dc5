// Keeps what is typed into the forms of the desk: at once on this device, a moment later at the newsroom. Without this script
// the forms work as they are: only their button saves.
(() => {
  const PREFIX = 'merzim.typed.';
  const PAUSE_MS = 1500;
  const AGAIN_MS = 10000;
  const PATIENCE_MS = 8000;
  const main = document.getElementById('main');
  const copies = main?.dataset.copies;
  if (!main || !copies) return;

  // A device may refuse to keep anything: then everything still goes to the newsroom.
  const device = {
    names: () => {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
    read: (name) => {
      try {
        return JSON.parse(localStorage.getItem(name) ?? 'null');
      } catch {
        return null;
      }
    },
    write: (name, value) => {
      try {
        localStorage.setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    forget: (name) => {
      try {
        localStorage.removeItem(name);
      } catch {
        // Nothing is kept where nothing can be.
      }
    },
  };
  const forgetAll = () => {
    for (const name of device.names()) device.forget(name);
  };

  /** The page again without what was typed. A browser fills it with what stood in it, and does not go where only a place within it is named. */
  const begin = (form) => {
    form.reset();
    location.replace(location.pathname + location.search);
  };

  /** The newsroom's answer; `status` 0: there is no line. */
  const ask = async (address, fields) => {
    const sent = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
    try {
      const answer = await fetch(address, {
        ...sent,
        credentials: 'same-origin',
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const isJson = (answer.headers.get('content-type') ?? '').includes('json');
      return { status: answer.status, type: answer.type, body: isJson ? await answer.json() : null };
    } catch {
      return { status: 0, type: 'error', body: null };
    }
  };

  // Signed out on purpose: the server leaves this mark for a minute.
  if (/(^|; )merzim-out=/.test(document.cookie)) {
    forgetAll();
    // biome-ignore lint/suspicious/noDocumentCookie: the newer way does not exist without https.
    document.cookie = 'merzim-out=; Max-Age=0; path=/; SameSite=Strict';
  }

  const keeper = main.dataset.keeper;
  if (keeper === undefined) {
    // At the door: was this session ended by somebody's word? Then nothing of it stays here.
    if (device.names().length > 0)
      ask(copies).then(({ status, body }) => {
        if (status === 401 && body?.ended) forgetAll();
      });
    return;
  }

  const form = document.querySelector('form[data-keep]');
  const own = `${PREFIX}${keeper}.`;
  const sendTo = (path) => `${copies}?form=${encodeURIComponent(path)}`;

  /** What an earlier page could not send any more. A form that is open now is not disturbed. */
  const sendOlder = async () => {
    const names = device.names().filter((name) => name.startsWith(own) && name !== form?.dataset.kept);
    if (names.length === 0) return;
    const { body } = await ask(copies);
    if (body?.keeper !== keeper) return;
    let here = false;
    for (const name of names) {
      const kept = device.read(name);
      const answer = kept === null ? null : await ask(sendTo(kept.path), withToken(kept.fields, body.csrf));
      const isOther = answer?.status === 409;
      const moved = isOther ? await ask(sendTo(kept.path), anew(withToken(kept.fields, body.csrf))) : answer;
      // 410: a court took down what it is of, and nothing of that stays here.
      if (moved !== null && ![200, 410, 422].includes(moved.status)) continue;
      device.forget(name);
      here ||= form !== null && kept?.path === pathOf(form) && moved?.body?.result === 'kept';
    }
    // The page then offers what has come in.
    if (here && !form.dataset.typed) location.reload();
  };
  const pathOf = (target) => new URL(target.action).pathname;
  const withToken = (fields, csrf) => fields.map(([name, value]) => [name, name === 'csrf' ? csrf : value]);
  const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(24)), (n) => (n % 36).toString(36)).join('');
  /** The same under a new name: its copy was changed elsewhere, and neither is to be lost. */
  const anew = (fields, name = newName()) =>
    fields.map(([field, value]) => [field, field === 'once' ? name : field === 'copy' ? '0' : value]);

  if (form === null) {
    sendOlder();
    return;
  }

  const status = form.querySelector('.kept');
  const field = (name) => form.elements.namedItem(name);
  const say = (what, at = '') => {
    const words = (status?.dataset[what] ?? '').replace('AT', at);
    if (status && status.textContent !== words) status.textContent = words;
  };
  const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  const nameNow = () => `${own}${field('once').value}`;

  let typed = 0;
  let sent = 0;
  let sending = false;
  let going = false;
  let timer;
  let under = Promise.resolve('none');

  const keepHere = () => {
    form.dataset.kept = nameNow();
    return device.write(nameNow(), { path: pathOf(form), fields: fields() });
  };

  /** Sends what is typed. Gives how it went: kept, gone (no line), door (nobody is signed in), other. */
  const send = async () => {
    clearTimeout(timer);
    const count = typed;
    const before = nameNow();
    const answer = await ask(sendTo(pathOf(form)), fields());
    if (answer.status === 200) {
      if (answer.body.version !== undefined) field('copy').value = String(answer.body.version);
      sent = Math.max(sent, count);
      if (typed === count) {
        device.forget(before);
        say('sent', answer.body.at);
      }
      return 'kept';
    }
    if (answer.status === 409) {
      field('once').value = newName();
      field('copy').value = '0';
      device.forget(before);
      keepHere();
      return send();
    }
    if (answer.status === 410) {
      device.forget(before);
      begin(form);
      return 'other';
    }
    if (answer.status === 413) {
      say('large');
      return 'kept';
    }
    if (answer.status === 401) return door(answer.body);
    if (answer.status === 403 && (await renew()) === 'kept') return send();
    say('offline');
    timer = setTimeout(sync, AGAIN_MS);
    return 'gone';
  };

  /** One after the other: a later state never comes before an earlier one. */
  const sync = () => {
    under = under.then(send, send);
    return under;
  };

  /** The token of a session that has begun anew. Another person than the form's sees nothing of it. */
  const renew = async () => {
    const { status: code, body } = await ask(copies);
    if (code === 401) return door(body);
    if (code !== 200) return 'gone';
    if (body.keeper !== keeper) {
      begin(form);
      return 'other';
    }
    for (const input of document.querySelectorAll('input[name="csrf"]')) input.value = body.csrf;
    return 'kept';
  };

  const dialog = document.getElementById('again');
  const door = (body) => {
    if (body?.ended) {
      forgetAll();
      begin(form);
      return 'other';
    }
    say('phone');
    if (dialog && !dialog.open) dialog.showModal();
    return 'door';
  };

  dialog?.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const wrong = document.getElementById('again-wrong');
    const answer = await ask(event.target.action, [...new FormData(event.target)]);
    const isIn = answer.type === 'opaqueredirect';
    wrong.textContent = isIn ? '' : wrong.dataset.wrong;
    if (!isIn) return;
    event.target.reset();
    dialog.close();
    if ((await renew()) === 'kept' && typed > sent) await sync();
  });
  document.getElementById('again-leave')?.addEventListener('click', () => dialog.close());

  const onTyped = (event) => {
    if (sending || event.target.form !== form) return;
    typed += 1;
    form.dataset.typed = 'yes';
    if (keepHere()) say(navigator.onLine ? 'phone' : 'offline');
    clearTimeout(timer);
    timer = setTimeout(sync, PAUSE_MS);
  };
  form.addEventListener('input', onTyped);
  form.addEventListener('change', onTyped);
  // The newsroom's answer has filled fields in.
  document.addEventListener('htmx:after:swap', (event) => {
    if (form.dataset.typed && form.contains(event.target)) onTyped({ target: { form } });
  });

  // The button sends the form only once the newsroom has answered: without a line it stays as it is, and so does the text.
  form.addEventListener('submit', async (event) => {
    if (going) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    say('saving');
    if (typed > sent) keepHere();
    const went = typed > sent ? await sync() : await renew();
    if (went !== 'kept') {
      sending = false;
      if (went === 'gone') say('wait');
      // What was typed while it was being sent.
      if (form.dataset.typed) keepHere();
      return;
    }
    going = true;
    device.forget(nameNow());
    form.requestSubmit(event.submitter);
  });

  addEventListener('online', () => {
    if (typed > sent && !sending) sync();
    else sendOlder();
  });
  // Back from the next page: the form is as it was left.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    sending = false;
    going = false;
  });
  say('ready');
  sendOlder();
})();
