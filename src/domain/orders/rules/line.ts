/** What is left of a line: what is ordered and not given up, less what left or came in. Never less than zero. */
export const leftOf = ({
  quantity,
  givenUp,
  deliveredCount,
}: {
  quantity: number
  givenUp: number
  deliveredCount: number
}) => Math.max(0, quantity - givenUp - deliveredCount)
