import { z } from 'zod'
import { contract } from './contract.ts'

type ListDescribed<Row extends z.ZodObject, Sort extends string, Filters extends z.ZodRawShape> = {
  path: `/${string}`
  summary: string
  right: string
  row: Row
  /** Columns the list can be read in order of; the first is the order when none is asked. `-` before the name: descending. */
  sorts: readonly [Sort, ...Sort[]]
  filters?: Filters
}

/** The order, position and size of one page of a list. */
const paging = <Sort extends string>(sorts: readonly [Sort, ...Sort[]]) => ({
  after: z.string().max(2000).optional().describe('the `next` of the page before'),
  limit: z.int().min(1).max(200).default(50),
  sort: z.enum(sorts.flatMap(sort => [sort, `-${sort}`]) as [Sort | `-${Sort}`, ...(Sort | `-${Sort}`)[]]).optional(),
})

/** Every list of Facteur: a page by key, and the count of what the same filters match. */
export function listContract<
  Row extends z.ZodObject,
  Sort extends string,
  Filters extends z.ZodRawShape = Record<never, never>,
>({ path, summary, right, row, sorts, filters }: ListDescribed<Row, Sort, Filters>) {
  const matching = z.object({ search: z.string().max(100).optional(), ...(filters ?? ({} as Filters)) })
  return {
    list: contract({ method: 'GET', path, summary, right })
      .input(z.object({ ...paging(sorts), ...matching.shape }))
      .output(z.object({ rows: z.array(row), next: z.string().nullable() })),
    count: contract({ method: 'GET', path: `${path}/count`, summary: `${summary}: how many`, right })
      .input(matching)
      .output(z.object({ count: z.int() })),
  }
}
