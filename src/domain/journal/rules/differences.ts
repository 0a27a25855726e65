import type { Fact } from './canonical.ts'

export type Difference = { field: string; sealed: string; found: string }

/**
 * Where what stands in the tables is not what was sealed. A field that is said today and was not yet said then is no
 * difference; one that was sealed and is said no more is.
 */
export function differences(sealed: Fact, found: Fact | undefined, field = ''): Difference[] {
  if (Array.isArray(sealed) && Array.isArray(found)) {
    const length = Math.max(sealed.length, found.length)
    return Array.from({ length }, (_, at) => at).flatMap(at =>
      sealed[at] === undefined
        ? [{ field: `${field}[${at + 1}]`, sealed: '', found: said(found[at]) }]
        : differences(sealed[at], found[at], `${field}[${at + 1}]`),
    )
  }
  if (isObject(sealed) && isObject(found))
    return Object.keys(sealed).flatMap(name =>
      differences(sealed[name]!, found[name], field ? `${field}.${name}` : name),
    )
  return sealed === found ? [] : [{ field, sealed: said(sealed), found: said(found) }]
}

const isObject = (fact: Fact | undefined): fact is { readonly [name: string]: Fact } =>
  typeof fact === 'object' && fact !== null && !Array.isArray(fact)

const said = (fact: Fact | undefined): string =>
  fact === undefined ? '' : typeof fact === 'string' ? fact : JSON.stringify(fact)
