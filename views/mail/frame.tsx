import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import type { Reader } from '../reader.ts';

/**
 * The look of a mail. Programs for mail know few rules: no custom properties, no layers, no files from elsewhere. Without any of
 * it the mail still reads in order; the colours are those of the site, light and dark.
 */
const STYLE = `
body{margin:0;padding:0;background:#ffffff;color:#14191d}
.mail{box-sizing:border-box;max-width:40rem;margin:0 auto;padding:24px 16px 48px;background:#ffffff;color:#14191d;
font-family:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:17px;line-height:1.5;
font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1{margin:0 0 12px;font-size:28px;line-height:1.15;font-weight:700}
h2{margin:40px 0 4px;padding:14px 0 0;border-top:2px solid #14191d;font-size:19px;line-height:1.3;font-weight:700}
h3{margin:20px 0 0;font-size:17px;line-height:1.4;font-weight:700}
p{margin:12px 0}
ul{margin:0;padding:0;list-style:none}
li{margin:14px 0;padding:0}
a{color:#005a70;text-decoration:underline;text-underline-offset:2px}
.small,.note{font-size:14px;line-height:1.45;color:#515b64}
.small{margin:0 0 4px}
.past{color:#874600}
.done{color:#1a6840}
.muted{color:#515b64}
.foot{margin:40px 0 0;padding:12px 0 0;border-top:1px solid #d3d9dd}
.go{display:inline-block;padding:11px 18px;background:#005a70;color:#ffffff;font-weight:600;text-decoration:none}
@media (prefers-color-scheme:dark){
body,.mail{background:#11161a!important;color:#e8ecef!important}
h2{border-top-color:#e8ecef!important}
a{color:#7fcade!important}
.small,.note,.muted{color:#a5b0b9!important}
.past{color:#e6b36f!important}
.done{color:#83cf9f!important}
.foot{border-top-color:#313a41!important}
.go{background:#7fcade!important;color:#0b1114!important}
}`;

/** A whole mail as HTML. */
export function MailFrame({ r, title, children }: PropsWithChildren<{ r: Reader; title: string }>) {
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={r.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <title>{title}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <main class="mail" lang={r.lang}>
            {children}
          </main>
        </body>
      </html>
    </>
  );
}
