import { labels } from '../../../values/labels.ts'

type Told = {
  issued: number
  reasons: readonly { why: string; count: number; documents: readonly { customer: string }[] }[]
}

const named = (documents: readonly { customer: string }[], count: number, more: (left: number) => string) =>
  [
    ...documents.map(({ customer }) => customer),
    ...(count > documents.length ? [more(count - documents.length)] : []),
  ].join(', ')

/** Words of issuing many drafts. */
export const issueManyWords = labels(
  {
    work: (count: number) => `Validation de ${count} brouillons`,
    summary: ({ issued, reasons }: Told) =>
      [
        issued === 1 ? '1 document validé.' : `${issued} documents validés.`,
        ...reasons.map(
          ({ why, count, documents }) =>
            `${count} en brouillon\u00a0: ${why} (${named(documents, count, left => `et ${left} autres`)})`,
        ),
      ].join(' '),
  },
  {
    work: (count: number) => `Issuing ${count} drafts`,
    summary: ({ issued, reasons }: Told) =>
      [
        issued === 1 ? '1 document issued.' : `${issued} documents issued.`,
        ...reasons.map(
          ({ why, count, documents }) =>
            `${count} left as drafts: ${why} (${named(documents, count, left => `and ${left} more`)})`,
        ),
      ].join(' '),
  },
)
