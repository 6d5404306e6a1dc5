import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { type AppEnv, isSecure } from '../context.ts';

/** The policy of our pages: own files only, nothing inline. A page for other sites names who may frame it. */
export function contentPolicy(frameAncestors = "'none'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
    "base-uri 'none'",
  ].join('; ');
}

const UNUSED = { camera: [], microphone: [], geolocation: [], payment: [], usb: [], browsingTopics: [] };

/** A handler may set its own value of any of these first: it then stands. */
export const guarded = [
  secureHeaders({
    // Not no-referrer: browsers would then send `Origin: null` with our own forms.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
    xFrameOptions: false,
    permissionsPolicy: UNUSED,
    overwrite: false,
  }),
  createMiddleware<AppEnv>(async (c, next) => {
    await next();
    const { headers } = c.res;
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentPolicy());
    if (isSecure(c)) headers.set('strict-transport-security', 'max-age=31536000');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  }),
];
