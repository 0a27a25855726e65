import { ORPCError, ValidationError } from '@orpc/contract'
import type { Outer } from './context.ts'
import { Refusal } from './refusal.ts'

type Failing = Pick<Outer, 'language' | 'say' | 'constraints' | 'log' | 'requestId'>
type DatabaseError = { code?: string; constraint?: string; column?: string }

/** What the caller learns of a failure: a refusal in their language, bad input field by field, or an unexplained 500. */
export function translated(error: unknown, context: Failing): ORPCError<string, unknown> {
  const { language, say, constraints, log, requestId } = context
  if (error instanceof ORPCError)
    return error.cause instanceof ValidationError ? invalid(error, context) : worded(error, context)
  if (error instanceof Refusal) return refused(error, context)
  const { code, constraint } = databaseError(error)
  const meant = constraint ? constraints[constraint] : undefined
  if (meant) return refused(new Refusal(meant.code, meant.field ? { field: meant.field } : {}), context)
  if (code === '22021' || code === '22P05')
    return refused(new Refusal('request.unstorableText', { status: 400 }), context)
  if (code === '22003' || code === '22008') return refused(new Refusal('request.outOfRange', { status: 400 }), context)
  log.error({ err: error, requestId }, 'operation failed')
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: say(language, 'request.failed', { requestId }),
    data: { values: { requestId } },
  })
}

const databaseError = (error: unknown): DatabaseError => {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return (cause ?? {}) as DatabaseError
}

function refused({ code, status, field, values }: Refusal, { language, say }: Failing) {
  return new ORPCError(code, {
    status,
    message: say(language, code, values),
    data: { ...(field ? { field } : {}), values },
    defined: true,
  })
}

function worded(error: ORPCError<string, unknown>, { language, say }: Failing) {
  const values = (error.data as { values?: Record<string, string> } | undefined)?.values ?? {}
  return new ORPCError(error.code, {
    status: error.status,
    message: say(language, error.code, values),
    data: error.data ?? {},
    defined: true,
  })
}

function invalid(error: ORPCError<string, unknown>, { language, say, log, requestId }: Failing) {
  const { issues } = error.cause as ValidationError
  if (error.code !== 'BAD_REQUEST') {
    log.error({ issues, requestId }, 'an answer does not fit its contract')
    return new ORPCError('INTERNAL_SERVER_ERROR', { message: say(language, 'request.failed', { requestId }) })
  }
  const told = issues.map(issue => {
    const { code, minimum, maximum, format, origin, values, keys } = issue as unknown as Record<
      string,
      string | number
    > & { values?: string[]; keys?: string[] }
    const facts = {
      minimum: minimum ?? '',
      maximum: maximum ?? '',
      format: format ?? '',
      origin: origin ?? '',
      values: values?.join(', ') ?? '',
      keys: keys?.join(', ') ?? '',
    }
    return {
      field: (issue.path ?? []).map(part => (typeof part === 'object' ? part.key : part)).join('.'),
      message: say(language, `invalid.${code}`, facts),
    }
  })
  const first = told[0]
  return new ORPCError('BAD_REQUEST', {
    status: 400,
    message: first ? `${first.field}${first.field ? ' : ' : ''}${first.message}` : say(language, 'BAD_REQUEST', {}),
    data: { ...(first?.field ? { field: first.field } : {}), issues: told },
    defined: true,
  })
}
