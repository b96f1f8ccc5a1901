/** The month of reports that are committed: one that stays, so that they change only when what they are about does. */

/** 31 days, five of them Saturdays, Sundays and Mondays: no month has more, so the report errs on the safe side. */
export const referenceMonth = '2026-08';
