/** Why a mailbox could not be opened or read, as people are told. */
export type IncomingFault =
  | 'hostUnknown'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'certificate'
  | 'authentication'
  | 'authorisation'
  | 'authorisationServer'
  | 'busy'
  | 'unreadable'

const SAID: ReadonlySet<string> = new Set(['hostUnknown', 'unreachable', 'timeout', 'tls', 'authentication', 'busy'])

/** How servers of the web, of IMAP, of SMTP and of SSH greet. */
const OTHER_PROTOCOL = /^(?:HTTP\/|\* |220[ -]|SSH-)/

/** It is not the mail server that speaks, but who gives access to the mailbox. */
const OAUTH = /^OAuth: /

/** The code of the sentence for what the mail client found; a certificate is told apart from encryption. */
export function incomingFault({ reason, detail }: { reason: string; detail: string }): IncomingFault {
  if (OAUTH.test(detail)) return reason === 'authentication' ? 'authorisation' : 'authorisationServer'
  if (reason === 'tls' && /certificate|self.signed|altname/i.test(detail)) return 'certificate'
  if (reason === 'busy' && OTHER_PROTOCOL.test(detail)) return 'unreadable'
  return SAID.has(reason) ? (reason as IncomingFault) : 'unreadable'
}
