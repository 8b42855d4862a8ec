// Notes when a slider was moved, what came over the socket, and when it drew: the map on WebGL, the table on a canvas.
(() => {
  const seen = (window.__seen = { begun: 0, sent: 0, frames: [], draws: [], done: [], texts: [] });
  window.__forget = () => {
    for (const key of ["frames", "draws", "done", "texts"]) seen[key] = [];
    seen.begun = seen.sent = 0;
  };
  addEventListener("keydown", () => (seen.begun = performance.now()), true);
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        const size = event.data.byteLength ?? event.data.size ?? event.data.length;
        seen.frames.push([performance.now(), size]);
      });
    }
    send(data) {
      if (seen.begun && !seen.sent) seen.sent = performance.now();
      super.send(data);
    }
  };
  const pixel = new Uint8Array(4);
  const waiting = new Set();
  const drew = (gl) => {
    seen.draws.push(performance.now());
    if (waiting.has(gl)) return;
    waiting.add(gl);
    setTimeout(() => {
      waiting.delete(gl);
      const before = gl.getParameter(gl.FRAMEBUFFER_BINDING);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel); // returns when all that was asked for is drawn
      gl.bindFramebuffer(gl.FRAMEBUFFER, before);
      seen.done.push(performance.now());
    }, 0);
  };
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      drew(this);
      return draw.apply(this, given);
    };
  }
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    seen.texts.push(performance.now());
    return write.apply(this, given);
  };
})();
