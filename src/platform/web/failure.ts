import { ORPCError } from '@orpc/client'

export type Issue = { field: string; message: string }
/** What went wrong, in words for the user; `code` and `status` are the server's, `offline` when it did not answer. */
export type Failure = {
  message: string
  code: string
  status: number
  field?: string
  issues: Issue[]
  offline: boolean
}

type Data = { field?: string; issues?: Issue[] } | undefined

/** Reads any thrown thing as a failure to show. */
export function failureOf(error: unknown, offline: string): Failure {
  if (!(error instanceof ORPCError)) return { message: offline, code: 'offline', status: 0, issues: [], offline: true }
  const data = error.data as Data
  const unreachable = [502, 503, 504].includes(error.status)
  return {
    message: unreachable ? offline : error.message,
    code: error.code,
    status: error.status,
    ...(data?.field ? { field: data.field } : {}),
    issues: data?.issues ?? [],
    offline: unreachable,
  }
}

export const statusOf = (error: unknown) => (error instanceof ORPCError ? error.status : 0)
