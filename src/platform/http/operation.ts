import type { AnySchema, ContractProcedure, ErrorMap, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { implement, type Procedure } from '@orpc/server'
import type { AnyoneCtx, Conversing, Ctx, Outer, UserCtx } from './context.ts'
import type { Meta } from './contract.ts'
import { type Guard, guards } from './guard.ts'

type Contract<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = ContractProcedure<I, O, E, Meta>
type Handler<C, I extends AnySchema, O extends AnySchema> = (
  ctx: C,
  input: InferSchemaOutput<I>,
) => Promise<InferSchemaInput<O>>
type Implemented<I extends AnySchema, O extends AnySchema, E extends ErrorMap> = Procedure<Outer, Outer, I, O, E, Meta>

/** Implements a contract of the company: rights, transaction, idempotency, audit and error shape come with it. */
export function operation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  handler: Handler<Ctx, I, O>,
): Implemented<I, O, E> {
  return implemented(contract, 'company', handler)
}

/**
 * Implements a contract of the company that talks to another server: no transaction is open while that one answers. An
 * Idempotency-Key keeps no answer of it, which a transaction could not take back.
 */
export function conversingOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  handler: Handler<Conversing, I, O>,
): Implemented<I, O, E> {
  return implemented(contract, 'company', handler, guards.conversing)
}

/** Implements a contract for any signed-in user, outside companies. */
export function userOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  handler: Handler<UserCtx, I, O>,
): Implemented<I, O, E> {
  return implemented(contract, 'user', handler)
}

/** Implements a contract for anyone, before sign-in. */
export function anyoneOperation<I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  handler: Handler<AnyoneCtx, I, O>,
): Implemented<I, O, E> {
  return implemented(contract, 'anyone', handler)
}

function implemented<C, I extends AnySchema, O extends AnySchema, E extends ErrorMap>(
  contract: Contract<I, O, E>,
  scope: 'company' | 'user' | 'anyone',
  handler: Handler<C, I, O>,
  guard: Guard = guards[scope],
): Implemented<I, O, E> {
  const { meta } = contract['~orpc']
  if (meta.scope !== scope)
    throw new Error(`${contract['~orpc'].route.path}: the contract says ${meta.scope}, the operation ${scope}`)
  if (scope === 'company' && !meta.right)
    throw new Error(`${contract['~orpc'].route.path}: an operation of a company needs a right`)
  // The guard comes first, so that nobody learns from a validation error what they may not see.
  const builder = implement(contract as never, {
    initialInputValidationIndex: 1,
    initialOutputValidationIndex: 1,
  }) as unknown as Builder
  return builder.use(guard).handler(({ context, input }) => handler(context as C, input as never)) as never
}

type Builder = {
  use(guard: Guard): { handler(run: (options: { context: unknown; input: unknown }) => unknown): unknown }
}
