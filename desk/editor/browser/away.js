// Why nothing comes from the program any more, in words: it cannot say so itself.
const ENDED = "The preview has ended, or does not answer. What you type stays here: leave this window open, start the preview again, and go on.";

// Have `say` called with the words as long as the connection of this page is lost, and with "" when it
// is there again; return what asks at once.
export function watch(say) {
  const { socket } = window;
  const seek = async () => {
    const answer = await fetch("/_editor/look.css").catch(() => null);
    if (socket.connected) return;
    const refused = answer?.status === 403 && `${(await answer.json()).wrong} Then go on here: what you have typed is kept.`;
    say(answer ? refused || "" : ENDED);
  };
  for (const lost of ["disconnect", "connect_error"]) socket.on(lost, seek);
  socket.on("connect", () => say(""));
  return seek;
}
