// The least that a server can do: a bare node:http that answers everything with the bytes of a file. node bare.mjs STATUS FILE HEADERS
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [status, file, headers] = process.argv.slice(2);
const bytes = readFileSync(file);
const known = JSON.parse(headers);
const server = createServer((_request, response) => {
  if (status === '304') {
    response.writeHead(304, known);
    response.end();
    return;
  }
  response.writeHead(200, { ...known, 'content-length': bytes.length });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
