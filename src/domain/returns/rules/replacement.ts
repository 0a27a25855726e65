/** Whether one more copy may be given again within 12 months; a limit of 0 gives none. Source: CIR-17. */
export const isWithinLimit = (given: number, asked: number, limit: number): boolean => given + asked <= limit

/** Whether somebody asks so often that it deserves a look: at the limit, or half of what was sent. */
export const isSuspicious = (given: number, served: number, limit: number): boolean =>
  given > 0 && (given >= limit || (served >= 4 && given * 2 >= served))
