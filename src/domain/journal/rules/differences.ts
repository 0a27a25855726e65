import type { Fact } from './canonical.ts'

export type Difference = { field: string; sealed: string; found: string }

/**
 * Where what stands in the tables is not what was sealed, and the other way round. Nothing is nothing, whether it is left
 * out, null, empty or `false`, so that facts may leave it out; what was nothing and is something now differs.
 */
export function differences(sealed: Fact | undefined, found: Fact | undefined, field = ''): Difference[] {
  if (isNothing(sealed) && isNothing(found)) return []
  if (Array.isArray(sealed) && Array.isArray(found)) {
    const length = Math.max(sealed.length, found.length)
    return Array.from({ length }).flatMap((_, at) => differences(sealed[at], found[at], `${field}[${at + 1}]`))
  }
  if (isObject(sealed) && isObject(found))
    return Object.keys({ ...sealed, ...found }).flatMap(name =>
      differences(sealed[name], found[name], field ? `${field}.${name}` : name),
    )
  return sealed === found ? [] : [{ field, sealed: said(sealed), found: said(found) }]
}

const isNothing = (fact: Fact | undefined): boolean =>
  fact === undefined || fact === null || fact === '' || fact === false

const isObject = (fact: Fact | undefined): fact is { readonly [name: string]: Fact } =>
  typeof fact === 'object' && fact !== null && !Array.isArray(fact)

const said = (fact: Fact | undefined): string =>
  isNothing(fact) ? '' : typeof fact === 'string' ? fact : JSON.stringify(fact)
