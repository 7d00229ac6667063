/** What a warden is told before its input ends if nothing is under way any more: otherwise one may be just being started. */
export const quietWord = 'quiet';

/** How long a warden tries to end what was started below its coordinator before it removes what that has left. */
export const wardenLimitMs = 3000;
