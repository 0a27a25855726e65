import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { statusOf } from './failure.ts'

let leave = () => {}
/** What happens when the server no longer knows the user; said once by the router. */
export const onSignedOut = (action: () => void) => {
  leave = action
}

const notice = (error: unknown) => {
  if (statusOf(error) === 401) leave()
}
const again = (count: number, error: unknown) => count < 2 && (statusOf(error) === 0 || statusOf(error) >= 502)

/** Facts read from the server: kept while the screen works, asked again when it comes back into view. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry: again, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})
