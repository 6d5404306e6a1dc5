import { exampleOf, OPERATIONS, type Operation, type Parameter } from './operations.ts';
import { answerSchemas } from './shapes.ts';

const ABOUT = `Everything that the public pages say. It needs no key, answers any site, knows published records only. Lists come in pages: \`next\` is the
address of the next one. Every answer takes \`as_of\`. The licence of the record stands in /data/manifest.json.`;

/** The API as OpenAPI 3.1. `base`: the public address of the site, without a slash at its end. */
export function openapiDocument(base: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'Merzim', version: '1', description: ABOUT },
    servers: [{ url: base }],
    paths: Object.fromEntries(OPERATIONS.map((operation) => [pathOf(operation.route), { get: described(operation) }])),
    components: {
      schemas: answerSchemas(),
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([name, { about }]) => [
          name,
          {
            description: about,
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

const REFUSALS = {
  Wrong: { status: '400', about: 'A parameter is not what it may be, or as_of is later than now.' },
  Missing: { status: '404', about: 'Nothing published is there, or not as of that day.' },
  TakenDown: { status: '410', about: 'A court took it down.' },
  TooMany: { status: '429', about: 'Too many requests from one network: wait for Retry-After seconds.' },
} as const;

/** `/incidents/:slug` as OpenAPI has it: `/incidents/{slug}`. */
const pathOf = (route: string): string => route.replace(/:(\w+)/g, '{$1}');

function described(operation: Operation): Record<string, unknown> {
  const { name, about, parameters, answer } = operation;
  const schema = 'shape' in answer ? { $ref: `#/components/schemas/${answer.shape}` } : bareSchema(answer.type);
  const hasPath = parameters.some((parameter) => parameter.in === 'path');
  const refusals = (Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]).filter(
    (each) => hasPath || !/^(M|Ta)/.test(each),
  );
  return {
    operationId: name,
    summary: about,
    'x-example': exampleOf(operation),
    parameters: parameters.map(parameterOf),
    responses: {
      200: { description: about, content: { [answer.type]: { schema } } },
      ...Object.fromEntries(
        refusals.map((each) => [REFUSALS[each].status, { $ref: `#/components/responses/${each}` }]),
      ),
    },
  };
}

const bareSchema = (type: string): Record<string, unknown> => ({ type: type === 'text/csv' ? 'string' : 'object' });

function parameterOf({ name, in: place, about, schema, example }: Parameter): Record<string, unknown> {
  return {
    name,
    in: place,
    description: about,
    ...(place === 'path' ? { required: true } : {}),
    schema,
    ...(example === '' ? {} : { example: schema.type === 'integer' ? Number(example) : example }),
  };
}
