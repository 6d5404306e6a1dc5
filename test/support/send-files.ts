import type { Colleague, TestDesk } from './desk.ts';

export type SentFile = { name: string; bytes: Uint8Array; field?: string };
type Asked = {
  headers?: Record<string, string>;
  fields: Record<string, string | readonly string[]>;
  files: readonly SentFile[];
};

/** Sends a form with files as a browser does, its length first. */
export async function sendFiles(
  { app }: Pick<TestDesk, 'app'>,
  path: string,
  { headers = {}, fields, files }: Asked,
): Promise<{ status: number; location: string; html: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, String(one));
  for (const { name, bytes, field = 'files' } of files) form.append(field, new File([new Uint8Array(bytes)], name));
  const request = new Request('http://localhost:3000/', { method: 'POST', body: form });
  const body = await request.arrayBuffer();
  const answer = await app.request(path, {
    method: 'POST',
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      'content-length': String(body.byteLength),
      origin: 'http://localhost:3000',
      ...headers,
    },
    body,
  });
  return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() };
}

/** The same by somebody at the desk, with his cookie and his form's token. */
export const sendAs = (desk: TestDesk, who: Colleague, path: string, { fields, files }: Omit<Asked, 'headers'>) =>
  sendFiles(desk, path, { headers: { cookie: who.cookie }, fields: { csrf: who.csrf, ...fields }, files });
