import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Who may call: a member of the company with the right, any signed-in user, or anyone. */
export type Scope = 'company' | 'user' | 'anyone'

export type Meta = { scope?: Scope; right?: string; description?: string; secret?: boolean; default?: boolean }

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Described<Code extends string> = {
  method: Method
  path: `/${string}`
  /** One sentence for the API page and the command line. */
  summary: string
  /** `slice.read`, `slice.write`…; none for operations of a user or of anyone. */
  right?: string
  scope?: Scope
  /** The codes the user can meet and act on; their words are in the slice's labels. */
  refusals?: readonly Code[]
  /** The answer holds a secret shown once: it is never kept, and a repeated request is refused. */
  secret?: boolean
  /** On the command line its noun alone means it: `facteur dispatch --issue 5`. */
  byDefault?: boolean
}

/** What comes with a refusal: the field it concerns, the values in its sentence, one issue a bad field. */
const refusalData = z.object({
  field: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  issues: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

const common = {
  UNAUTHORIZED: { status: 401 },
  FORBIDDEN: { status: 403, data: refusalData },
  NOT_FOUND: { status: 404, data: refusalData },
  BAD_REQUEST: { status: 400, data: refusalData },
}

/** Describes one operation; REST, OpenAPI, the typed client, the command line and the tests derive from it. */
export function contract<Code extends string = never>({
  method,
  path,
  summary,
  right,
  scope,
  refusals = [],
  secret = false,
  byDefault = false,
}: Described<Code>) {
  const declared = Object.fromEntries(refusals.map(code => [code, { status: 409, data: refusalData }]))
  return oc
    .$meta<Meta>({
      scope: scope ?? 'company',
      ...(right ? { right } : {}),
      description: summary,
      secret,
      default: byDefault,
    })
    .errors({ ...common, ...(declared as Record<Code, { status: number; data: typeof refusalData }>) })
    .route({ method, path, summary, tags: [path.split('/')[1] ?? ''] })
}

/** `YYYY-MM-DD`; kept short so that the command line's help stays readable. */
export const isoDay = z.iso.date()
export const id = z.guid()
/** Integer cents. */
export const cents = z.int()
