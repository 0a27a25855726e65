import type { ExportedList } from '../platform/http/list-download.ts'
import type { Language } from '../values/labels.ts'

type Columns = Record<Language, { columns: Record<string, string> }>
/** The headings of a file: those columns of the slice's labels that the row has. */
function headings(contract: ExportedList['contract'], labels: Columns): ExportedList['headings'] {
  const { outputSchema } = contract['~orpc'] as { outputSchema?: unknown }
  const rows = outputSchema as { shape: { rows: { element: { shape: object } } } }
  const names = Object.keys(rows.shape.rows.element.shape)
  const of = (language: Language) =>
    Object.fromEntries(
      names.flatMap(name =>
        labels[language].columns[name] === undefined ? [] : [[name, labels[language].columns[name]!]],
      ),
    )
  return { fr: of('fr'), en: of('en') }
}

/** A list as it leaves as a file: its headings, and the words of its values. */
export const exported = (
  contract: ExportedList['contract'],
  list: unknown,
  labels: unknown,
  values?: (language: Language) => Record<string, Record<string, string>>,
  query?: ExportedList['query'],
): ExportedList => ({
  contract,
  list: list as ExportedList['list'],
  headings: headings(contract, labels as Columns),
  ...(values ? { values: { fr: values('fr'), en: values('en') } } : {}),
  ...(query ? { query } : {}),
})
