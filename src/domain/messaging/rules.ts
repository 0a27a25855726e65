/** `withdrawn`: no longer wanted when it was about to leave, and never sent. */
export const MESSAGE_STATES = ['queued', 'sent', 'failed', 'withdrawn'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** Why an attempt failed: the mail server's reasons, and ours at the end. */
export const FAILURE_REASONS = [
  'hostUnknown',
  'unreachable',
  'timeout',
  'tls',
  'authentication',
  'senderRefused',
  'busy',
  'recipientRefused',
  'messageRefused',
  'other',
  'passwordUnreadable',
  'notWritten',
  'attachmentChanged',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** `detail` holds the server's own words. */
export type MessageFailure = { reason: FailureReason; detail: string }

const MINUTE = 60
const HOUR = 60 * MINUTE
/** The pauses after each attempt that failed for a while; then Facteur gives the message up. About two days in all. */
const PAUSES_SECONDS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR]

/** How long to wait after attempt number `attempts`, or `givenUp`. */
export function pauseAfter(attempts: number, permanent: boolean): { pauseSeconds: number } | 'givenUp' {
  const pauseSeconds = permanent ? undefined : PAUSES_SECONDS[attempts - 1]
  return pauseSeconds === undefined ? 'givenUp' : { pauseSeconds }
}

/** An attempt that crashed its process does not come back here, and counts all the same. */
export const MAX_ATTEMPTS = PAUSES_SECONDS.length + 3

/** Refused for what it is or where it goes: another attempt meets the same answer. */
export const REFUSED_FOR_GOOD: readonly FailureReason[] = ['recipientRefused', 'messageRefused', 'attachmentChanged']

export const MAX_ATTACHMENTS_BYTES = 15 * 1024 * 1024

/** How the conversation with the mail server is encrypted: from its first byte, after STARTTLS, or not at all. */
export const SECURITIES = ['tls', 'starttls', 'none'] as const
