import type { Ctx } from './context.ts'

/** Something that happened in a slice; slices below it react in the same transaction, without it knowing them. */
export type Event<Facts> = { readonly name: string; readonly facts?: Facts }

export type Reaction = { event: string; react(ctx: Ctx, facts: never): Promise<void> }

export const event = <Facts>(name: string): Event<Facts> => ({ name })

/** One line of `app/reactions.ts`: what causes what. */
export const on = <Facts>({ name }: Event<Facts>, react: (ctx: Ctx, facts: Facts) => Promise<void>): Reaction => ({
  event: name,
  react: react as Reaction['react'],
})

/** Runs what reacts to an event, in the order it was declared; a reaction that fails undoes the whole operation. */
export async function react<Facts>(reactions: readonly Reaction[], ctx: Ctx, { name }: Event<Facts>, facts: Facts) {
  for (const reaction of reactions) if (reaction.event === name) await reaction.react(ctx, facts as never)
}
