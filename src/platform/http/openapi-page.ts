import type { OpenAPI } from '@orpc/contract'

type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  const?: unknown
  default?: unknown
}
type Operation = {
  summary?: string
  operationId?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

const escaped = (text: unknown) =>
  String(text).replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** The API as a page to read: every operation with its parameters, body, answer and refusals; no script, no network. */
export function openApiPage(document: OpenAPI.Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))].sort()
  const sections = tags.map(tag => {
    const own = operations.filter(({ operation }) => (operation.tags?.[0] ?? '') === tag)
    return `<section id="${escaped(tag)}"><h2>${escaped(tag)}</h2>${own.map(article).join('')}</section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(document.info.title)} API ${escaped(document.info.version)}</title><style>${STYLE}</style></head><body>
<nav aria-label="Operations"><h1>${escaped(document.info.title)} API</h1><ul>${tags.map(tag => `<li><a href="#${escaped(tag)}">${escaped(tag)}</a></li>`).join('')}</ul></nav>
<main><p>${escaped(document.info.description ?? '')}</p><p><a href="/api/openapi.json">OpenAPI ${escaped(document.openapi)} document</a></p>${sections.join('')}</main></body></html>`
}

function article({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const { summary = '', operationId = '', parameters = [], requestBody, responses = {} } = operation
  const given = parameters.map(({ name, in: place, required, schema, description }) =>
    row(name, `${place}${required ? ', required' : ''}`, typeOf(schema), description ?? schema?.description),
  )
  const body = fields(requestBody?.content?.['application/json']?.schema, 'body')
  const answer = fields(responses['200']?.content?.['application/json']?.schema, 'answer')
  const refusals = Object.keys(responses).filter(status => status !== '200')
  return `<article id="${escaped(operationId)}"><h3><code class="${escaped(method)}">${escaped(method.toUpperCase())}</code> <code>/api${escaped(path)}</code></h3><p>${escaped(summary)}</p>
${table('Takes', [...given, ...body])}${table('Gives', answer)}${refusals.length ? `<p>May refuse with ${refusals.map(escaped).join(', ')}.</p>` : ''}</article>`
}

const table = (heading: string, rows: string[]) =>
  rows.length ? `<h4>${heading}</h4><table><tbody>${rows.join('')}</tbody></table>` : ''
const row = (name: string, where: string, type: string, text = '') =>
  `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${escaped(where)}</td><td>${escaped(type)}</td><td>${escaped(text)}</td></tr>`

function fields(schema: Schema | undefined, where: string, prefix = ''): string[] {
  if (schema?.type === 'array') return fields(schema.items, where, `${prefix}[]`)
  return Object.entries(schema?.properties ?? {}).flatMap(([name, field]) => [
    row(
      `${prefix}${prefix ? '.' : ''}${name}`,
      `${where}${schema?.required?.includes(name) ? ', required' : ''}`,
      typeOf(field),
      field.description,
    ),
    ...fields(field, where, `${prefix}${prefix ? '.' : ''}${name}`),
  ])
}

function typeOf(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items)}[]`
  return [schema.type, schema.format].flat().filter(Boolean).join(' ')
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:15px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:15rem 1fr}nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;box-sizing:border-box;border-right:1px solid #8884}nav ul{list-style:none;padding:0}main{padding:1rem 2rem;max-width:70rem}h1{font-size:1.2rem}h3{margin-bottom:0}article{border-top:1px solid #8884;padding-bottom:1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.15rem .75rem .15rem 0;font-weight:400}h4{margin:.75rem 0 .25rem}@media(max-width:700px){body{display:block}nav{position:static;height:auto;border:0}main{padding:1rem;overflow-x:auto}}`
