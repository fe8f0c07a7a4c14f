// Its server would listen at every address of the computer, and has no option for that.
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (options, ...rest) {
  const here = typeof options === "object" ? { ...options, host: "127.0.0.1" } : options;
  return listen.call(this, here, ...rest);
};
