export const WORK_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type WorkState = (typeof WORK_STATES)[number]

/** Where the result is found, and what to say of it. */
export type WorkResult = { link?: string | undefined; summary?: string | undefined }

export const isEnded = (state: WorkState): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

/** Work is stopped by who started it, or by who administers the company. */
export const mayCancel = (starterId: string, userId: string, rights: ReadonlySet<string>): boolean =>
  starterId === userId || rights.has('accounts.write')
