import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type FilterValues, filterKeys, type ListFilter } from '../filters/filter-types.ts'
import type { ListQuery } from './list-types.ts'

export type ListState = {
  search: string
  sort: string | undefined
  values: FilterValues
  /** The record whose panel is open. */
  open: string | undefined
  /** Filters and search, as the operation names them. */
  query: ListQuery
  filtered: boolean
  setSearch(text: string): void
  setSort(sort: string | undefined): void
  setValues(values: FilterValues): void
  setOpen(id: string | undefined): void
  clear(): void
  /** All of it as one text, and back: what a saved view keeps. */
  asText: string
  fromText(text: string): void
}

const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const list = (value: string | string[]) => (Array.isArray(value) ? value : [value])

function asked(filters: readonly ListFilter[], values: FilterValues): ListQuery {
  const query: ListQuery = {}
  for (const filter of filters) {
    for (const key of filterKeys(filter)) {
      const value = values[key]
      if (value === undefined) continue
      if (filter.kind === 'choice' && !filter.single) query[key] = list(value)
      else if (filter.kind === 'integer') query[key] = Number(text(value))
      else query[key] = text(value)
    }
  }
  return query
}

/** Filters, search, order and the open record of a list: all of it lives in the address. */
export function useListState(filters: readonly ListFilter[], fixed: ListQuery | undefined): ListState {
  const found = useSearch({ strict: false }) as FilterValues
  const navigate = useNavigate()
  return useMemo(() => {
    const put = (next: (before: FilterValues) => FilterValues, replace: boolean) =>
      void navigate({ to: '.', search: ((before: FilterValues) => next(before)) as never, replace })
    const patch = (values: FilterValues, replace = true) => put(before => ({ ...before, ...values }), replace)
    const values = Object.fromEntries(filters.flatMap(filterKeys).map(key => [key, found[key]]))
    const kept = { ...values, q: found.q, sort: found.sort }
    const search = text(found.q) ?? ''
    const chips = filters.filter(filter => !filter.own).flatMap(filterKeys)
    return {
      search,
      sort: text(found.sort),
      open: text(found.open),
      values,
      filtered: search !== '' || chips.some(key => values[key] !== undefined),
      query: { ...asked(filters, values), ...(search ? { search } : {}), ...fixed },
      setSearch: typed => patch({ q: typed || undefined }),
      setSort: sort => patch({ sort }),
      setValues: patch,
      setOpen: open => patch({ open }, found.open !== undefined && open !== undefined),
      clear: () => patch({ q: undefined, ...Object.fromEntries(chips.map(key => [key, undefined])) }),
      asText: JSON.stringify(kept),
      fromText: saved =>
        put(before => ({ ...before, ...cleared(kept), ...(JSON.parse(saved) as FilterValues) }), false),
    }
  }, [found, filters, fixed, navigate])
}

const cleared = (values: FilterValues): FilterValues =>
  Object.fromEntries(Object.keys(values).map(key => [key, undefined]))
