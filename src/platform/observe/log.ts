import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

const REDACTED = '[redacted]'
const SECRET_FIELDS =
  /"([\w-]*(?:password|passwd|secret|token|authorization|cookie|api-?key|iban|bic)[\w-]*)":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])/gi
/** Two letters, two digits, then groups of four: with or without spaces, wherever it stands in a sentence. */
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g
const BEARER = /\b(Bearer|Basic) [\w.~+/=-]{8,}/gi
const URL_PASSWORD = /(\b[a-z][a-z0-9+]*:\/\/[^\s:/@"]*):[^\s@"]*@/gi

/** A line of the log without what must not be kept in one: passwords, cookies, keys, IBAN, at any depth, in any text. */
const redacted = (line: string): string =>
  line
    .replace(SECRET_FIELDS, `"$1":"${REDACTED}"`)
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(URL_PASSWORD, `$1:${REDACTED}@`)
    .replace(IBAN, REDACTED)

/** The log: one JSON object a line, on standard output unless told otherwise; `FACTEUR_LOG` sets its level. */
export function openLog(destination?: DestinationStream): Logger {
  const options = {
    level: levelIn(process.env.FACTEUR_LOG),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      err: pino.stdSerializers.err,
      req: requestShown,
      res: ({ statusCode }: FastifyReply) => ({ status: statusCode }),
    },
    hooks: { streamWrite: redacted },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** `off` is said by people, `silent` by pino; what is neither a level nor off is no reason not to start. */
const levelIn = (given = 'info'): string => (given === 'off' ? 'silent' : given in pino.levels.values ? given : 'info')

/** Without the query, where people search for names. */
const requestShown = ({ method, url }: FastifyRequest) => ({ method, path: pathOf(url) })

export const pathOf = (url: string): string => url.split('?')[0]!

/** Errors as Fastify tells them; the line of each request is written by `mountObserve`. */
class RequestLog extends LogController {
  override incomingRequest() {}
  override requestCompleted() {}
  override routeNotFound() {}
}

/** What Fastify needs to log here, with an id a request that answers carry. */
export const loggingOf = (log: Logger) => ({
  loggerInstance: log as FastifyBaseLogger,
  logController: new RequestLog({ requestIdLogLabel: 'requestId' }),
  genReqId: (request: { headers: IncomingMessage['headers'] }) => givenId(request) ?? randomUUID(),
})

/** The id that a proxy in front of Facteur gave the request, when it looks like one. */
function givenId({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const id = headers['x-request-id']
  return typeof id === 'string' && /^[\w-]{8,64}$/.test(id) ? id : undefined
}
