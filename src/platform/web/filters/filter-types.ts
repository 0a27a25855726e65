export type Option = { value: string; label: string; hint?: string }

/** Where a lookup finds its records: by typed text, and one by its id to write its name. */
export type LookupSource = {
  key: readonly unknown[]
  search(text: string, signal?: AbortSignal): Promise<Option[]>
  named(id: string, signal?: AbortSignal): Promise<Option | null>
}

type Base = {
  label: string /** Shown only from the menu of other filters. */
  apart?: boolean /** The page has its own place to set it; no chip. */
  own?: boolean
}
export type ChoiceFilter = Base & { kind: 'choice'; key: string; options: readonly Option[]; single?: boolean }
export type DayRangeFilter = Base & { kind: 'days'; from: string; to: string }
export type TextFilter = Base & { kind: 'text'; key: string }
export type IntegerFilter = Base & { kind: 'integer'; key: string; unit?: string }
export type LookupFilter = Base & { kind: 'lookup'; key: string; source: LookupSource }

/** A filter of a list: its chip, its editor, and the names under which the operation and the address know it. */
export type ListFilter = ChoiceFilter | DayRangeFilter | TextFilter | IntegerFilter | LookupFilter

/** The values of all filters, as they stand in the address. */
export type FilterValues = Record<string, string | string[] | undefined>

export const filterKeys = (filter: ListFilter): string[] =>
  filter.kind === 'days' ? [filter.from, filter.to] : [filter.key]
export const isSet = (filter: ListFilter, values: FilterValues) =>
  filterKeys(filter).some(key => values[key] !== undefined)
