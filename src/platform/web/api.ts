import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import {
  createTanstackQueryUtils,
  type OperationContext,
  type RouterUtils,
  TANSTACK_QUERY_OPERATION_CONTEXT_SYMBOL,
} from '@orpc/tanstack-query'
import { currentCompany } from './company.ts'
import { currentLanguage } from './language.ts'

/** What a call may say besides its input: the same key again makes a repeated request answer as the first one did. */
export type CallContext = { idempotencyKey?: string }

type ClientOf<T extends AnyContractRouter> = JsonifiedClient<ContractRouterClient<T, CallContext>>
export type Api<T extends AnyContractRouter> = RouterUtils<ClientOf<T>> & { client: ClientOf<T> }

/** Reading by POST, as a preview does, is not to be remembered. */
const isRead = (context: CallContext) =>
  (context as OperationContext)[TANSTACK_QUERY_OPERATION_CONTEXT_SYMBOL]?.type === 'query'

const known = new Map<AnyContractRouter, unknown>()

/** The typed calls of a slice, for queries and mutations; `name` begins the keys of their cache. */
export function apiOf<T extends AnyContractRouter>(name: string, contract: T): Api<T> {
  const before = known.get(contract)
  if (before) return before as Api<T>
  const link = new OpenAPILink<CallContext>(contract, {
    url: `${location.origin}/api`,
    headers: ({ context }) => ({
      'accept-language': currentLanguage(),
      ...(isRead(context) ? {} : { 'idempotency-key': context.idempotencyKey ?? crypto.randomUUID() }),
      ...(currentCompany() ? { 'x-company': currentCompany() } : {}),
    }),
  })
  const client = createORPCClient<ClientOf<T>>(link)
  const utils = createTanstackQueryUtils(client, { path: [name] }) as RouterUtils<ClientOf<T>>
  const api = Object.assign(Object.create(null), { client }) as { client: ClientOf<T> }
  const both = new Proxy(utils, {
    get: (target, key) => (key === 'client' ? api.client : Reflect.get(target, key)),
  }) as Api<T>
  known.set(contract, both)
  return both
}
