import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { address } from '../../views/address.ts';
import { OfflinePage } from '../../views/desk/offline.tsx';
import { readerOf } from '../../views/reader.ts';
import { ASSETS, assetUrl } from '../../views/static.ts';
import type { Language } from '../domain/words.ts';
import type { Translate } from '../i18n/translate.ts';
import type { AppEnv } from './context.ts';
import { respondPublic } from './respond.ts';

const ICONS = [
  { src: 'icons/app-192.png', sizes: '192x192', purpose: 'any' },
  { src: 'icons/app-512.png', sizes: '512x512', purpose: 'any' },
  { src: 'icons/app-mask-512.png', sizes: '512x512', purpose: 'maskable' },
] as const;

const WORKER = ASSETS.find(({ name }) => name === 'sw.js')?.bytes ?? new Uint8Array();

/** What makes the desk an application of a phone: its name and icons, where shared links go, and a page for when there is no line. */
export function installable(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.get('/app.webmanifest', (c) => {
    const manifest = JSON.stringify(manifestOf(c.var.lang, c.var.t));
    return respondPublic(c, manifest, { type: 'application/manifest+json; charset=utf-8' });
  });

  app.get('/sw.js', (c) => {
    const lang = (['kk', 'en'] as const).find((one) => one === c.req.query('lang')) ?? 'ru';
    const script = workerScript({ page: address(lang, '/offline'), sheet: assetUrl('merzim.css') });
    return respondPublic(c, script, { type: 'text/javascript; charset=utf-8' });
  });

  app.get('/offline', (c) => respondPublic(c, <OfflinePage r={readerOf(c.var.lang)} site={c.var.site} />));

  return app;
}

/** W3C Web App Manifest, with its share target: what is shared is held, and comes to the one box, past the door if need be. */
function manifestOf(lang: Language, t: Translate): Record<string, unknown> {
  return {
    id: address(lang, '/desk'),
    name: `${t('site.name')}: ${t('desk.name')}`,
    short_name: t('site.name'),
    lang,
    start_url: address(lang, '/desk'),
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#ffffff',
    icons: ICONS.map(({ src, ...icon }) => ({ src: assetUrl(src), type: 'image/png', ...icon })),
    shortcuts: [
      { name: t('desk.incident.new'), url: address(lang, '/desk/incidents/new') },
      { name: t('desk.capture.title'), url: address(lang, '/desk/capture') },
    ],
    share_target: {
      action: address(lang, '/desk/shared'),
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [{ name: 'photo', accept: ['image/jpeg', 'image/png', 'image/webp'] }],
      },
    },
  };
}

/** The script that shows `page` where there is no line; `sheet`: the address of its sheet. Its version changes with both. */
function workerScript({ page, sheet }: { page: string; sheet: string }): string {
  const source = new TextDecoder().decode(WORKER);
  const version = createHash('sha256').update(`${source}${page}${sheet}`).digest('hex').slice(0, 12);
  return source.replaceAll("PAGE'", `${page}'`).replaceAll('SHEET', sheet).replaceAll('VERSION', version);
}
