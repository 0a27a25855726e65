/** The languages of every screen and printout; French first. */
export type Language = 'fr' | 'en'
