/** Why a message was not taken. The server's reasons concern every message, the others this one alone. */
export type MailReason =
  | 'hostUnknown'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'authentication'
  | 'senderRefused'
  | 'busy'
  | 'recipientRefused'
  | 'messageRefused'
  | 'other'

const OF_THE_SERVER: ReadonlySet<MailReason> = new Set([
  'hostUnknown',
  'unreachable',
  'timeout',
  'tls',
  'authentication',
  'senderRefused',
])

/** A message that was not taken, and whether trying again can help. */
export class MailFailure extends Error {
  readonly reason: MailReason
  /** The same message will be refused again: 5xx for its recipient or its content. */
  readonly permanent: boolean
  /** The next message would fail alike. */
  readonly ofServer: boolean
  constructor(reason: MailReason, detail: string, permanent = false, ofServer = OF_THE_SERVER.has(reason)) {
    super(detail)
    this.reason = reason
    this.permanent = permanent
    this.ofServer = ofServer
  }
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string }

const MOST_DETAIL = 500
const DNS_CODES = ['EDNS', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']
const UNREACHABLE_CODES = ['ECONNECTION', 'ESOCKET', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'EPROTOCOL']
const UNREACHABLE_TEXT = /ECONN|EHOSTUNREACH|ENETUNREACH|EPIPE|Unexpected socket close|Connection closed/

/** What an error of the SMTP client means. */
export function mailFailure(error: unknown): MailFailure {
  if (error instanceof MailFailure) return error
  const { code = '', command = '', responseCode, response, message } = error as SmtpError
  const detail = (response ?? message ?? String(error)).slice(0, MOST_DETAIL)
  const permanent = responseCode !== undefined && responseCode >= 500
  if (responseCode === 421) return new MailFailure('busy', detail, false, true)
  if (code === 'EAUTH' || command.startsWith('AUTH')) return new MailFailure('authentication', detail)
  if (DNS_CODES.includes(code) || /ENOTFOUND|EAI_AGAIN/.test(message)) return new MailFailure('hostUnknown', detail)
  if (isTls(code, message)) return new MailFailure('tls', detail)
  if (code === 'ETIMEDOUT' || /timeout|ETIMEDOUT/i.test(message)) return new MailFailure('timeout', detail)
  if (command === 'MAIL FROM') return new MailFailure(permanent ? 'senderRefused' : 'busy', detail)
  if (command === 'RCPT TO') return new MailFailure(permanent ? 'recipientRefused' : 'busy', detail, permanent)
  if (responseCode !== undefined) return new MailFailure(permanent ? 'messageRefused' : 'busy', detail, permanent)
  if (UNREACHABLE_CODES.includes(code) || UNREACHABLE_TEXT.test(message)) return new MailFailure('unreachable', detail)
  if (code === 'EENVELOPE') return new MailFailure('recipientRefused', detail, true)
  return new MailFailure('other', detail)
}

const isTls = (code: string, message: string) =>
  code === 'ETLS' ||
  /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) ||
  /certificate|wrong version number|STARTTLS|\bSSL\b|\bTLS\b|packet length too long/i.test(message)
