import type { LookupSource, Option } from './filter-types.ts'

const MOST = 20

type Asked<Answer> = { call(input: never, options?: { signal?: AbortSignal }): Promise<Answer> }
type Listing<Found, One> = { list: Asked<{ rows: Found[] }>; get: Asked<One> }

/** Makes a lookup of a list operation and of the one that reads a record by its id. */
export function lookupSource<Found, One>(
  name: string,
  api: Listing<Found, One>,
  option: (record: Found | One) => Option,
  narrowed: Record<string, unknown> = {},
): LookupSource {
  const given = (signal: AbortSignal | undefined) => (signal ? { signal } : {})
  return {
    key: [name, 'lookup', narrowed],
    search: async (text, signal) => {
      const input = { ...narrowed, limit: MOST, ...(text.trim() ? { search: text.trim() } : {}) }
      return (await api.list.call(input as never, given(signal))).rows.map(option)
    },
    named: async (id, signal) => option(await api.get.call({ id } as never, given(signal))),
  }
}
