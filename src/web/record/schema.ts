import * as z from 'zod';
import { DIRECTORY_FORMAT, INCIDENT_FORMAT } from '../../domain/document.ts';
import { DOCUMENTS, KINDS } from './files.ts';

/** JSON Schema (2020-12) of the files: under `$defs`, by kind, what one line of JSON Lines is and what the columns of CSV hold. */
export function recordSchema(): Record<string, unknown> {
  const kinds = KINDS.map(({ name, about, row }) => {
    const { $schema: _, ...schema } = z.toJSONSchema(row);
    return [name, { description: about, ...schema }];
  });
  const documents = {
    description: `${DOCUMENTS}.jsonl: ${DIRECTORY_FORMAT} in the first line, then ${INCIDENT_FORMAT}. What import reads.`,
    anyOf: [{ $ref: '/api/v1/schema/directory.json' }, { $ref: '/api/v1/schema/incident.json' }],
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:merzim:record:1',
    title: 'The files of the record',
    $defs: { [DOCUMENTS]: documents, ...Object.fromEntries(kinds) },
  };
}
