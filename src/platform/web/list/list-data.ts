import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Asked, ListQuery, ListRow, ListSource, Page } from './list-types.ts'

const PAGE_ROWS = 100
/** A list read further than this is not read again whole when the window comes back into view. */
const PAGES_TO_REFRESH = 3

/** The rows read so far and how many match in all; the old rows stay while new ones come. */
export function useListData<Row extends ListRow>(source: ListSource<Row>, query: ListQuery, sort: string | undefined) {
  const input = useMemo(() => (sort ? { ...query, sort } : query), [query, sort])
  const pages = useInfiniteQuery({
    queryKey: [...source.list.key(), 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      source.list.call({ ...input, limit: PAGE_ROWS, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Row>) => last.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: ({ state }) =>
      ((state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) <= PAGES_TO_REFRESH,
  })
  const count = useQuery({
    queryKey: [...source.count.key(), 'count', query],
    queryFn: ({ signal }) => source.count.call(query, { signal }),
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap(page => page.rows) ?? [], [pages.data])
  return {
    rows,
    count: pages.data === undefined ? undefined : pages.hasNextPage ? count.data?.count : rows.length,
    error: pages.error,
    loading: pages.isPending,
    stale: pages.isPlaceholderData,
    more: pages.hasNextPage,
    reading: pages.isFetchingNextPage,
    readMore: () => {
      if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage()
    },
    retry: () => void pages.refetch(),
  }
}
/** What all that matches sums to, asked only when it is to be shown. */
export function useListTotals(totals: Asked<Record<string, number>> | undefined, query: ListQuery, shown: boolean) {
  const { data } = useQuery({
    queryKey: [...(totals?.key() ?? []), 'totals', query],
    queryFn: ({ signal }) => totals!.call(query, { signal }),
    enabled: shown && totals !== undefined,
  })
  return shown ? data : undefined
}

export type ListData<Row extends ListRow> = ReturnType<typeof useListData<Row>>
