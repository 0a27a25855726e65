type Reason = 'in-use' | 'not-enterable' | 'unsupported-platform' | 'broken-install' | 'not-started'

/** PostgreSQL cannot be started or joined; the message says what happened and what to do. */
export class EmbeddedRefused extends Error {
  readonly reason: Reason

  constructor(reason: Reason, message: string) {
    super(message)
    this.name = 'EmbeddedRefused'
    this.reason = reason
  }
}

/** The word PostgreSQL or the system gives to an error: a SQLSTATE or an errno name. */
export const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? ''
