import { queryClient } from './query-client.ts'

/** After a change: everything on screen is read again, as a record may stand in lists of several slices. */
export const refresh = () => void queryClient.invalidateQueries()
